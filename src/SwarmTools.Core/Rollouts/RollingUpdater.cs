using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
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
internal sealed class RollingUpdater(RolloutSteps steps, ServiceHistory history, RolloutLedger ledger, RolloutReturn back, IClock clock)
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
        RollingState state = new(service, update, clock);
        ServiceUpdate written = await WriteAsync(state, emit, stop).ConfigureAwait(false);
        if (!written.IsChanged)
        {
            return await LeaveAsync(state, emit, stop).ConfigureAwait(false);
        }

        await steps.ReadBackAsync(state, stop).ConfigureAwait(false);
        if (update.Canary == 0)
        {
            return await SeeThroughAsync(state, emit, stop).ConfigureAwait(false);
        }

        state.IsOnItsOwn = true;
        SwarmRolloutResult first = await steps.WatchAsync(state, new() { Timeout = state.Left, Canary = update.Canary }, emit, stop).ConfigureAwait(false);
        if (first.Outcome == SwarmRolloutOutcome.Converged && update.IsValidated)
        {
            first = await ValidateAsync(state, first, emit, stop).ConfigureAwait(false);
        }

        return first.Outcome == SwarmRolloutOutcome.Converged
            ? await GoOnAsync(state, emit, stop).ConfigureAwait(false)
            : await back.FailAsync(state, first, emit, stop).ConfigureAwait(false);
    }

    // All is as wished already; but an update to it may have stopped, and whoever asks again wants it to go on.
    private async Task<SwarmRolloutResult> LeaveAsync(RollingState state, Action<object> emit, CancellationToken stop)
    {
        state.Look(await steps.ReadAsync(state, stop).ConfigureAwait(false));
        if (state.Update.IsWatched && state.Now.UpdateState == SwarmUpdateState.Paused)
        {
            emit(new RolloutWarning($"{state.Before.Name}: nothing was to be changed, but the update to it had stopped; it is gone on with."));
            return await ResumeAsync(state.Before, state.Update, emit, stop).ConfigureAwait(false);
        }

        state.Target = state.Sent;
        state.Original = state.Sent;
        SwarmRolloutResult asItWas = state.Update.IsWatched
            ? await steps.WatchAsync(state, new() { Timeout = state.Left, IsAfterChange = false, EndedBefore = await steps.EndedTasksAsync(state, stop).ConfigureAwait(false) }, emit, stop).ConfigureAwait(false)
            : RolloutWatcher.Begun(state.Now);
        asItWas.Message = $"Nothing was to be changed. {asItWas.Message}";
        return await ledger.EndAsync(state, asItWas, emit, stop).ConfigureAwait(false);
    }

    /// <summary>Brings a rollout to its end that was suspended, stopped, or left half way by its client.</summary>
    /// <exception cref="SwarmException"><c>UpdateNotRunning</c>, <c>RevisionNotFound</c>, <c>OptionInvalid</c>, <c>Conflict</c>, <c>UpdateOutOfSequence</c>, <c>ServiceNotFound</c>.</exception>
    public async Task<SwarmRolloutResult> ResumeAsync(SwarmService service, RollingUpdate update, Action<object> emit, CancellationToken stop)
    {
        RollingState state = new(service, update, clock) { IsOnItsOwn = true };
        SwarmService now = await steps.ReadAsync(state, stop).ConfigureAwait(false);
        state.Look(now);
        state.Revision = await history.UnderWayAsync(ServiceSpec.Of(now), RollingSpecs.IsHeld(state.Sent), stop).ConfigureAwait(false);
        state.Target = state.Revision is { } revision && SpecDifferences.AreOfUpdateAlone(RevisionJson.SpecOf(revision), state.Sent)
            ? RevisionJson.SpecOf(revision)
            : await ReleasedAsync(state.Sent, service.Name, stop).ConfigureAwait(false);
        if (SpecDifferences.AreNone(state.Sent, state.Target) && now.UpdateState is not SwarmUpdateState.Paused and not SwarmUpdateState.RollbackPaused)
        {
            throw new SwarmException(ErrorId.UpdateNotRunning, $"The service '{service.Name}' has no update that could be resumed: none was suspended, and none stopped.");
        }

        state.Original = state.Revision?.FromRevision is { } from && await history.FindAsync(service.Name, from, stop).ConfigureAwait(false) is { } before ? RevisionJson.SpecOf(before) : null;
        if (update.RollbackOnFailure && state.Original is null)
        {
            throw new SwarmException(ErrorId.RevisionNotFound, $"What the service '{service.Name}' was before its update is not kept, so -RollbackOnFailure cannot bring it back. Leave it out, or see Get-SwarmServiceHistory.");
        }

        return await GoOnAsync(state, emit, stop).ConfigureAwait(false);
    }

    // Keeps the revisions, then sends the first spec. Somebody may change the service in between: then both are made anew.
    private async Task<ServiceUpdate> WriteAsync(RollingState state, Action<object> emit, CancellationToken stop)
    {
        RollingUpdate update = state.Update;
        (IReadOnlyList<SpecEdit> release, JsonObject? origin) = await LeftAsync(state, stop).ConfigureAwait(false);
        string warned = "";
        async Task<JsonObject> PrepareAsync(ServiceSpec read, JsonObject wish)
        {
            await KeepAsync(state, read, origin ?? Applied(release, read.Json), wish, stop).ConfigureAwait(false);
            state.Replaced = (JsonObject)read.Json.DeepClone();
            JsonObject sent = update.Canary > 0 ? RollingSpecs.First(wish, update.Tuning, update.Canary)
                : state.IsOnItsOwn && update.IsWatched ? RollingSpecs.Rest(wish, update.Tuning) : RollingSpecs.Tuned(wish, update.Tuning);
            if (RollingSpecs.MonitorWarning(read, sent) is { } warning && warning != warned)
            {
                emit(new RolloutWarning(warned = warning));
            }

            return sent;
        }

        try
        {
            ServiceUpdate written = await steps.Updater.EditAsync(state.Before.Id, [.. release, .. update.Edits], update.Login, PrepareAsync, update.Timeout, stop).ConfigureAwait(false);
            foreach (string warning in written.Warnings)
            {
                emit(new RolloutWarning(warning));
            }

            return written;
        }
        catch (SwarmException failure) when (failure.Kind is SwarmErrorKind.InvalidInput or SwarmErrorKind.NotFound or SwarmErrorKind.Conflict)
        {
            // Nothing was changed, so there is nothing to remember.
            await ledger.ForgetAsync(state, stop).ConfigureAwait(false);
            throw;
        }
    }

    // What a rollout that did not come to its end left behind: what takes its settings back, and what was before it.
    private async Task<(IReadOnlyList<SpecEdit> Release, JsonObject? Origin)> LeftAsync(RollingState state, CancellationToken stop)
    {
        ServiceSpec found = ServiceSpec.Of(await steps.ReadAsync(state, stop).ConfigureAwait(false));
        bool isHeld = RollingSpecs.IsHeld(found.Json);
        SwarmRevision? left = await history.UnderWayAsync(found, isHeld, stop).ConfigureAwait(false);
        JsonObject? settings = left is not null ? RevisionJson.SpecOf(left) : isHeld ? await ReleasedAsync(found.Json, found.Name, stop).ConfigureAwait(false) : null;
        IReadOnlyList<SpecEdit> release = settings is null || JsonNode.DeepEquals(settings[UpdateOptions.UpdateConfig], found.Json[UpdateOptions.UpdateConfig]) ? [] : [RollingSpecs.Released(settings)];
        JsonObject? origin = left?.FromRevision is { } from && await history.FindAsync(found.Name, from, stop).ConfigureAwait(false) is { } before ? RevisionJson.SpecOf(before) : null;
        // The engine's own rollback would bring back what was left half way.
        state.IsOnItsOwn = release.Count > 0 || (origin is not null && !SpecDifferences.AreNone(origin, found.Json));
        return (release, origin);
    }

    private async Task KeepAsync(RollingState state, ServiceSpec read, JsonObject original, JsonObject wish, CancellationToken stop)
    {
        if (state.Original is null || !JsonNode.DeepEquals(original, state.Original) || !JsonNode.DeepEquals(wish, state.Target))
        {
            await ledger.ForgetAsync(state, stop).ConfigureAwait(false);
            state.Original = original;
            state.Target = (JsonObject)wish.DeepClone();
            state.Revision = await history.BeginAsync(new(new() { ["ID"] = read.Id, ["Spec"] = original.DeepClone() }), wish, state.Update.Reason, stop).ConfigureAwait(false);
        }
    }

    // What somebody changed while it was held is kept by nobody else; how tasks are replaced is known all the same.
    private async Task<JsonObject> ReleasedAsync(JsonObject spec, string serviceName, CancellationToken stop) => RollingSpecs.IsHeld(spec)
        ? Applied([RollingSpecs.Released(await history.NewestSpecAsync(serviceName, stop).ConfigureAwait(false))], spec)
        : spec;

    private static JsonObject Applied(IReadOnlyList<SpecEdit> edits, JsonObject spec)
    {
        JsonObject changed = (JsonObject)spec.DeepClone();
        foreach (SpecEdit edit in edits)
        {
            edit.Apply(changed);
        }

        return changed;
    }

    // The script may take long: the first tasks must still run when it has said yes.
    private async Task<SwarmRolloutResult> ValidateAsync(RollingState state, SwarmRolloutResult first, Action<object> emit, CancellationToken stop)
    {
        RolloutQuestion question = new(await steps.ReadAsync(state, stop).ConfigureAwait(false));
        question.Service.Connection = state.Before.Connection;
        DateTimeOffset asked = clock.UtcNow;
        emit(question);
        using (stop.Register(() => question.Answer("")))
        {
            string? refusal = await question.Answered.ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            state.Asked(clock.UtcNow - asked);
            if (refusal is not null)
            {
                first.Outcome = first.Cause = SwarmRolloutOutcome.ValidationFailed;
                first.Message = refusal;
                return first;
            }
        }

        return await steps.WatchAsync(state, new() { Timeout = state.Left, Canary = state.Update.Canary, Monitor = TimeSpan.Zero }, emit, stop).ConfigureAwait(false);
    }

    private async Task<SwarmRolloutResult> GoOnAsync(RollingState state, Action<object> emit, CancellationToken stop)
    {
        JsonObject rest = RollingSpecs.Rest(state.Target, state.Update.Tuning);
        if (!state.Update.IsWatched && !SpecDifferences.AreNone(rest, state.Target))
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"-NoWait cannot go with '{state.Before.Name}': its failure action is Rollback, which the engine would do to the wrong version now. The end has to be waited for.");
        }

        state.EndedBefore = await steps.EndedTasksAsync(state, stop).ConfigureAwait(false);
        await steps.ReplaceAsync(state, state.Update.IsWatched ? RollingSpecs.Unlike(state.Sent, rest) : rest, stop).ConfigureAwait(false);
        return await SeeThroughAsync(state, emit, stop).ConfigureAwait(false);
    }

    private async Task<SwarmRolloutResult> SeeThroughAsync(RollingState state, Action<object> emit, CancellationToken stop)
    {
        if (!state.Update.IsWatched)
        {
            return await ledger.EndAsync(state, RolloutWatcher.Begun(state.Now), emit, stop).ConfigureAwait(false);
        }

        SwarmRolloutResult result = await steps.WatchAsync(state, new() { Timeout = state.Left, EndedBefore = state.EndedBefore }, emit, stop).ConfigureAwait(false);
        if (result.Outcome != SwarmRolloutOutcome.Converged)
        {
            return await back.FailAsync(state, result, emit, stop).ConfigureAwait(false);
        }

        await RestoreSettingsAsync(state, emit, stop).ConfigureAwait(false);
        return await ledger.EndAsync(state, result, emit, stop).ConfigureAwait(false);
    }

    // No task is replaced by that.
    private async Task RestoreSettingsAsync(RollingState state, Action<object> emit, CancellationToken stop)
    {
        if (SpecDifferences.AreNone(state.Sent, state.Target))
        {
            return;
        }

        try
        {
            await steps.ReplaceAsync(state, state.Target, stop).ConfigureAwait(false);
        }
        catch (SwarmException failure)
        {
            // The new version runs, and that must not be lost.
            emit(new RolloutWarning($"{state.Before.Name}: how tasks are replaced is still as this rollout wanted it, and could not be set back. {failure.Message}"));
        }
    }
}
