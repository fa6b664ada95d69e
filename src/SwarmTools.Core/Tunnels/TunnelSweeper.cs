using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Time;

namespace SwarmTools.Tunnels;

/// <summary>Removes what clients left that were killed in the middle of a tunnel.</summary>
internal sealed class TunnelSweeper(ISwarmEngine engine, IClock clock)
{
    /// <summary>How long a tunnel may take to be opened: until then its parts may be there without a task that runs.</summary>
    private static readonly TimeSpan s_opening = TimeSpan.FromMinutes(15);

    /// <summary>What belongs to no tunnel that is in use: not young, and without a task that runs or may run. Services, then secrets and networks. Pure.</summary>
    public static IReadOnlyList<SwarmObject> LeftoversOf(IReadOnlyList<SwarmService> services, IReadOnlyList<SwarmTask> tasks, IEnumerable<SwarmObject> others, DateTimeOffset now)
    {
        HashSet<string> running = new(tasks.Where(task => task.State <= SwarmTaskState.Running).Select(task => task.ServiceId), StringComparer.Ordinal);
        HashSet<string> used = new(services.Where(service => TunnelSpec.IsOne(service) && running.Contains(service.Id)).Select(TunnelOf), StringComparer.Ordinal);
        return [.. services.Concat(others).Where(item => TunnelSpec.IsOne(item) && item.CreatedAt < now - s_opening && !used.Contains(TunnelOf(item)))];
    }

    /// <summary>Removes them; what cannot be removed stays for the next time.</summary>
    public async Task SweepAsync(CancellationToken stop)
    {
        Task<IReadOnlyList<SwarmService>> services = engine.ListServicesAsync(stop);
        Task<IReadOnlyList<SwarmTask>> tasks = engine.ListTasksAsync(TaskQuery.All, stop);
        Task<IReadOnlyList<SwarmSecret>> secrets = engine.ListSecretsAsync(stop);
        Task<IReadOnlyList<SwarmNetwork>> networks = engine.ListNetworksAsync(stop);
        await Task.WhenAll(services, tasks, secrets, networks).ConfigureAwait(false);
        IEnumerable<SwarmObject> others = [.. await secrets.ConfigureAwait(false), .. await networks.ConfigureAwait(false)];
        foreach (SwarmObject item in LeftoversOf(await services.ConfigureAwait(false), await tasks.ConfigureAwait(false), others, clock.UtcNow))
        {
            await RemoveAsync(item, stop).ConfigureAwait(false);
        }
    }

    private static string TunnelOf(SwarmObject item) => item.Labels[TunnelSpec.Label];

    private async Task RemoveAsync(SwarmObject item, CancellationToken stop)
    {
        try
        {
            await (item switch
            {
                SwarmService => engine.RemoveServiceAsync(item.Id, item.Name, stop),
                SwarmSecret => engine.RemoveSecretAsync(item.Id, item.Name, stop),
                _ => engine.RemoveNetworkAsync(item.Id, item.Name, stop),
            }).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.Kind is SwarmErrorKind.NotFound or SwarmErrorKind.Conflict)
        {
            // Somebody else was faster, or a task has not ended yet.
        }
    }
}
