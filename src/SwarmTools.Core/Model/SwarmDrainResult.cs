using System;
using System.Collections.Generic;

namespace SwarmTools;

/// <summary>What became of the tasks of a node that takes none any more.</summary>
public sealed class SwarmDrainResult
{
    /// <summary>The name of the node.</summary>
    public string NodeName { get; internal init; } = "";

    /// <summary>The id of the node.</summary>
    public string NodeId { get; internal init; } = "";

    /// <summary>How many tasks were on it.</summary>
    public int TaskCount { get; internal init; }

    /// <summary>The services whose tasks were started elsewhere before they ended here.</summary>
    public IReadOnlyList<string> MovedWithoutGap { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The services whose tasks ended here first, each with the reason where -StartFirst could not be kept.</summary>
    public IReadOnlyList<string> MovedWithGap { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The connection that it was done through.</summary>
    public SwarmConnection? Connection { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => NodeName;
}
