using System;
using System.Collections.Generic;

namespace SwarmTools;

/// <summary>One line of the log of a task.</summary>
public sealed class SwarmLogEntry
{
    /// <summary>When the line was written, UTC, by the clock of the node.</summary>
    public DateTimeOffset Timestamp { get; internal init; }

    /// <summary>The line, as the container wrote it: data, never to be trusted by a console.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>Where it was written.</summary>
    public SwarmLogStream Stream { get; internal init; }

    /// <summary>The name of the service.</summary>
    public string ServiceName { get; internal init; } = "";

    /// <summary>The name of the task; empty when the task is gone.</summary>
    public string TaskName { get; internal init; } = "";

    /// <summary>The id of the task.</summary>
    public string TaskId { get; internal init; } = "";

    /// <summary>The number of the replica; 0 for tasks of global services.</summary>
    public int Slot { get; internal init; }

    /// <summary>The name of the node; empty when the node is gone.</summary>
    public string NodeName { get; internal init; } = "";

    /// <summary>What the log driver adds, such as labels; empty without -Detail.</summary>
    public IReadOnlyDictionary<string, string> Details { get; internal init; } = Empty.Labels;

    /// <summary>The line as text.</summary>
    public override string ToString() => Message;
}
