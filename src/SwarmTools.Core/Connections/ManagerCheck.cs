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

    /// <summary>Refuses engines of several swarms. Those that do not answer, and those that know no swarm, are passed over.</summary>
    /// <exception cref="SwarmException"><c>SwarmsDiffer</c>.</exception>
    public async Task RequireOneSwarmAsync(ConnectionSettings settings, CancellationToken stop)
    {
        string[] swarms = await Task.WhenAll(settings.Endpoints.Select(endpoint => SwarmOfAsync(settings with { Endpoints = [endpoint] }, stop))).ConfigureAwait(false);
        List<(SwarmEndpoint Endpoint, string Swarm)> known = [.. settings.Endpoints.Zip(swarms, (endpoint, swarm) => (endpoint, swarm)).Where(pair => pair.swarm.Length > 0)];
        if (known.Find(pair => pair.Swarm != known[0].Swarm) is { Endpoint: { } other, Swarm: { } otherSwarm })
        {
            throw new SwarmException(
                ErrorId.SwarmsDiffer,
                $"'{known[0].Endpoint}' is of the swarm {known[0].Swarm} and '{other}' of the swarm {otherSwarm}. The addresses of a connection are managers of one swarm; connect to others on their own.");
        }
    }

    private async Task<string> SwarmOfAsync(ConnectionSettings settings, CancellationToken stop)
    {
        using ISwarmEngine engine = open(settings);
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(s_limit);
        try
        {
            return (await engine.InfoAsync(late.Token).ConfigureAwait(false)).SwarmId;
        }
        catch (SwarmException)
        {
            // Whoever cannot be reached now may come back; the connection has the others for that.
            return "";
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return "";
        }
    }
}
