using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Compose.Nodes;
using SwarmTools.Networks;

namespace SwarmTools.Stacks;

/// <summary>Writes networks into an exported file.</summary>
internal sealed class NetworkExporter(StackNames names, RunningSwarm swarm)
{
    private const string Overlay = "overlay";

    /// <summary>Whether a subnet was left out that the swarm may have chosen.</summary>
    public bool LeavesSubnets { get; private set; }

    /// <param name="section">Takes the networks.</param>
    /// <param name="used">The ids of those that services of the stack use.</param>
    /// <param name="warn">Takes what a file cannot say.</param>
    public void Export(ExportSection section, ISet<string> used, Action<string> warn)
    {
        IReadOnlyList<SwarmNetwork> all = [.. swarm.Observed.Networks.OrderBy(network => network.Name, StringComparer.Ordinal)];
        foreach (SwarmNetwork network in all.Where(network => names.IsOwn(network.Labels)))
        {
            section.AddOwn(network.Name, network.Name, Own(network));
            Warn(network, section.KeyOf(network.Name)!, used.Contains(network.Id), warn);
        }

        foreach (SwarmNetwork network in all.Where(network => !names.IsOwn(network.Labels) && used.Contains(network.Id)))
        {
            section.AddExternal(network.Name, network.Name);
        }
    }

    private MappingBuilder Own(SwarmNetwork network)
    {
        JsonNode? ipam = network.RawJson.Length == 0 ? null : JsonNode.Parse(network.RawJson)?["IPAM"];
        MappingBuilder addresses = new();
        addresses.AddText("driver", (string?)ipam?["Driver"] is "default" ? null : (string?)ipam?["Driver"])
            .AddPairs("options", ipam?["Options"])
            .AddItems("config", (ipam?["Config"] as JsonArray ?? []).OfType<JsonObject>().Where(pool => IsSaid(network, pool)).Select(Pool));
        return new MappingBuilder()
            .AddText("driver", network.Driver)
            .AddPairs("driver_opts", network.Options.Where(option => !EngineChoice.IsOption(option.Key)))
            .AddFlag("internal", network.Internal)
            .AddFlag("attachable", network.Attachable)
            .AddFlag("enable_ipv6", network.IPv6)
            .AddPairs("labels", network.Labels.Where(label => !StackNames.IsLabel(label.Key)))
            .Add("ipam", addresses);
    }

    private static ComposeMapping Pool(JsonObject pool) => new MappingBuilder()
        .AddText("subnet", pool["Subnet"])
        .AddText("gateway", pool["Gateway"])
        .AddText("ip_range", pool["IPRange"])
        .AddPairs("aux_addresses", pool["AuxiliaryAddresses"] ?? pool["AuxAddress"])
        .Build();

    // What the swarm cannot have chosen itself somebody asked for.
    private bool IsSaid(SwarmNetwork network, JsonObject pool)
    {
        bool isSaid = !string.IsNullOrEmpty((string?)pool["IPRange"]) || (network.Driver == Overlay && !EngineChoice.MayBe((string?)pool["Subnet"] ?? "", swarm.AddressPools, swarm.SubnetSize));
        LeavesSubnets |= !isSaid;
        return isSaid;
    }

    private static void Warn(SwarmNetwork network, string key, bool isUsed, Action<string> warn)
    {
        string? what = network.Ingress ? "it is the routing mesh"
            : network.ConfigOnly ? "it only holds the configuration of one node"
            : network.ConfigFrom.Length > 0 ? $"its configuration is that of '{network.ConfigFrom}'"
            : !network.IPv4 ? "it has no addresses of version 4"
            : null;
        if (what is not null)
        {
            warn($"networks.{key}: {what}, which a compose file cannot say.");
        }

        if (!isUsed)
        {
            warn($"networks.{key}: no service of the stack uses it, so publishing the file does not make it.");
        }
    }
}
