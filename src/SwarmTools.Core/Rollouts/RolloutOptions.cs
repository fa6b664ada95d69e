using System;
using System.Collections.Generic;

namespace SwarmTools.Rollouts;

/// <summary>What a watch waits for, and how long.</summary>
internal sealed record RolloutOptions
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>The time limit that is told when it is over, of which this watch is a part; null for its own.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>Whether the watch follows a change. Without one, an update that ended before says nothing of tasks that run as they should.</summary>
    public bool IsAfterChange { get; init; } = true;

    /// <summary>Whether the change was to go back: a rollback that ended is what was wanted then.</summary>
    public bool IsRollback { get; init; }

    /// <summary>How many tasks of the new spec will do; null for all.</summary>
    public int? Canary { get; init; }

    /// <summary>The ids of tasks that had ended before the change: their failures are not its own.</summary>
    public IReadOnlyCollection<string> EndedBefore { get; init; } = [];

    /// <summary>How long tasks must stay up; null for the service's own monitor.</summary>
    public TimeSpan? Monitor { get; init; }
}
