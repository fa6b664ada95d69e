using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace SwarmTools.Infrastructure;

/// <summary>The open connections of one runspace, and its default.</summary>
/// <remarks>
/// One store for each runspace, so that <c>ForEach-Object -Parallel</c> shares none. Of other runspaces only one thing is
/// known: whether one has a default. Then a runspace without one must not fall back to the local engine.
/// </remarks>
internal sealed class ConnectionStore
{
    private static readonly ConditionalWeakTable<Runspace, ConnectionStore> s_stores = new();
    private static readonly List<WeakReference<ConnectionStore>> s_all = [];

    private readonly Dictionary<string, LiveConnection> _open = new(StringComparer.Ordinal);
    private readonly WeakReference<Runspace> _runspace;

    private ConnectionStore(Runspace runspace) => _runspace = new(runspace);

    /// <summary>The connection that cmdlets use when none is named; null until Connect-Swarm.</summary>
    public LiveConnection? Default { get; private set; }

    public IReadOnlyList<LiveConnection> Open => [.. _open.Values];

    /// <summary>The store of the runspace that runs the calling cmdlet.</summary>
    public static ConnectionStore Current => s_stores.GetValue(Runspace.DefaultRunspace, Add);

    /// <summary>Whether another runspace of this process chose a connection.</summary>
    public bool IsChosenElsewhere
    {
        get
        {
            lock (s_all)
            {
                return s_all.Any(entry => entry.TryGetTarget(out ConnectionStore? store)
                    && store != this
                    && store.Default is not null
                    && store._runspace.TryGetTarget(out Runspace? runspace)
                    && runspace.RunspaceStateInfo.State == RunspaceState.Opened);
            }
        }
    }

    /// <summary>The live connection of these settings, opened when it is not yet.</summary>
    public LiveConnection Get(ConnectionSettings settings)
    {
        if (!_open.TryGetValue(settings.PoolKey, out LiveConnection? live))
        {
            _open[settings.PoolKey] = live = new(SwarmConnection.To(settings), EngineConnector.Open(settings));
        }

        return live;
    }

    public void Choose(LiveConnection live) => Default = live;

    public void Close(ConnectionSettings settings)
    {
        if (!_open.TryGetValue(settings.PoolKey, out LiveConnection? live))
        {
            return;
        }

        _open.Remove(settings.PoolKey);
        Default = Default == live ? null : Default;
        live.Dispose();
    }

    /// <summary>Closes every connection of this runspace.</summary>
    public void CloseAll()
    {
        foreach (LiveConnection live in Open)
        {
            Close(live.Connection.Settings);
        }
    }

    private static ConnectionStore Add(Runspace runspace)
    {
        ConnectionStore store = new(runspace);
        lock (s_all)
        {
            s_all.RemoveAll(entry => !entry.TryGetTarget(out _));
            s_all.Add(new(store));
        }

        return store;
    }
}
