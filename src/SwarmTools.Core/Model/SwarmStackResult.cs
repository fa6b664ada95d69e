using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools;

/// <summary>What became of a stack that was published.</summary>
public sealed class SwarmStackResult
{
    /// <summary>The name of the stack.</summary>
    public string StackName { get; internal init; } = "";

    /// <summary>Done where nothing failed and not all was declined, Planned where nothing was to be begun, Undone where all was taken back, Failed otherwise.</summary>
    public SwarmStackChangeOutcome Outcome { get; internal set; }

    /// <summary>All changes in the order of their work, what stays as it is among them.</summary>
    public IReadOnlyList<SwarmStackChange> Changes { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>How many things are other than they were asked to be.</summary>
    public int ChangeCount => Changes.Count(change => change.Action != SwarmStackAction.Keep);

    /// <summary>When the work began, UTC.</summary>
    public DateTimeOffset StartedAt { get; internal set; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>The connection to the swarm.</summary>
    public SwarmConnection? Connection { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => $"{StackName}: {Outcome}";
}
