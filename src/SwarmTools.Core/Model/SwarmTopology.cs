using System;
using System.Collections.Generic;

namespace SwarmTools;

/// <summary>A picture of a swarm in one moment: which tasks are on which nodes, and how they are. A snapshot: it does not change and never calls the engine.</summary>
public sealed class SwarmTopology
{
    /// <summary>The name of the connection that it was seen through.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>When it was seen, UTC, by the clock of this machine.</summary>
    public DateTimeOffset TakenAt { get; internal init; }

    /// <summary>The nodes: managers first, then by name.</summary>
    public IReadOnlyList<SwarmTopologyNode> Nodes { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>Tasks that are on none of the swarm's nodes: they wait for one, or theirs is gone.</summary>
    public IReadOnlyList<SwarmTopologyTask> Unplaced { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The services, by name.</summary>
    public IReadOnlyList<SwarmService> Services { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The connection that it was seen through.</summary>
    public SwarmConnection? Connection { get; internal set; }

    /// <summary>The ids of the services whose spec has a health check.</summary>
    internal ISet<string> CheckedServices { get; init; } = new HashSet<string>();

    /// <summary>What the console can show of it.</summary>
    internal TopologyStyle Style { get; set; } = TopologyStyle.Plain;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
