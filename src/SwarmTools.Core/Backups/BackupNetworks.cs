using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Engine;
using SwarmTools.Networks;

namespace SwarmTools.Backups;

/// <summary>Writes down how the networks of a swarm can be made again. Pure.</summary>
internal static class BackupNetworks
{
    private const string OfSwarm = "swarm";

    // Each engine makes it for itself.
    private const string Gateway = "docker_gwbridge";

    /// <summary>The networks that belong to the swarm.</summary>
    public static IReadOnlyList<NetworkDefinition> Of(IEnumerable<SwarmNetwork> networks, IReadOnlyCollection<string> predefined) =>
    [
        .. networks.Where(network => network.Scope == OfSwarm && !predefined.Contains(network.Name))
            .OrderBy(network => network.Name, StringComparer.Ordinal).Select(Definition),
    ];

    /// <summary>The names of networks that one node has for itself, and somebody made.</summary>
    public static IReadOnlyList<string> OfNode(IEnumerable<SwarmNetwork> networks, IReadOnlyCollection<string> predefined) =>
        [.. networks.Where(network => network.Scope != OfSwarm && network.Name != Gateway && !predefined.Contains(network.Name)).Select(network => network.Name).OrderBy(name => name, StringComparer.Ordinal)];

    private static NetworkDefinition Definition(SwarmNetwork network)
    {
        JsonNode? ipam = network.RawJson.Length == 0 ? null : JsonNode.Parse(network.RawJson)?["IPAM"];
        return new()
        {
            Name = network.Name,
            Driver = network.Driver,
            Labels = network.Labels,
            Options = network.Options.Where(option => !EngineChoice.IsOption(option.Key)).ToDictionary(option => option.Key, option => option.Value, StringComparer.Ordinal),
            Attachable = network.Attachable,
            Internal = network.Internal,
            Ingress = network.Ingress,
            IPv4 = network.IPv4 ? null : false,
            IPv6 = network.IPv6 ? true : null,
            Scope = OfSwarm,
            ConfigOnly = network.ConfigOnly,
            ConfigFrom = network.ConfigFrom,
            IpamDriver = (string?)ipam?["Driver"] is { Length: > 0 } driver ? driver : "default",
            IpamOptions = Pairs(ipam?["Options"]),
            Pools = [.. (ipam?["Config"] as JsonArray ?? []).OfType<JsonObject>().Select(Pool)],
        };
    }

    private static NetworkPool Pool(JsonObject pool) => new((string?)pool["Subnet"] ?? "")
    {
        Gateway = (string?)pool["Gateway"] ?? "",
        IPRange = (string?)pool["IPRange"] ?? "",
        AuxAddresses = Pairs(pool["AuxiliaryAddresses"]),
    };

    private static Dictionary<string, string> Pairs(JsonNode? node) =>
        (node as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal);
}
