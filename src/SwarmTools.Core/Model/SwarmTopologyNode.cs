using System.Collections.Generic;

namespace SwarmTools;

/// <summary>A node in the picture of a swarm, with its tasks.</summary>
public sealed class SwarmTopologyNode
{
    /// <summary>The name of the node.</summary>
    public string Name => Node.Name;

    /// <summary>The node itself.</summary>
    public SwarmNode Node { get; internal init; } = new();

    /// <summary>The tasks on it, by service and slot. Tasks that ended and were replaced are left out.</summary>
    public IReadOnlyList<SwarmTopologyTask> Tasks { get; internal init => field = Items.Numbered(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
