using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace SwarmTools.Stacks;

/// <summary>The ports that a service publishes on all nodes of the swarm, which no other service can have.</summary>
internal static class PublishedPorts
{
    /// <summary>Such as <c>8080/tcp</c>.</summary>
    public static IEnumerable<string> Of(JsonObject spec) => Names(spec, port => (string?)port["PublishMode"] != "host");

    /// <summary>Those of nodes too: a node has each port once.</summary>
    public static IEnumerable<string> WithThoseOfNodes(JsonObject spec) => Names(spec, _ => true);

    private static IEnumerable<string> Names(JsonObject spec, Func<JsonObject, bool> isMeant) => (spec["EndpointSpec"]?["Ports"] as JsonArray ?? []).OfType<JsonObject>()
        .Where(port => isMeant(port) && (long?)port["PublishedPort"] > 0)
        .Select(port => $"{(long?)port["PublishedPort"]}/{(string?)port["Protocol"] ?? "tcp"}");
}
