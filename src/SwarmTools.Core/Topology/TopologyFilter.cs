using System;

namespace SwarmTools.Topology;

/// <summary>What a picture is of. It is asked anew for each picture: services and nodes come and go.</summary>
internal sealed record TopologyFilter
{
    /// <summary>All of the swarm.</summary>
    public static readonly TopologyFilter All = new();

    /// <summary>Which services; null for all, and then tasks whose service is gone belong to it too.</summary>
    public Func<SwarmService, bool>? IsService { get; init; }

    /// <summary>Which nodes; null for all, and then tasks without a node belong to it too.</summary>
    public Func<SwarmNode, bool>? IsNode { get; init; }
}
