using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Time;

namespace SwarmTools.Rollouts;

/// <summary>The single steps of guarded rollouts. While managers elect a leader they are tried again, as the watch does.</summary>
internal sealed class RolloutSteps(IServiceApi services, ServiceUpdater updater, RolloutWatcher watcher, IClock clock)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    public ServiceUpdater Updater => updater;

    /// <summary>Watches the service as it is now.</summary>
    public Task<SwarmRolloutResult> WatchAsync(RollingState state, RolloutOptions options, Action<object> emit, CancellationToken stop) =>
        watcher.RunAsync(state.Now, options, emit, stop);

    /// <summary>The ids of the tasks of the service that have ended.</summary>
    public Task<IReadOnlyCollection<string>> EndedTasksAsync(RollingState state, CancellationToken stop) =>
        PatientlyAsync(() => watcher.EndedTasksAsync(state.Now, stop), stop);

    /// <summary>Reads the service, with the counts of its tasks.</summary>
    /// <exception cref="SwarmException"><c>ServiceNotFound</c>.</exception>
    public async Task<SwarmService> ReadAsync(RollingState state, CancellationToken stop)
    {
        try
        {
            return await PatientlyAsync(() => services.GetServiceWithCountsAsync(state.Before.Id, stop), stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.ServiceNotFound))
        {
            throw new SwarmException(ErrorId.ServiceNotFound, $"The service '{state.Before.Name}' is gone: somebody removed it.", failure);
        }
    }

    /// <summary>Sends another spec in place of the one that is known.</summary>
    public async Task ReplaceAsync(RollingState state, JsonObject spec, CancellationToken stop)
    {
        state.Replaced = state.Sent;
        await PatientlyAsync(() => updater.ReplaceAsync(state.Now.Id, state.Replaced, spec, s_patience, stop), stop).ConfigureAwait(false);
        await ReadBackAsync(state, stop).ConfigureAwait(false);
    }

    /// <summary>Brings the service back to the spec that it had.</summary>
    public async Task ReturnAsync(RollingState state, JsonObject original, CancellationToken stop)
    {
        await PatientlyAsync(() => updater.ReturnAsync(state.Now.Id, state.Sent, original, s_patience, stop), stop).ConfigureAwait(false);
        state.Become(await ReadAsync(state, stop).ConfigureAwait(false));
    }

    /// <summary>Reads the service after a change of ours. A change of somebody else between the two shows in what the engine kept as the spec before.</summary>
    /// <exception cref="SwarmException"><c>Conflict</c>, <c>ServiceNotFound</c>.</exception>
    public async Task ReadBackAsync(RollingState state, CancellationToken stop)
    {
        SwarmService now = await ReadAsync(state, stop).ConfigureAwait(false);
        ServiceSpec spec = ServiceSpec.Of(now);
        if (spec.Previous is { } previous && !SpecDifferences.AreNone(previous, state.Replaced) && !SpecDifferences.AreNone(spec.Json, state.Replaced))
        {
            throw ServiceUpdater.ChangedMeanwhile(state.Before.Name, "its spec");
        }

        state.Become(now);
    }

    private async Task<T> PatientlyAsync<T>(Func<Task<T>> request, CancellationToken stop)
    {
        Deadline deadline = new(clock, s_patience);
        while (true)
        {
            try
            {
                return await request().ConfigureAwait(false);
            }
            catch (SwarmException failure) when (failure.MayPass && !deadline.IsOver)
            {
                await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
            }
        }
    }
}
