using System;
using System.Collections.Generic;
using SwarmTools.Parameters;

namespace SwarmTools.Infrastructure;

/// <summary>The objects of each swarm that a cmdlet works on: asked for once, when they are first needed, and again where something is not among them.</summary>
/// <param name="kind">The kind of object.</param>
/// <param name="read">Reads those of a swarm, each with its connection.</param>
internal sealed class ObjectLists<T>(ObjectKind<T> kind, Func<LiveConnection, IReadOnlyList<T>> read)
    where T : SwarmObject
{
    private readonly Dictionary<LiveConnection, IReadOnlyList<T>> _lists = [];

    /// <summary>The objects meant by a reference.</summary>
    public IReadOnlyList<T> Find(SwarmReference wanted, LiveConnection live)
    {
        bool isKnown = _lists.ContainsKey(live);
        try
        {
            return NameFilter.Select(All(live), wanted, kind, live);
        }
        catch (SwarmException failure) when (isKnown && failure.Is(kind.NotFound))
        {
            // What is piped in may have been made since the list was read.
            _lists.Remove(live);
            return NameFilter.Select(All(live), wanted, kind, live);
        }
    }

    /// <summary>All objects that a swarm has.</summary>
    public IReadOnlyList<T> All(LiveConnection live)
    {
        if (!_lists.TryGetValue(live, out IReadOnlyList<T>? all))
        {
            _lists[live] = all = read(live);
        }

        return all;
    }
}
