using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Connections;

/// <summary>Looks whether the engines that a connection names are of one swarm: when one of them dies, another one takes its place.</summary>
/// <param name="open">Opens a connection.</param>
internal sealed class ManagerCheck(Func<ConnectionSettings, ISwarmEngine> open)
{
    /// <summary>Who does not answer by then is not asked any longer.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(3);

    /// <summary>Refuses workers, and engines of several swarms. Those that do not answer, and those that know no swarm, are passed over.</summary>
    /// <exception cref="SwarmException"><c>NotSwarmManager</c>, <c>SwarmsDiffer</c>.</exception>
    public async Task RequireOneSwarmAsync(ConnectionSettings settings, CancellationToken stop)
    {
        EngineDescription?[] engines = await Task.WhenAll(settings.Endpoints.Select(endpoint => DescribeAsync(settings with { Endpoints = [endpoint] }, stop))).ConfigureAwait(false);
        List<(SwarmEndpoint Endpoint, EngineDescription Engine)> active = [.. settings.Endpoints.Zip(engines, (endpoint, engine) => (Endpoint: endpoint, Engine: engine ?? new())).Where(pair => pair.Engine.SwarmState == SwarmLocalState.Active)];
        if (active.Find(pair => !pair.Engine.IsManager) is { Endpoint: { } worker })
        {
            throw new SwarmException(ErrorId.NotSwarmManager, $"'{worker}' is a worker. The addresses of a connection are managers of one swarm; leave it out, or connect to it on its own.");
        }

        List<(SwarmEndpoint Endpoint, string Swarm)> known = [.. active.Select(pair => (pair.Endpoint, pair.Engine.SwarmId)).Where(pair => pair.SwarmId.Length > 0)];
        if (known.Find(pair => pair.Swarm != known[0].Swarm) is { Endpoint: { } other, Swarm: { } otherSwarm })
        {
            throw new SwarmException(
                ErrorId.SwarmsDiffer,
                $"'{known[0].Endpoint}' is of the swarm {known[0].Swarm} and '{other}' of the swarm {otherSwarm}. The addresses of a connection are managers of one swarm; connect to others on their own.");
        }
    }

    private async Task<EngineDescription?> DescribeAsync(ConnectionSettings settings, CancellationToken stop)
    {
        using ISwarmEngine engine = open(settings);
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(s_limit);
        try
        {
            return await engine.InfoAsync(late.Token).ConfigureAwait(false);
        }
        catch (SwarmException)
        {
            // Whoever cannot be reached now may come back; the connection has the others for that.
            return null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
    }
}
