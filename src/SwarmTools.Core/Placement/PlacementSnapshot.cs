using System.Collections.Generic;

namespace SwarmTools.Placement;

/// <summary>What decides where tasks go, as it was seen in one moment.</summary>
internal sealed record PlacementSnapshot
{
    public IReadOnlyList<SwarmNode> Nodes { get; init; } = [];

    public IReadOnlyList<SwarmService> Services { get; init; } = [];

    /// <summary>All tasks, with the names of their services and nodes.</summary>
    public IReadOnlyList<SwarmTask> Tasks { get; init; } = [];

    public IReadOnlyList<SwarmNetwork> Networks { get; init; } = [];
}
