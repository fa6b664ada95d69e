using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace SwarmTools.Stacks;

/// <summary>The ports that a service publishes on all nodes of the swarm, which no other service can have.</summary>
internal static class PublishedPorts
{
    /// <summary>Those of nodes too: a node has each port once.</summary>
    public static IEnumerable<string> WithThoseOfNodes(JsonObject spec) => (spec["EndpointSpec"]?["Ports"] as JsonArray ?? []).OfType<JsonObject>()
        .Where(port => (long?)port["PublishedPort"] > 0).Select(NameOf);

    /// <summary>Such as <c>8080/tcp</c>.</summary>
    public static IEnumerable<string> Of(JsonObject spec) => (spec["EndpointSpec"]?["Ports"] as JsonArray ?? []).OfType<JsonObject>()
        .Where(port => (string?)port["PublishMode"] != "host" && (long?)port["PublishedPort"] > 0)
        .Select(NameOf);

    private static string NameOf(JsonObject port) => $"{(long?)port["PublishedPort"]}/{(string?)port["Protocol"] ?? "tcp"}";
}
