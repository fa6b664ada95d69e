using System;

namespace SwarmTools.Engine;

/// <summary>Which log, and how much of it.</summary>
internal sealed record LogRequest
{
    /// <summary>The id of the service or task.</summary>
    public string Id { get; init; } = "";

    /// <summary>The name, for errors.</summary>
    public string Name { get; init; } = "";

    public bool IsTask { get; init; }

    /// <summary>The node of the task; empty when that is not known.</summary>
    public string NodeId { get; init; } = "";

    /// <summary>Whether lines bring what the log driver adds. Those of a service bring it always, for the ids that are in it.</summary>
    public bool Details { get; init; }

    /// <summary>Whether the tasks have a terminal: the log is then one raw stream without frames.</summary>
    public bool Tty { get; init; }

    public bool Follow { get; init; }

    /// <summary>Where lines must have been written; Unknown for both.</summary>
    public SwarmLogStream Stream { get; init; }

    /// <summary>The number of last lines of each task; null for all.</summary>
    public int? Tail { get; init; }

    public DateTimeOffset? Since { get; init; }
}
