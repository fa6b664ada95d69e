using System;
using System.Collections.Generic;

namespace SwarmTools.Engine;

/// <summary>What a new network is to be.</summary>
internal sealed class NetworkDefinition
{
    /// <summary>The API that knows networks without IPv4 (moby, docs/api/version-history.md).</summary>
    public static readonly Version IPv4Since = new(1, 48);

    public string Name { get; init; } = "";

    public string Driver { get; init; } = "overlay";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Labels;

    public IReadOnlyDictionary<string, string> Options { get; init; } = Empty.Labels;

    public bool Attachable { get; init; }

    public bool Internal { get; init; }

    public bool Ingress { get; init; }

    /// <summary>Whether it has IPv4 addresses; null leaves it to the engine, which gives them.</summary>
    public bool? IPv4 { get; init; }

    /// <summary>Whether it has IPv6 addresses; null leaves it to the engine, which gives none.</summary>
    public bool? IPv6 { get; init; }

    /// <summary>Where it exists: swarm, local, or empty for what the driver says.</summary>
    public string Scope { get; init; } = "";

    /// <summary>Whether it only holds the configuration of a node for other networks.</summary>
    public bool ConfigOnly { get; init; }

    /// <summary>The network that holds its configuration on each node; empty for none.</summary>
    public string ConfigFrom { get; init; } = "";

    public string IpamDriver { get; init; } = "default";

    public IReadOnlyDictionary<string, string> IpamOptions { get; init; } = Empty.Labels;

    public IReadOnlyList<NetworkPool> Pools { get; init; } = [];
}
