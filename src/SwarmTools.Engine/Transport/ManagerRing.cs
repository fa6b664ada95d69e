using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>The managers that a connection names, and those that it learned of from the swarm: one of them is asked first.</summary>
internal sealed class ManagerRing : IDisposable
{
    private static readonly TimeSpan s_proof = TimeSpan.FromSeconds(5);

    private readonly ConnectionSettings _settings;
    private readonly CancellationTokenSource _closed = new();
    private readonly object _gate = new();
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private EngineManager[] _learned = [];
    private EngineManager _current;

    public ManagerRing(ConnectionSettings settings)
    {
        _settings = settings;
        Named = [.. settings.Endpoints.Select(endpoint => new EngineManager(settings, endpoint, settings.Endpoints.Count > 1))];
        _current = Named[0];
        _known.UnionWith(settings.Endpoints.Select(endpoint => endpoint.HostName));
    }

    /// <summary>Those that the user named, in that order.</summary>
    public IReadOnlyList<EngineManager> Named { get; }

    /// <summary>Named ones and learned ones.</summary>
    public IReadOnlyList<EngineManager> All => [.. Named, .. Volatile.Read(ref _learned)];

    /// <summary>How many managers the swarm has; 0 while nobody has told.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a leader was waited for in vain, and none was there since: it is not waited for again with each request.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>The one that answered last.</summary>
    public EngineManager Current => Volatile.Read(ref _current);

    /// <summary>Whom to ask, one after the other.</summary>
    /// <param name="first">Who is asked first, as far as it may be asked.</param>
    /// <param name="isOfSwarm">Whether the others of the swarm may be asked as well.</param>
    public IReadOnlyList<EngineManager> From(EngineManager first, bool isOfSwarm)
    {
        IReadOnlyList<EngineManager> all = isOfSwarm ? All : Named;
        int start = all.TakeWhile(manager => manager != first).Count() % all.Count;
        return [.. all.Skip(start).Concat(all.Take(start)).OrderBy(manager => manager.IsSilent && manager != first)];
    }

    /// <summary>Whom to ask who is there: the others of the swarm only where none that is named answers.</summary>
    public IReadOnlyList<EngineManager> Greeters(EngineManager first) => [.. From(first, isOfSwarm: false), .. Volatile.Read(ref _learned)];

    /// <summary>The one after another one.</summary>
    public EngineManager After(EngineManager manager, bool isOfSwarm)
    {
        IReadOnlyList<EngineManager> ring = From(manager, isOfSwarm);
        return ring[1 % ring.Count];
    }

    /// <summary>From now on this one is asked first.</summary>
    public void Use(EngineManager manager)
    {
        manager.IsSilent = false;
        Volatile.Write(ref _current, manager);
    }

    /// <summary>The next one is asked first; false when there is no other.</summary>
    public bool MoveOn(bool isOfSwarm)
    {
        EngineManager next = After(Current, isOfSwarm);
        bool isOther = next != Current;
        Use(next);
        return isOther;
    }

    /// <summary>Takes in what the swarm tells of its managers. Their engines are taken to listen where the named one does, and are asked beside the work whether they are managers of this swarm; others are left out.</summary>
    /// <param name="swarmId">The swarm.</param>
    /// <param name="addresses">Host and port, where managers listen for each other, of each.</param>
    public void Learn(string swarmId, IReadOnlyList<string> addresses)
    {
        Count = addresses.Count;
        // A socket or a pipe leads to one machine, and ssh would ask about keys of hosts that nobody named. What is in clear on this machine alone stays there.
        bool mayAsk = Named[0].Endpoint.Scheme == SwarmEndpointScheme.Tls || (Named[0].Endpoint.Scheme == SwarmEndpointScheme.Tcp && _settings.IsReadableOnTheWay);
        lock (_gate)
        {
            string[] hosts = [.. addresses.Select(HostOf).Where(host => mayAsk && host.Length > 0 && _known.Add(host))];
            if (hosts.Length > 0 && swarmId.Length > 0 && !_closed.IsCancellationRequested)
            {
                _ = LearnAsync(swarmId, hosts);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed.Cancel();
        }

        foreach (EngineManager manager in All)
        {
            manager.Dispose();
        }
    }

    private static string HostOf(string address)
    {
        int colon = address.LastIndexOf(':');
        return colon < 0 ? "" : address[..colon].Trim('[', ']');
    }

    private async Task LearnAsync(string swarmId, string[] hosts)
    {
        SwarmEndpoint model = Named[0].Endpoint;
        try
        {
            // One that is named may have another name for the swarm.
            ManagerIdentity?[] named = await Task.WhenAll(Named.Select(manager => manager.IdentifyAsync(s_proof, _closed.Token))).ConfigureAwait(false);
            HashSet<string> nodes = [.. named.Where(identity => identity is not null).Select(identity => identity!.NodeId)];
            foreach (string host in named.Contains(null) ? [] : hosts)
            {
                EngineManager manager = new(_settings, new() { Scheme = model.Scheme, HostName = host, Port = model.Port }, hasOthers: true);
                ManagerIdentity? identity = await manager.IdentifyAsync(s_proof, _closed.Token).ConfigureAwait(false);
                Take(manager, identity is { IsManager: true } && identity.SwarmId == swarmId && nodes.Add(identity.NodeId));
            }
        }
        catch (OperationCanceledException)
        {
            // The connection was closed meanwhile.
        }
    }

    private void Take(EngineManager manager, bool isOne)
    {
        lock (_gate)
        {
            if (isOne && !_closed.IsCancellationRequested)
            {
                _learned = [.. _learned, manager];
                return;
            }
        }

        manager.Dispose();
    }
}
