using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.History;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Time;

namespace SwarmTools.Rollouts;

/// <summary>Brings services to a new version and sees it through: first tasks, the rest, and back where it fails.</summary>
/// <remarks>
/// What the service had and is to have is kept as revisions before anything is changed. So whoever finds a service half way,
/// after the client was killed, can finish it or go back.
/// </remarks>
internal sealed class RollingUpdater(IServiceApi services, ServiceUpdater updater, RolloutWatcher watcher, ServiceHistory history, RolloutLedger ledger, LastWords words, IClock clock)
{
    /// <summary>Changes a service and sees the change through.</summary>
    /// <param name="service">The service.</param>
    /// <param name="update">What to do.</param>
    /// <param name="emit">Takes <see cref="RolloutEvent"/>s, <see cref="RolloutWarning"/>s and <see cref="RolloutQuestion"/>s.</param>
    /// <param name="stop">Ends the rollout; the service stays as it is.</param>
    /// <returns>How it ended; a failure of the rollout is a result here.</returns>
    /// <exception cref="SwarmException"><c>Conflict</c>, <c>UpdateOutOfSequence</c>, <c>ServiceNotFound</c>.</exception>
    public async Task<SwarmRolloutResult> RunAsync(SwarmService service, RollingUpdate update, Action<object> emit, CancellationToken stop)
    {
        RollingState state = new(service, clock.UtcNow);
        ServiceUpdate written = await WriteAsync(state, update, emit, stop).ConfigureAwait(false);
        if (!written.IsChanged)
        {
            SwarmRolloutResult asItWas = !update.IsWatched ? RolloutWatcher.Begun(service) : await watcher.RunAsync(service, new() { Timeout = update.Timeout, IsAfterChange = false }, emit, stop).ConfigureAwait(false);
            state.Target = RollingState.SpecOf(service);
            return await ledger.EndAsync(state, asItWas, update, emit, stop).ConfigureAwait(false);
        }

        await ReadBackAsync(state, stop).ConfigureAwait(false);
        if (update.Canary == 0)
        {
            return await SeeThroughAsync(state, update, emit, stop).ConfigureAwait(false);
        }

        state.IsHeld = true;
        SwarmRolloutResult first = await watcher.RunAsync(state.Now, new() { Timeout = update.Timeout, Canary = update.Canary }, emit, stop).ConfigureAwait(false);
        if (first.Outcome != SwarmRolloutOutcome.Converged)
        {
            return await FailAsync(state, first, update, emit, stop).ConfigureAwait(false);
        }

        string? refusal = update.IsValidated ? await AskAsync(state, emit, stop).ConfigureAwait(false) : null;
        if (refusal is not null)
        {
            first.Outcome = first.Cause = SwarmRolloutOutcome.ValidationFailed;
            first.Message = refusal;
            return await FailAsync(state, first, update, emit, stop).ConfigureAwait(false);
        }

        return await GoOnAsync(state, update, emit, stop).ConfigureAwait(false);
    }

    /// <summary>Brings a rollout to its end that was suspended, stopped, or left half way by its client.</summary>
    /// <exception cref="SwarmException"><c>UpdateNotRunning</c>, <c>Conflict</c>, <c>UpdateOutOfSequence</c>, <c>ServiceNotFound</c>.</exception>
    public async Task<SwarmRolloutResult> ResumeAsync(SwarmService service, RollingUpdate update, Action<object> emit, CancellationToken stop)
    {
        RollingState state = new(service, clock.UtcNow) { IsHeld = true };
        SwarmService now = await services.GetServiceAsync(service.Id, stop).ConfigureAwait(false);
        ServiceSpec spec = new(RollingState.DocumentOf(now));
        SwarmRevision? revision = await history.UnderWayAsync(spec, stop).ConfigureAwait(false);
        if (revision is { Outcome: SwarmRolloutOutcome.Converged or SwarmRolloutOutcome.RolledBack or SwarmRolloutOutcome.Unknown } && !RollingSpecs.IsHeld(spec.Json))
        {
            // No rollout waits for its end: what differs from it was set on purpose.
            revision = null;
        }

        JsonObject target = revision is null ? spec.Json : RevisionJson.SpecOf(revision);
        if (SpecDifferences.AreNone(spec.Json, target) && now.UpdateState is not SwarmUpdateState.Paused and not SwarmUpdateState.RollbackPaused)
        {
            throw new SwarmException(ErrorId.UpdateNotRunning, $"The service '{service.Name}' has no update that could be resumed: none was suspended, and none stopped.");
        }

        state.Become(now);
        state.Target = target;
        state.Revision = revision;
        state.Original = revision?.FromRevision is { } from && await history.FindAsync(service.Name, from, stop).ConfigureAwait(false) is { } before ? RevisionJson.SpecOf(before) : null;
        return await GoOnAsync(state, update, emit, stop).ConfigureAwait(false);
    }

    // Keeps the revisions, then sends the first spec. Somebody may change the service in between: then both are made anew.
    private async Task<ServiceUpdate> WriteAsync(RollingState state, RollingUpdate update, Action<object> emit, CancellationToken stop)
    {
        IReadOnlyList<SpecEdit> release = await ReleaseAsync(state.Before, stop).ConfigureAwait(false);
        async Task<JsonObject> PrepareAsync(ServiceSpec read, JsonObject wish)
        {
            await KeepAsync(state, read, release, wish, update.Reason, stop).ConfigureAwait(false);
            state.Replaced = (JsonObject)read.Json.DeepClone();
            JsonObject sent = update.Canary > 0 ? RollingSpecs.First(wish, update.Tuning, update.Canary) : RollingSpecs.Tuned(wish, update.Tuning);
            if (RollingSpecs.MonitorWarning(read, sent) is { } warning)
            {
                emit(new RolloutWarning(warning));
            }

            return sent;
        }

        try
        {
            ServiceUpdate written = await updater.EditAsync(state.Before.Id, [.. release, .. update.Edits], update.Login, PrepareAsync, update.Timeout, stop).ConfigureAwait(false);
            foreach (string warning in written.Warnings)
            {
                emit(new RolloutWarning(warning));
            }

            return written;
        }
        catch (SwarmException failure) when (!failure.EndsCommand)
        {
            // Nothing was changed, so there is nothing to remember.
            await ledger.ForgetAsync(state, stop).ConfigureAwait(false);
            throw;
        }
    }

    private async Task KeepAsync(RollingState state, ServiceSpec read, IReadOnlyList<SpecEdit> release, JsonObject wish, string reason, CancellationToken stop)
    {
        JsonObject original = (JsonObject)read.Json.DeepClone();
        foreach (SpecEdit edit in release)
        {
            edit.Apply(original);
        }

        if (state.Original is null || !JsonNode.DeepEquals(original, state.Original))
        {
            await ledger.ForgetAsync(state, stop).ConfigureAwait(false);
            state.Original = original;
            state.Target = wish;
            state.Revision = await history.BeginAsync(new(new() { ["ID"] = read.Id, ["Spec"] = original.DeepClone() }), wish, reason, stop).ConfigureAwait(false);
        }
    }

    // What was left half way is held for good, and would hold what comes after it too.
    private async Task<IReadOnlyList<SpecEdit>> ReleaseAsync(SwarmService service, CancellationToken stop)
    {
        ServiceSpec spec = new(RollingState.DocumentOf(service));
        return RollingSpecs.IsHeld(spec.Json) && await history.UnderWayAsync(spec, stop).ConfigureAwait(false) is { } revision
            ? [RollingSpecs.Released(RevisionJson.SpecOf(revision))]
            : [];
    }

    private static async Task<string?> AskAsync(RollingState state, Action<object> emit, CancellationToken stop)
    {
        RolloutQuestion question = new(state.Now);
        emit(question);
        using (stop.Register(() => question.Answer("")))
        {
            string? refusal = await question.Answered.ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            return refusal;
        }
    }

    private async Task<SwarmRolloutResult> GoOnAsync(RollingState state, RollingUpdate update, Action<object> emit, CancellationToken stop)
    {
        state.Replaced = state.Sent;
        await updater.ReplaceAsync(state.Now.Id, state.Sent, RollingSpecs.Rest(state.Target, update.Tuning), update.Timeout, stop).ConfigureAwait(false);
        await ReadBackAsync(state, stop).ConfigureAwait(false);
        return await SeeThroughAsync(state, update, emit, stop).ConfigureAwait(false);
    }

    // A change of somebody else between ours and now shows in what the engine kept as the spec before.
    private async Task ReadBackAsync(RollingState state, CancellationToken stop)
    {
        SwarmService now = await services.GetServiceAsync(state.Before.Id, stop).ConfigureAwait(false);
        JsonObject document = RollingState.DocumentOf(now);
        if (document["PreviousSpec"] is JsonObject previous && !SpecDifferences.AreNone(previous, state.Replaced) && !SpecDifferences.AreNone((JsonObject)document["Spec"]!, state.Replaced))
        {
            throw ServiceUpdater.ChangedMeanwhile(state.Before.Name, "its spec");
        }

        state.Become(now);
    }

    private async Task<SwarmRolloutResult> SeeThroughAsync(RollingState state, RollingUpdate update, Action<object> emit, CancellationToken stop)
    {
        if (!update.IsWatched)
        {
            return await ledger.EndAsync(state, RolloutWatcher.Begun(state.Now), update, emit, stop).ConfigureAwait(false);
        }

        SwarmRolloutResult result = await watcher.RunAsync(state.Now, new() { Timeout = update.Timeout }, emit, stop).ConfigureAwait(false);
        if (result.Outcome != SwarmRolloutOutcome.Converged)
        {
            return await FailAsync(state, result, update, emit, stop).ConfigureAwait(false);
        }

        if (!SpecDifferences.AreNone(state.Sent, state.Target))
        {
            // The settings for this rollout alone are taken back; no task is replaced by that.
            await updater.ReplaceAsync(state.Now.Id, state.Sent, state.Target, update.Timeout, stop).ConfigureAwait(false);
        }

        return await ledger.EndAsync(state, result, update, emit, stop).ConfigureAwait(false);
    }

    private async Task<SwarmRolloutResult> FailAsync(RollingState state, SwarmRolloutResult failed, RollingUpdate update, Action<object> emit, CancellationToken stop)
    {
        await words.AddToAsync(failed, state.Now.Tty, stop).ConfigureAwait(false);
        bool isWanted = update.RollbackOnFailure || failed.Outcome == SwarmRolloutOutcome.ValidationFailed
            || (state.IsHeld && new ServiceSpec(new() { ["Spec"] = state.Target.DeepClone() }).FailureAction == SwarmFailureAction.Rollback);
        if (isWanted && state.Original is not null && failed.Outcome != SwarmRolloutOutcome.RolledBack)
        {
            failed = await GoBackAsync(state, state.Original, failed, update, emit, stop).ConfigureAwait(false);
        }
        else if (failed.Outcome != SwarmRolloutOutcome.RolledBack)
        {
            failed.Message = $"{failed.Message.TrimEnd('.')}. It is left as it is: Resume-SwarmServiceUpdate goes on with it, Undo-SwarmServiceUpdate goes back.";
        }

        return await ledger.EndAsync(state, failed, update, emit, stop).ConfigureAwait(false);
    }

    private async Task<SwarmRolloutResult> GoBackAsync(
        RollingState state, JsonObject original, SwarmRolloutResult failed, RollingUpdate update, Action<object> emit, CancellationToken stop)
    {
        string why = $"{(failed.Outcome == SwarmRolloutOutcome.ValidationFailed ? "-Validate did not take it: " : "")}{failed.Message.TrimEnd('.')}";
        emit(new RolloutEvent(state.Now.Id, state.Now.Name, new() { Outcome = SwarmRolloutOutcome.InProgress, Message = $"{why}. Going back." }));
        // Whoever is in a hurry wants a service that is back, not one that is half way back.
        TimeSpan timeout = update.Timeout > RolloutOptions.DefaultTimeout ? update.Timeout : RolloutOptions.DefaultTimeout;
        await updater.ReturnAsync(state.Now.Id, state.Sent, original, timeout, stop).ConfigureAwait(false);
        state.Become(await services.GetServiceAsync(state.Now.Id, stop).ConfigureAwait(false));
        SwarmRolloutResult result = await watcher.RunAsync(state.Now, new() { Timeout = timeout, IsRollback = true }, emit, stop).ConfigureAwait(false);
        bool isBack = result.Outcome == SwarmRolloutOutcome.Converged;
        result.Cause = failed.Cause;
        result.Outcome = isBack ? SwarmRolloutOutcome.RolledBack : result.Outcome;
        result.Message = isBack ? $"{why}. It is back on what it was before." : $"{why}. Going back failed too: {result.Message}";
        result.FailedTasks = failed.FailedTasks.Count > 0 ? failed.FailedTasks : result.FailedTasks;
        return result;
    }
}
