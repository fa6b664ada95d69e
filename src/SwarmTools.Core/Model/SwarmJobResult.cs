using System;
using System.Collections.Generic;

namespace SwarmTools;

/// <summary>How a job ended: what its tasks returned and wrote.</summary>
public sealed class SwarmJobResult
{
    /// <summary>The id of the job's service.</summary>
    public string ServiceId { get; internal init; } = "";

    /// <summary>The name of the job's service.</summary>
    public string ServiceName { get; internal init; } = "";

    /// <summary>How it ended: Converged when all tasks completed.</summary>
    public SwarmRolloutOutcome Outcome { get; internal init; }

    /// <summary>0 when all tasks completed; otherwise the exit code of the task that failed last, and null when none has one.</summary>
    public long? ExitCode { get; internal init; }

    /// <summary>Tasks that completed.</summary>
    public int Completed { get; internal init; }

    /// <summary>Tasks that were to complete.</summary>
    public int Desired { get; internal init; }

    /// <summary>The tasks of this run, failed ones among them, by name and age.</summary>
    public IReadOnlyList<SwarmJobTask> Tasks { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The last lines that the tasks of this run wrote, in the order of time.</summary>
    public IReadOnlyList<SwarmLogEntry> Log { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The outcome in words, with the reason where it is not the wished one.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>Whether the job's service was removed afterwards.</summary>
    public bool IsRemoved { get; internal init; }

    /// <summary>The connection that it ran through.</summary>
    public SwarmConnection? Connection { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{ServiceName}: {Outcome}";
}
