using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools;

/// <summary>What became of a backup that was restored.</summary>
public sealed class SwarmRestoreResult
{
    /// <summary>The backup.</summary>
    public string Path { get; internal set; } = "";

    /// <summary>Done where nothing failed, Planned where nothing was to be begun, Failed otherwise. Skipped changes tell why by themselves.</summary>
    public SwarmStackChangeOutcome Outcome { get; internal set; }

    /// <summary>All changes in the order of their work, what was there already among them.</summary>
    public IReadOnlyList<SwarmStackChange> Changes { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>How many things the backup has that were not there.</summary>
    public int ChangeCount => Changes.Count(change => change.Action != SwarmStackAction.Keep && change.Outcome != SwarmStackChangeOutcome.Skipped);

    /// <summary>How many of them were not begun.</summary>
    public int SkippedCount => Changes.Count(change => change.Outcome == SwarmStackChangeOutcome.Skipped);

    /// <summary>When the work began, UTC.</summary>
    public DateTimeOffset StartedAt { get; internal set; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>The connection to the swarm.</summary>
    public SwarmConnection? Connection { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Outcome}";
}
