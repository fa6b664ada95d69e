using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Time;
using SwarmTools.Topology;

namespace SwarmTools.Infrastructure;

/// <summary>A swarm with what a picture of it is to be of.</summary>
internal sealed class TopologyChoice(LiveConnection live, WantedObjects services, WantedObjects? nodes, Func<SwarmService, bool> isOfStack)
{
    private readonly TopologyFilter _filter = new()
    {
        IsService = service => services.Has(service) && isOfStack(service),
        IsNode = nodes is null ? null : nodes.Has,
    };

    public LiveConnection Live => live;

    /// <summary>The name of the connection, for errors.</summary>
    public override string ToString() => live.Connection.Name;

    /// <summary>Whether all services are meant, and with them tasks that have none.</summary>
    public bool IsOfAllServices { get; init; }

    private TopologyFilter Filter => IsOfAllServices ? _filter with { IsService = null } : _filter;

    private TopologyReader Reader => new(live.Engine, live.Engine, live.Engine, SystemClock.Instance);

    /// <summary>One page is of one swarm.</summary>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static void RequireOne(IReadOnlyList<TopologyChoice> choices)
    {
        if (choices.Count > 1)
        {
            throw new SwarmException(
                ErrorId.OptionInvalid, $"-Html writes one page of one swarm, but what was named is of {choices.Count}: {string.Join(", ", choices.Select(choice => $"'{choice.Live.Connection.Name}'"))}. Call the command once for each.");
        }
    }

    public async Task<SwarmTopology> ReadAsync(CancellationToken stop)
    {
        SwarmTopology topology = await Reader.ReadAsync(live.Connection.Name, Filter, stop).ConfigureAwait(false);
        topology.Connection = live.Connection;
        return topology;
    }

    /// <summary>Reads once, or again and again.</summary>
    public Task FollowAsync(TimeSpan? every, Action<TopologySight> emit, CancellationToken stop) =>
        new TopologyWatcher(Reader, SystemClock.Instance).RunAsync(live.Connection.Name, Filter, every, emit, stop);
}
