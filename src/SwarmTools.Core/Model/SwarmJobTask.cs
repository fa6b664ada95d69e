using System;

namespace SwarmTools;

/// <summary>A task of a job that ran.</summary>
public sealed class SwarmJobTask
{
    /// <summary>The id of the task.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The name of the task.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The node that it ran on; empty when it found none.</summary>
    public string NodeName { get; internal init; } = "";

    /// <summary>Its last state.</summary>
    public SwarmTaskState State { get; internal init; }

    /// <summary>The exit code of its process; null while it has none.</summary>
    public long? ExitCode { get; internal init; }

    /// <summary>Why it failed; empty for none.</summary>
    public string Error { get; internal init; } = "";

    /// <summary>When the swarm made it, UTC.</summary>
    public DateTimeOffset CreatedAt { get; internal init; }

    /// <summary>From then to its end, with the wait for a node and the image.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {State}";
}
