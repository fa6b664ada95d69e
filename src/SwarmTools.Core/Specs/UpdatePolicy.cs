using System;

namespace SwarmTools.Specs;

/// <summary>How an update replaces tasks. Null leaves a value to swarmkit's defaults (api/defaults/service.go).</summary>
internal sealed record UpdatePolicy
{
    /// <summary>Tasks replaced at once; 0 for all.</summary>
    public long Parallelism { get; init; } = 1;

    public TimeSpan? Delay { get; init; }

    public TimeSpan? Monitor { get; init; }

    public SwarmUpdateOrder? Order { get; init; }

    public SwarmFailureAction? FailureAction { get; init; }

    public double? MaxFailureRatio { get; init; }
}
