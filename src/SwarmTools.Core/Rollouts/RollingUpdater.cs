using System;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Time;

namespace SwarmTools.Rollouts;

/// <summary>Brings services to a new version and sees it through: first tasks, the rest, and back where it fails.</summary>
/// <remarks>
/// What the service had and is to have is kept as revisions before anything is changed. So whoever finds a service half way,
/// after the client was killed, can finish it or go back.
/// </remarks>
internal sealed class RollingUpdater(RolloutStart start, RolloutSteps steps, RolloutLedger ledger, RolloutReturn back, IClock clock)
{
    /// <summary>Changes a service and sees the change through.</summary>
    /// <param name="service">The service.</param>
    /// <param name="update">What to do.</param>
    /// <param name="emit">Takes <see cref="RolloutEvent"/>s, <see cref="RolloutWarning"/>s and <see cref="RolloutQuestion"/>s.</param>
    /// <param name="stop">Ends the rollout; the service stays as it is.</param>
    /// <returns>How it ended; a failure of the rollout is a result here.</returns>
    /// <exception cref="SwarmException"><c>Conflict</c> where nothing was sent, <c>OptionInvalid</c>, <c>UpdateOutOfSequence</c>, <c>ServiceNotFound</c>.</exception>
    public async Task<SwarmRolloutResult> RunAsync(SwarmService service, RollingUpdate update, Action<object> emit, CancellationToken stop)
    {
        RollingState state = new(service, update, clock);
        ServiceUpdate written = await start.WriteAsync(state, emit, stop).ConfigureAwait(false);
        return written.IsChanged
            ? await AloneAsync(state, () => SeeThroughAsync(state, emit, stop), emit, stop).ConfigureAwait(false)
            : await LeaveAsync(state, emit, stop).ConfigureAwait(false);
    }

    /// <summary>Brings a rollout to its end that was suspended, stopped, or left half way by its client.</summary>
    /// <exception cref="SwarmException"><c>UpdateNotRunning</c>, <c>RevisionNotFound</c>, <c>OptionInvalid</c>, <c>UpdateOutOfSequence</c>, <c>ServiceNotFound</c>.</exception>
    public async Task<SwarmRolloutResult> ResumeAsync(SwarmService service, RollingUpdate update, Action<object> emit, CancellationToken stop)
    {
        RollingState state = new(service, update, clock) { IsOnItsOwn = true };
        await start.TakeUpAsync(state, stop).ConfigureAwait(false);
        return await AloneAsync(state, () => GoOnAsync(state, emit, stop), emit, stop).ConfigureAwait(false);
    }

    // What somebody else changes meanwhile is never overwritten, and how the rollout would have ended is not known then.
    private async Task<SwarmRolloutResult> AloneAsync(RollingState state, Func<Task<SwarmRolloutResult>> rollout, Action<object> emit, CancellationToken stop)
    {
        try
        {
            return await rollout().ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.Conflict))
        {
            SwarmRolloutResult superseded = RolloutWatcher.Begun(state.Now);
            superseded.Outcome = superseded.Cause = SwarmRolloutOutcome.Superseded;
            superseded.Message = failure.Message;
            return await ledger.EndAsync(state, superseded, emit, stop).ConfigureAwait(false);
        }
    }

    // All is as wished already; but an update to it may have stopped, and whoever asks again wants it to go on.
    private async Task<SwarmRolloutResult> LeaveAsync(RollingState state, Action<object> emit, CancellationToken stop)
    {
        RevisionTrail trail = await start.LookAsync(state, stop).ConfigureAwait(false);
        if (!SpecDifferences.AreNone(state.Sent, SpecEdit.Applied(state.Update.Edits, state.Sent)))
        {
            throw ServiceConflicts.ChangedMeanwhile(state.Before.Name, "since it was found to be as wished");
        }

        SwarmUpdateState engine = state.Now.UpdateState;
        if (state.Update.IsWatched && engine == SwarmUpdateState.Paused)
        {
            emit(new RolloutWarning($"{state.Before.Name}: nothing was to be changed, but the update to it had stopped; it is gone on with."));
            return await ResumeAsync(state.Before, state.Update, emit, stop).ConfigureAwait(false);
        }

        state.Target = state.Original = state.Sent;
        state.Revision = trail.Newest is { IsUnfinished: true } newest && newest.Id == trail.Current?.Id ? newest : null;
        SwarmRolloutResult asItWas;
        if (state.Update.IsWatched)
        {
            // The engine still works on it, perhaps in vain.
            bool isUnderWay = engine is SwarmUpdateState.Updating or SwarmUpdateState.RollbackStarted;
            state.Original = isUnderWay ? trail.Origin : state.Sent;
            RolloutOptions options = new() { IsAfterChange = isUnderWay, IsRollback = engine == SwarmUpdateState.RollbackStarted };
            asItWas = await steps.WatchAsync(state, options with { EndedBefore = await steps.EndedTasksAsync(state, stop).ConfigureAwait(false) }, emit, stop).ConfigureAwait(false);
        }
        else
        {
            asItWas = RolloutWatcher.Begun(state.Now);
        }

        asItWas.Message = $"Nothing was to be changed. {asItWas.Message}";
        return asItWas.Outcome is SwarmRolloutOutcome.Converged or SwarmRolloutOutcome.InProgress
            ? await ledger.EndAsync(state, asItWas, emit, stop).ConfigureAwait(false)
            : await back.FailAsync(state, asItWas, emit, stop).ConfigureAwait(false);
    }

    private async Task<SwarmRolloutResult> SeeThroughAsync(RollingState state, Action<object> emit, CancellationToken stop)
    {
        RollingUpdate update = state.Update;
        await steps.ReadBackAsync(state, stop).ConfigureAwait(false);
        if (update.Canary == 0)
        {
            return await EndAsync(state, emit, stop).ConfigureAwait(false);
        }

        state.IsOnItsOwn = true;
        SwarmRolloutResult first = await steps.WatchAsync(state, new() { Canary = update.Canary }, emit, stop).ConfigureAwait(false);
        if (first.Outcome == SwarmRolloutOutcome.Converged && update.IsValidated)
        {
            first = await ValidateAsync(state, first, emit, stop).ConfigureAwait(false);
        }

        return first.Outcome == SwarmRolloutOutcome.Converged
            ? await GoOnAsync(state, emit, stop).ConfigureAwait(false)
            : await back.FailAsync(state, first, emit, stop).ConfigureAwait(false);
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

        return await steps.WatchAsync(state, new() { Canary = state.Update.Canary, Monitor = TimeSpan.Zero }, emit, stop).ConfigureAwait(false);
    }

    private async Task<SwarmRolloutResult> GoOnAsync(RollingState state, Action<object> emit, CancellationToken stop)
    {
        JsonObject rest = RollingSpecs.Rest(state.Target, state.Tuning);
        RolloutStart.RequireWatch(state, isNeeded: !SpecDifferences.AreNone(rest, RollingSpecs.Tuned(state.Target, state.Tuning)));
        state.EndedBefore = state.Update.IsWatched ? await steps.EndedTasksAsync(state, stop).ConfigureAwait(false) : [];
        await steps.ReplaceAsync(state, RollingSpecs.Unlike(state.Sent, rest), stop).ConfigureAwait(false);
        return await EndAsync(state, emit, stop).ConfigureAwait(false);
    }

    private async Task<SwarmRolloutResult> EndAsync(RollingState state, Action<object> emit, CancellationToken stop)
    {
        if (!state.Update.IsWatched)
        {
            return await ledger.EndAsync(state, RolloutWatcher.Begun(state.Now), emit, stop).ConfigureAwait(false);
        }

        SwarmRolloutResult result = await steps.WatchAsync(state, new() { EndedBefore = state.EndedBefore }, emit, stop).ConfigureAwait(false);
        if (result.IsUntaken && state.HadTasks)
        {
            result.Outcome = result.Cause = SwarmRolloutOutcome.TasksFailing;
        }

        if (result.Outcome != SwarmRolloutOutcome.Converged)
        {
            return await back.FailAsync(state, result, emit, stop).ConfigureAwait(false);
        }

        // docker service rollback brings what the engine keeps as the spec before: not the one that held the service.
        bool isTrap = ServiceSpec.Of(state.Now).Previous is { } previous && RollingSpecs.IsHeld(previous);
        await steps.SettleAsync(state, state.Target, isTrap, emit, stop).ConfigureAwait(false);
        return await ledger.EndAsync(state, result, emit, stop).ConfigureAwait(false);
    }
}
