using System;
using System.Collections.Generic;

namespace SwarmTools.Engine;

/// <summary>Which events, and from when to when. Empty lists mean all.</summary>
internal sealed record EventRequest
{
    public IReadOnlyList<SwarmEventType> Types { get; init; } = [];

    /// <summary>From when on; null for none of the past. Engines replay the last 256 only.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Until when; null for ever.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether also what one engine does for itself is wanted, such as its containers.</summary>
    public bool WithLocal { get; init; }
}
