using System.Collections.Generic;
using SwarmTools.Parameters;

namespace SwarmTools.Infrastructure;

/// <summary>A cmdlet that finds objects by name. The list is asked for once for each connection, when it is first needed, and again where something is not in it.</summary>
/// <typeparam name="T">The kind of object.</typeparam>
public abstract class GetObjectCommand<T> : ConnectedCmdlet
    where T : SwarmObject
{
    private readonly Dictionary<LiveConnection, IReadOnlyList<T>> _lists = [];

    private protected GetObjectCommand()
    {
    }

    private protected abstract ObjectKind<T> Kind { get; }

    /// <summary>The objects meant by a reference, each with its connection.</summary>
    private protected IReadOnlyList<T> Find(SwarmReference wanted)
    {
        wanted.RequireUsable();
        LiveConnection live = LiveOf(wanted);
        bool isKnown = _lists.ContainsKey(live);
        try
        {
            return NameFilter.Select(All(live), wanted, Kind, live);
        }
        catch (SwarmException failure) when (isKnown && failure.Is(Kind.NotFound))
        {
            // What is piped in may have been made since the list was read.
            _lists.Remove(live);
            return NameFilter.Select(All(live), wanted, Kind, live);
        }
    }

    /// <summary>All objects that a connection has.</summary>
    private protected IReadOnlyList<T> All(LiveConnection live)
    {
        if (!_lists.TryGetValue(live, out IReadOnlyList<T>? all))
        {
            _lists[live] = all = Attach(Ask(live, Kind.ListAsync), live);
        }

        return all;
    }
}
