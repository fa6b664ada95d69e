using System;
using System.Collections.Generic;

namespace SwarmTools.Engine;

/// <summary>A line of a log with the ids that the engine put before it.</summary>
internal sealed record LogLine
{
    public SwarmLogStream Stream { get; init; }

    public DateTimeOffset Timestamp { get; init; }

    public string Message { get; init; } = "";

    public string TaskId { get; init; } = "";

    public string NodeId { get; init; } = "";

    public IReadOnlyDictionary<string, string> Details { get; init; } = Empty.Labels;
}
