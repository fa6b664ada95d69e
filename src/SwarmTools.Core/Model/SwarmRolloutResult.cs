using System;
using System.Collections.Generic;

namespace SwarmTools;

/// <summary>How a rollout of a service, or a wait for one, ended.</summary>
public sealed class SwarmRolloutResult
{
    private SwarmRolloutOutcome? _cause;

    /// <summary>The id of the service.</summary>
    public string ServiceId { get; internal init; } = "";

    /// <summary>The name of the service.</summary>
    public string ServiceName { get; internal init; } = "";

    /// <summary>How it ended.</summary>
    public SwarmRolloutOutcome Outcome { get; internal set; }

    /// <summary>Why the engine stopped it, or why the service was brought back: TasksFailing, ImageNotFound, TimedOut, ValidationFailed; Converged where it went well, and another service failed with the same change. The same as the outcome elsewhere.</summary>
    public SwarmRolloutOutcome Cause { get => _cause ?? Outcome; internal set => _cause = value; }

    /// <summary>The image before the rollout, with its tag; empty for a wait that follows none.</summary>
    public string From { get; internal set; } = "";

    /// <summary>The image that the rollout was to bring, with its tag; empty for a wait that follows none.</summary>
    public string To { get; internal set; } = "";

    /// <summary>The digest of the image before the rollout; empty when it was not pinned.</summary>
    public string OldDigest { get; internal set; } = "";

    /// <summary>The digest of the image that the rollout was to bring; empty when it is not pinned.</summary>
    public string NewDigest { get; internal set; } = "";

    /// <summary>The revision that was kept of the rollout; null for none.</summary>
    public int? Revision { get; internal set; }

    /// <summary>In how many slots, or on how many nodes for a global service, the rollout made new tasks; null for a wait that follows none.</summary>
    public int? TasksReplaced { get; internal set; }

    /// <summary>Tasks that run the present spec on nodes that answer.</summary>
    public int Running { get; internal init; }

    /// <summary>Tasks that should run.</summary>
    public int Desired { get; internal init; }

    /// <summary>Tasks that count as running on nodes that do not answer.</summary>
    public int Unreachable { get; internal init; }

    /// <summary>The outcome in words, with the reason where it is not the wished one.</summary>
    public string Message { get; internal set; } = "";

    /// <summary>When the rollout or the wait began, UTC.</summary>
    public DateTimeOffset StartedAt { get; internal set; }

    /// <summary>How long the rollout or the wait took.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>The last failed tasks of the new spec, with their last log lines.</summary>
    public IReadOnlyList<SwarmTask> FailedTasks { get; internal set => field = Items.Numbered(value); } = [];

    /// <summary>The connection that the service was watched through.</summary>
    public SwarmConnection? Connection { get; internal init; }

    /// <summary>Whether no task runs because no node may run one.</summary>
    internal bool IsUntaken { get; init; }

    /// <summary>The same result in other words.</summary>
    internal SwarmRolloutResult With(string message)
    {
        SwarmRolloutResult copy = (SwarmRolloutResult)MemberwiseClone();
        copy.Message = message;
        return copy;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{ServiceName}: {Outcome}";
}
