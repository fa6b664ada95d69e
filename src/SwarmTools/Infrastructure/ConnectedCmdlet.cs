using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Completion;
using SwarmTools.Connections;
using SwarmTools.Engine;
using SwarmTools.Parameters;

namespace SwarmTools.Infrastructure;

/// <summary>A cmdlet that talks to an engine.</summary>
public abstract class ConnectedCmdlet : SwarmCmdlet
{
    private LiveConnection? _live;
    private LiveConnection? _liveOfObject;
    private SwarmConnection? _ofObject;

    private protected ConnectedCmdlet()
    {
    }

    /// <summary>The connection to use; without it the piped object's own, then the session's, then what the environment names.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public SwarmConnection? Connection { get; set; }

    /// <summary>The connection for everything that does not bring its own.</summary>
    private protected LiveConnection Live => _live ??= Connection is null ? Chosen() : Open(Connection.Settings);

    /// <summary>The connection for one target: the one named, or the one that the object came from.</summary>
    private protected LiveConnection LiveOf(SwarmReference target)
    {
        if (Connection is null && target.Connection is { } own)
        {
            // Objects of one list share their connection, and many may be piped.
            _liveOfObject = own == _ofObject ? _liveOfObject : Open(own.Settings);
            _ofObject = own;
            return _liveOfObject!;
        }

        LiveConnection live = Live;
        return Connection is not null || target.ConnectionName.Length == 0 || target.ConnectionName == live.Connection.Name
            ? live
            : throw new SwarmException(
                ErrorId.ConnectionNotChosen,
                $"'{target}' came from '{target.ConnectionName}', but this session would use '{live.Connection.Name}'. Name the connection with -Connection.");
    }

    /// <summary>The connection for what concerns one machine, such as leaving the swarm: it must not move on to another.</summary>
    private protected LiveConnection LiveOfOne(SwarmConnection? named)
    {
        LiveConnection live = named is null ? Live : Open(named.Settings);
        return live.Connection.Endpoints.Count == 1
            ? live
            : throw new SwarmException(
                ErrorId.ConnectionNotChosen,
                $"The connection names {live.Connection.Endpoints.Count} engines, but this concerns one. Name it with -Connection (Connect-Swarm {live.Connection.Endpoints[0]} -PassThru).");
    }

    /// <summary>Refuses to send a secret over a connection that others can read, unless the user allows it.</summary>
    /// <exception cref="SwarmException"><c>PlaintextRefused</c>.</exception>
    private protected static void RequirePrivate(LiveConnection live, string what, bool allowPlaintext)
    {
        if (live.Connection.Settings.IsReadableOnTheWay && !allowPlaintext)
        {
            throw new SwarmException(
                ErrorId.PlaintextRefused,
                $"The {what} was not sent: the connection to '{live.Connection.Name}' is not encrypted. Use TLS or ssh, or -AllowPlaintext.");
        }
    }

    /// <summary>What the environment names, or the platform's default.</summary>
    private protected static ConnectionSettings OfEnvironment() => EndpointResolver.Resolve(new(), new ProcessEnvironment());

    /// <summary>Asks an engine.</summary>
    private protected T Ask<T>(LiveConnection live, Func<ISwarmEngine, CancellationToken, Task<T>> question) =>
        Await(stop => question(live.Engine, stop));

    /// <summary>Finds objects of a kind, each with its connection.</summary>
    private protected ObjectLists<T> ListsOf<T>(ObjectKind<T> kind)
        where T : SwarmObject =>
        new(kind, live => Attach(Ask(live, kind.ListAsync), live));

    /// <summary>Works side by side on all the swarms that objects came from, and hands out what that emits. Leaving the loop cancels it.</summary>
    private protected IEnumerable<TEvent> StreamOf<TObject, TEvent>(
        IReadOnlyList<TObject> objects, Func<ISwarmEngine, IReadOnlyList<TObject>, Action<TEvent>, CancellationToken, Task> work)
        where TObject : SwarmObject
    {
        // Connections belong to the pipeline thread: they are looked up before the work starts.
        List<(ISwarmEngine Engine, IReadOnlyList<TObject> Objects)> swarms =
            [.. objects.GroupBy(item => Open(item.Connection!.Settings).Engine).Select(group => (group.Key, (IReadOnlyList<TObject>)[.. group]))];
        return Emitted<TEvent>((emit, stop) => Task.WhenAll(swarms.Select(swarm => work(swarm.Engine, swarm.Objects, emit, stop))));
    }

    /// <summary>Gives objects the connection they came from.</summary>
    private protected static IReadOnlyList<T> Attach<T>(IReadOnlyList<T> objects, LiveConnection live)
        where T : SwarmObject
    {
        foreach (T item in objects)
        {
            item.Connection = live.Connection;
        }

        return objects;
    }

    /// <summary>Opens settings, warning the first time where the way is not safe.</summary>
    private protected LiveConnection Open(ConnectionSettings settings)
    {
        LiveConnection live = ConnectionStore.Current.Get(settings);
        if (!live.IsWarnedOf)
        {
            live.IsWarnedOf = true;
            WarnOf(settings);
        }

        if (live.Connection.ApiVersion is null)
        {
            try
            {
                EnginePing ping = Await(live.Engine.PingAsync);
                live.Connection = live.Connection.With(ping);
            }
            catch
            {
                // What never answered does not stay among the open connections.
                ConnectionStore.Current.Close(settings);
                throw;
            }
        }

        return live;
    }

    /// <summary>Asks the engine who it is, so that the connection can tell.</summary>
    private protected SwarmConnection Describe(LiveConnection live)
    {
        EngineDescription info = Await(live.Engine.InfoAsync);
        live.Connection = live.Connection.With(info);
        return live.Connection;
    }

    /// <summary>The connections of this session that lead to one node of a swarm each. One that names several managers leads to any of them.</summary>
    private protected IEnumerable<LiveConnection> NodesOf(LiveConnection live)
    {
        HashSet<string> ids = [.. Ask(live, (engine, stop) => engine.ListNodesAsync(stop)).Select(node => node.Id)];
        foreach (LiveConnection open in ConnectionStore.Current.Open.Where(open => open.Connection.Endpoints.Count == 1))
        {
            if (Described(open) && ids.Remove(open.Connection.NodeId))
            {
                yield return open;
            }
        }
    }

    private bool Described(LiveConnection open)
    {
        try
        {
            return Describe(open).NodeId.Length > 0;
        }
        catch (SwarmException failure)
        {
            WriteVerbose($"The connection '{open.Connection.Name}' is left out: {failure.Message}");
            return false;
        }
    }

    private void WarnOf(ConnectionSettings settings)
    {
        if (settings.IsReadableOnTheWay)
        {
            WriteWarning($"The connection to '{settings.Name}' is not encrypted: everything sent can be read and changed on the way. Use TLS or ssh.");
        }

        if (settings.Tls is { SkipVerify: true })
        {
            WriteWarning($"The server at '{settings.Name}' is not verified: anybody on the way can pretend to be it.");
        }
    }

    private LiveConnection Chosen()
    {
        ConnectionStore store = ConnectionStore.Current;
        if (store.Default is { } chosen)
        {
            return chosen;
        }

        if (store.IsChosenElsewhere)
        {
            throw new SwarmException(
                ErrorId.ConnectionNotChosen,
                "Another runspace of this process called Connect-Swarm, but this one names no connection. Pass it with -Connection, such as -Connection $using:connection.");
        }

        ConnectionSettings settings = OfEnvironment();
        WriteVerbose($"Using '{settings.Name}' ({settings.Source}).");
        return Open(settings);
    }
}
