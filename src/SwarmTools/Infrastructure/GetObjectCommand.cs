using System.Collections.Generic;
using SwarmTools.Parameters;

namespace SwarmTools.Infrastructure;

/// <summary>A cmdlet that finds objects by name.</summary>
/// <typeparam name="T">The kind of object.</typeparam>
public abstract class GetObjectCommand<T> : ConnectedCmdlet
    where T : SwarmObject
{
    private ObjectLists<T>? _lists;

    private protected GetObjectCommand()
    {
    }

    private protected abstract ObjectKind<T> Kind { get; }

    private ObjectLists<T> Lists => _lists ??= ListsOf(Kind);

    /// <summary>The objects meant by a reference, each with its connection.</summary>
    private protected IReadOnlyList<T> Find(SwarmReference wanted)
    {
        wanted.RequireUsable();
        return Lists.Find(wanted, LiveOf(wanted));
    }

    /// <summary>All objects that a connection has.</summary>
    private protected IReadOnlyList<T> All(LiveConnection live) => Lists.All(live);
}
