using SwarmTools.Cluster;
using SwarmTools.Nodes;
using SwarmTools.Stacks;

namespace SwarmTools.Backups;

/// <summary>One change of a restore that no stack has.</summary>
/// <param name="Step">The change as it is shown.</param>
internal sealed record RestoreStep(StackStep Step)
{
    /// <summary>What is to become of the settings of the swarm.</summary>
    public SwarmChange? Settings { get; init; }

    /// <summary>The node that is changed.</summary>
    public SwarmNode? Node { get; init; }

    /// <summary>What is to become of the node.</summary>
    public NodeChange? NodeChange { get; init; }

    /// <summary>The revision that is to be kept.</summary>
    public BackupRevision? Revision { get; init; }
}
