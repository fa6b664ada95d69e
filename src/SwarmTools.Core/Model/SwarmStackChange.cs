using System.Collections.Generic;
using SwarmTools.Text;

namespace SwarmTools;

/// <summary>One change that a stack needs, and what became of it.</summary>
public sealed class SwarmStackChange
{
    /// <summary>What it is about.</summary>
    public SwarmStackObjectType Type { get; internal init; }

    /// <summary>The name in the swarm.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>What is to be done.</summary>
    public SwarmStackAction Action { get; internal init; }

    /// <summary>Why.</summary>
    public string Reason { get; internal init; } = "";

    /// <summary>Whether the service does not run for a while.</summary>
    public bool IsDowntime { get; internal init; }

    /// <summary>The fields that differ from what the swarm has; none where it has nothing.</summary>
    public IReadOnlyList<SwarmDifference> Differences { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>What became of it.</summary>
    public SwarmStackChangeOutcome Outcome { get; internal set; } = SwarmStackChangeOutcome.Planned;

    /// <summary>Why it failed or was skipped; empty elsewhere.</summary>
    public string Message { get; internal set; } = "";

    /// <summary>How the tasks of a service took it; null where they were not watched.</summary>
    public SwarmRolloutResult? Rollout { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Action} {EnumText.Write(Type, '-')} {Name}{(Reason.Length > 0 ? $" ({Reason})" : "")}";
}
