using System;
using System.Collections.Generic;

namespace SwarmTools;

/// <summary>How the tasks of a service were spread over the nodes.</summary>
/// <remarks>The skew is how many tasks more the fullest node has than the emptiest that could take another; up to 1 nothing gains by a move.</remarks>
public sealed class SwarmPlacementResult
{
    /// <summary>The name of the service.</summary>
    public string ServiceName { get; internal init; } = "";

    /// <summary>The id of the service.</summary>
    public string ServiceId { get; internal init; } = "";

    /// <summary>What became of it.</summary>
    public SwarmPlacementOutcome Outcome { get; internal init; }

    /// <summary>The tasks that were moved; a moved task is a new one, in a slot of another number.</summary>
    public IReadOnlyList<SwarmPlacementMove> Moves { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The skew before.</summary>
    public int SkewBefore { get; internal init; }

    /// <summary>The skew now.</summary>
    public int SkewAfter { get; internal init; }

    /// <summary>Why it was left, or what else there is to say; empty for nothing.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The connection that it was done through.</summary>
    public SwarmConnection? Connection { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => ServiceName;
}
