using System.Collections.Generic;

namespace SwarmTools;

/// <summary>A network that services can join.</summary>
public sealed class SwarmNetwork : SwarmObject
{
    /// <summary>The driver, such as overlay.</summary>
    public string Driver { get; internal init; } = "";

    /// <summary>Where it exists: swarm, or local for what one node keeps for itself.</summary>
    public string Scope { get; internal init; } = "";

    /// <summary>The subnets, in CIDR notation.</summary>
    public IReadOnlyList<string> Subnets { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>Whether it has no way out.</summary>
    public bool Internal { get; internal init; }

    /// <summary>Whether containers that are no tasks may join.</summary>
    public bool Attachable { get; internal init; }

    /// <summary>Whether it is the routing mesh.</summary>
    public bool Ingress { get; internal init; }

    /// <summary>Whether traffic between nodes is encrypted.</summary>
    public bool Encrypted { get; internal init; }

    /// <summary>Whether it has IPv4 addresses.</summary>
    public bool IPv4 { get; internal init; } = true;

    /// <summary>Whether it has IPv6 addresses.</summary>
    public bool IPv6 { get; internal init; }

    /// <summary>Whether it only holds the configuration of one node for other networks.</summary>
    public bool ConfigOnly { get; internal init; }

    /// <summary>The network that holds its configuration on each node; empty for none.</summary>
    public string ConfigFrom { get; internal init; } = "";

    /// <summary>The options of the driver.</summary>
    public IReadOnlyDictionary<string, string> Options { get; internal init; } = Empty.Labels;

    /// <summary>What it takes addresses from, one for each subnet.</summary>
    internal IReadOnlyList<NetworkRange> Ranges { get; init; } = [];

    /// <summary>The stack it belongs to; empty for none.</summary>
    public string StackName => StackLabel.Of(Labels);
}
