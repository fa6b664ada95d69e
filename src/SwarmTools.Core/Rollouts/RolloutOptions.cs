using System;

namespace SwarmTools.Rollouts;

/// <summary>What a watch waits for, and how long.</summary>
internal sealed record RolloutOptions
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>How long tasks must stay up; null for the service's own monitor.</summary>
    public TimeSpan? Monitor { get; init; }
}
