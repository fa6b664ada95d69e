using System;
using System.Collections.Generic;

namespace SwarmTools;

/// <summary>How a wait for a service ended.</summary>
public sealed class SwarmRolloutResult
{
    /// <summary>The id of the service.</summary>
    public string ServiceId { get; internal init; } = "";

    /// <summary>The name of the service.</summary>
    public string ServiceName { get; internal init; } = "";

    /// <summary>How it ended.</summary>
    public SwarmRolloutOutcome Outcome { get; internal init; }

    /// <summary>Tasks that run the present spec on nodes that answer.</summary>
    public int Running { get; internal init; }

    /// <summary>Tasks that should run.</summary>
    public int Desired { get; internal init; }

    /// <summary>Tasks that count as running on nodes that do not answer.</summary>
    public int Unreachable { get; internal init; }

    /// <summary>The outcome in words, with the reason where it is not the wished one.</summary>
    public string Message { get; internal set; } = "";

    /// <summary>When the wait began, UTC.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>How long the wait took.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The last failed tasks of the present spec.</summary>
    public IReadOnlyList<SwarmTask> FailedTasks { get; internal init; } = [];

    /// <summary>The connection that the service was watched through.</summary>
    public SwarmConnection? Connection { get; internal init; }

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
