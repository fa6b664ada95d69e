using System;
using System.Collections.Generic;

namespace SwarmTools.Topology;

/// <summary>What was read of a swarm in one moment, for a picture of it.</summary>
internal sealed record SwarmView
{
    public IReadOnlyList<SwarmNode> Nodes { get; init; } = [];

    /// <summary>The services, with counts that leave out tasks on nodes that do not answer.</summary>
    public IReadOnlyList<SwarmService> Services { get; init; } = [];

    /// <summary>All tasks that the swarm keeps, named.</summary>
    public IReadOnlyList<SwarmTask> Tasks { get; init; } = [];

    public DateTimeOffset At { get; init; }
}
