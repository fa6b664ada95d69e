using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Services;
using SwarmTools.Specs;

namespace SwarmTools.Rollouts;

/// <summary>The single steps of guarded rollouts. While managers elect a leader they are tried again, as the watch does.</summary>
internal sealed class RolloutSteps(IServiceApi services, ServiceUpdater updater, RolloutWatcher watcher, Patience patience)
{
    /// <summary>Asks what may be asked again.</summary>
    public Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken stop) => patience.AskAsync(request, stop);

    /// <summary>Does what must not be done twice.</summary>
    public Task<T> SendAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken stop) => patience.SendAsync(request, stop);

    /// <summary>Sends the first spec.</summary>
    public Task<ServiceUpdate> EditAsync(RollingState state, IReadOnlyList<SpecEdit> edits, Func<ServiceSpec, JsonObject, Task<JsonObject>> prepareAsync, CancellationToken stop) =>
        patience.Within(state.Update.Timeout).SendAsync(late => updater.EditAsync(state.Before.Id, edits, state.Update.Login, prepareAsync, state.Update.Timeout, late), stop);

    /// <summary>Watches the service as it is now, for what is left of the rollout's time.</summary>
    public Task<SwarmRolloutResult> WatchAsync(RollingState state, RolloutOptions options, Action<object> emit, CancellationToken stop) =>
        watcher.RunAsync(state.Now, options with { Timeout = state.Left, Limit = state.Update.Timeout }, emit, stop);

    /// <summary>Watches the service on its way back, which has a time of its own.</summary>
    public Task<SwarmRolloutResult> WatchReturnAsync(RollingState state, RolloutOptions options, Action<object> emit, CancellationToken stop) =>
        watcher.RunAsync(state.Now, options with { IsRollback = true }, emit, stop);

    /// <summary>The ids of the tasks of the service that have ended.</summary>
    public Task<IReadOnlyCollection<string>> EndedTasksAsync(RollingState state, CancellationToken stop) =>
        patience.AskAsync(late => watcher.EndedTasksAsync(state.Now, late), stop);

    /// <summary>Reads the service, with the counts of its tasks.</summary>
    /// <exception cref="SwarmException"><c>ServiceNotFound</c>.</exception>
    public async Task<SwarmService> ReadAsync(RollingState state, CancellationToken stop)
    {
        try
        {
            return await patience.AskAsync(late => services.GetServiceWithCountsAsync(state.Before.Id, late), stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.ServiceNotFound))
        {
            throw new SwarmException(ErrorId.ServiceNotFound, $"The service '{state.Before.Name}' is gone: somebody removed it.", failure);
        }
    }

    /// <summary>Sends another spec in place of the one that is known. What somebody else changed besides is kept, also in the end.</summary>
    public async Task ReplaceAsync(RollingState state, JsonObject spec, CancellationToken stop)
    {
        state.Replaced = state.Sent;
        state.Awaited = spec;
        await patience.AskAsync(late => updater.ReplaceAsync(state.Now.Id, state.Replaced, spec, _ => { }, Patience.Limit, late), stop).ConfigureAwait(false);
        await ReadBackAsync(state, stop).ConfigureAwait(false);
        state.Target = SpecDifferences.Carried(state.Target, state.Replaced, state.Sent);
    }

    /// <summary>Brings the service back to the spec that it had. Where the engine's own rollback cannot do that, an engine whose update to it fails must not roll back to the version that failed.</summary>
    public async Task ReturnAsync(RollingState state, JsonObject original, CancellationToken stop)
    {
        JsonObject known = state.Sent;
        await patience.AskAsync(late => updater.ReturnAsync(state.Now.Id, known, original, RollingSpecs.Rest(original, []), Patience.Limit, late), stop).ConfigureAwait(false);
        SwarmService now = await ReadAsync(state, stop).ConfigureAwait(false);
        if (SpecDifferences.OfTasks(original, ServiceSpec.Of(now).Json) is { } path)
        {
            throw ServiceConflicts.ChangedMeanwhile(state.Before.Name, path);
        }

        state.Become(now);
    }

    /// <summary>Gives the service its own settings of how tasks are replaced, where the rollout had others. No task is replaced by that, and what somebody else changed besides stays.</summary>
    /// <param name="state">The rollout.</param>
    /// <param name="own">A spec with those settings.</param>
    /// <param name="isTrap">Whether what the engine has now as the spec before must not stay there.</param>
    /// <param name="emit">Takes warnings.</param>
    /// <param name="stop">Ends the requests.</param>
    /// <exception cref="SwarmException"><c>Conflict</c> where somebody brought another version, or other settings.</exception>
    public async Task SettleAsync(RollingState state, JsonObject own, bool isTrap, Action<object> emit, CancellationToken stop)
    {
        if (SpecDifferences.AreNone(state.Sent, own) && !isTrap)
        {
            return;
        }

        JsonObject known = state.Sent;
        JsonObject settled = SpecEdit.Applied([RollingSpecs.Released(own)], known);
        try
        {
            await patience.AskAsync(late => updater.ReplaceAsync(state.Now.Id, known, settled, _ => { }, Patience.Limit, late), stop).ConfigureAwait(false);
            state.Look(await ReadAsync(state, stop).ConfigureAwait(false));
        }
        catch (SwarmException failure) when (!failure.Is(ErrorId.Conflict))
        {
            // The version runs that was wanted, and that must not be lost.
            emit(new RolloutWarning($"{state.Before.Name}: how tasks are replaced is still as this rollout wanted it, and could not be set back. {failure.Message}"));
        }
    }

    /// <summary>Reads the service after a change of ours.</summary>
    /// <exception cref="SwarmException"><c>Conflict</c>, <c>ServiceNotFound</c>.</exception>
    public async Task ReadBackAsync(RollingState state, CancellationToken stop)
    {
        SwarmService now = await ReadAsync(state, stop).ConfigureAwait(false);
        if (ServiceUpdate.IsOvertaken(now, state.Replaced) && SpecDifferences.OfRollout(state.Awaited, ServiceSpec.Of(now).Json) is { } path)
        {
            throw ServiceConflicts.ChangedMeanwhile(state.Before.Name, path);
        }

        state.Become(now);
    }
}
