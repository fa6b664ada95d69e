using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Events;

/// <summary>Which events are wanted; what is not said excludes nothing.</summary>
internal sealed record EventFilter
{
    /// <summary>The kinds of objects; empty for all.</summary>
    public IReadOnlyCollection<SwarmEventType> Types { get; init; } = [];

    /// <summary>Whether an action is wanted.</summary>
    public Func<string, bool> IsAction { get; init; } = _ => true;

    /// <summary>The ids of the objects, and tests of their names; both null for all objects.</summary>
    public IReadOnlyCollection<string>? Ids { get; init; }

    /// <summary>Whether a name is wanted; null where objects are named by their ids alone.</summary>
    public Func<string, bool>? IsName { get; init; }

    public bool IsMet(SwarmEvent happened) =>
        (Types.Count == 0 || Types.Contains(happened.Type))
        && IsAction(happened.Action)
        && ((Ids is null && IsName is null)
            || (Ids is not null && Ids.Contains(happened.Id))
            || (IsName is not null && happened.Name.Length > 0 && IsName(happened.Name)));
}
