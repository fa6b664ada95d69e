using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Services;

/// <summary>Removes services and waits until their tasks are gone, so that names, ports and networks are free again.</summary>
internal sealed class ServiceRemover(IServiceApi services, ITaskApi tasks, INodeApi nodes, IClock clock)
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    public Task RemoveAsync(SwarmService service, CancellationToken stop) =>
        services.RemoveServiceAsync(service.Id, service.Name, stop);

    /// <summary>Waits until no task of the removed services is left on a node that answers.</summary>
    /// <exception cref="SwarmException"><c>RemovalTimedOut</c>.</exception>
    public Task WaitAsync(IReadOnlyList<SwarmService> removed, TimeSpan timeout, CancellationToken stop) =>
        WaitAsync(removed, clock.UtcNow + timeout, timeout, stop);

    private async Task WaitAsync(IReadOnlyList<SwarmService> removed, DateTimeOffset deadline, TimeSpan timeout, CancellationToken stop)
    {
        HashSet<string> ids = [.. removed.Select(service => service.Id)];
        while (true)
        {
            IReadOnlyList<SwarmTask> left = await LeftAsync(ids, stop).ConfigureAwait(false);
            if (left.Count == 0)
            {
                return;
            }

            if (clock.UtcNow >= deadline)
            {
                throw new SwarmException(
                    ErrorId.RemovalTimedOut,
                    $"{Names(removed)} was removed, but after {SwarmText.Duration(timeout)} {left.Count} of the tasks have not ended yet, the first on node '{left[0].NodeId}'.");
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until somebody removed a service, and its tasks are gone.</summary>
    /// <exception cref="SwarmException"><c>RemovalTimedOut</c>.</exception>
    public async Task AwaitRemovalAsync(SwarmService service, TimeSpan timeout, CancellationToken stop)
    {
        DateTimeOffset deadline = clock.UtcNow + timeout;
        while (await ExistsAsync(service, stop).ConfigureAwait(false))
        {
            if (clock.UtcNow >= deadline)
            {
                throw new SwarmException(ErrorId.RemovalTimedOut, $"The service '{service.Name}' still exists after {SwarmText.Duration(timeout)}.");
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }

        await WaitAsync([service], deadline, timeout, stop).ConfigureAwait(false);
    }

    private async Task<bool> ExistsAsync(SwarmService service, CancellationToken stop)
    {
        try
        {
            await services.GetServiceAsync(service.Id, stop).ConfigureAwait(false);
            return true;
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.ServiceNotFound))
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<SwarmTask>> LeftAsync(HashSet<string> serviceIds, CancellationToken stop)
    {
        // All tasks, because the engine refuses to filter by a service that is gone.
        IReadOnlyList<SwarmTask> all = await tasks.ListTasksAsync(TaskQuery.All, stop).ConfigureAwait(false);
        IReadOnlyList<SwarmTask> left = [.. all.Where(task => serviceIds.Contains(task.ServiceId))];
        if (left.Count == 0)
        {
            return left;
        }

        IReadOnlyList<SwarmNode> known = await nodes.ListNodesAsync(stop).ConfigureAwait(false);
        HashSet<string> up = [.. known.Where(node => node.State is not (SwarmNodeState.Down or SwarmNodeState.Disconnected)).Select(node => node.Id)];
        return [.. left.Where(task => up.Contains(task.NodeId))];
    }

    private static string Names(IReadOnlyList<SwarmService> services) =>
        "'" + string.Join("', '", services.Select(service => service.Name)) + "'";
}
