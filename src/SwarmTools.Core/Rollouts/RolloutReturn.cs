using System;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Specs;
using SwarmTools.Time;

namespace SwarmTools.Rollouts;

/// <summary>Ends guarded rollouts that failed: brings the service back, or leaves it and says what can be done.</summary>
internal sealed class RolloutReturn(RolloutSteps steps, RolloutLedger ledger, LastWords words, IClock clock)
{
    private const int SecondLooks = 5;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    public async Task<SwarmRolloutResult> FailAsync(RollingState state, SwarmRolloutResult failed, Action<object> emit, CancellationToken stop)
    {
        await words.AddToAsync(failed, state.Now.Tty, stop).ConfigureAwait(false);
        await RequireBackAsync(state, failed, stop).ConfigureAwait(false);
        bool isWanted = failed.Outcome != SwarmRolloutOutcome.Superseded && (state.Update.RollbackOnFailure || failed.Outcome == SwarmRolloutOutcome.ValidationFailed
            || (state.IsOnItsOwn && failed.Outcome != SwarmRolloutOutcome.TimedOut && ServiceSpec.OfSpec(state.Target).FailureAction == SwarmFailureAction.Rollback));
        if (isWanted && state.Original is { } original && !SpecDifferences.AreNone(original, state.Sent) && (failed.Outcome != SwarmRolloutOutcome.RolledBack || state.IsOnItsOwn))
        {
            failed = await GoBackAsync(state, original, failed, emit, stop).ConfigureAwait(false);
        }
        else if (failed.Outcome is not SwarmRolloutOutcome.RolledBack and not SwarmRolloutOutcome.Superseded && failed.Message.IndexOf("Resume-SwarmServiceUpdate", StringComparison.Ordinal) < 0)
        {
            failed.Message = $"{failed.Message.TrimEnd('.')}. It is left as it is: Resume-SwarmServiceUpdate goes on with it, Undo-SwarmServiceUpdate goes back.";
        }

        return await ledger.EndAsync(state, failed, emit, stop).ConfigureAwait(false);
    }

    // After the first tasks the engine's own rollback, which somebody else may ask for, brings a step of the rollout back, and no earlier version.
    private async Task RequireBackAsync(RollingState state, SwarmRolloutResult failed, CancellationToken stop)
    {
        if (failed.Outcome != SwarmRolloutOutcome.RolledBack || state.Original is not { } original)
        {
            return;
        }

        state.Look(await steps.ReadAsync(state, stop).ConfigureAwait(false));
        if (SpecDifferences.OfTasks(original, state.Sent) is not null)
        {
            failed.Outcome = failed.Cause = SwarmRolloutOutcome.Superseded;
            failed.Message = $"Somebody let the engine roll '{state.Before.Name}' back in the middle of this rollout, which brought one of its own steps back. Undo-SwarmServiceUpdate goes back to what was before it, Resume-SwarmServiceUpdate goes on.";
        }
    }

    private async Task<SwarmRolloutResult> GoBackAsync(RollingState state, JsonObject original, SwarmRolloutResult failed, Action<object> emit, CancellationToken stop)
    {
        string why = $"{(failed.Outcome == SwarmRolloutOutcome.ValidationFailed ? "-Validate did not take it: " : "")}{failed.Message.TrimEnd('.')}";
        emit(new RolloutEvent(state.Now.Id, state.Now.Name, new() { Outcome = SwarmRolloutOutcome.InProgress, Message = $"{why}. Going back." }));
        SwarmRolloutResult result;
        try
        {
            await steps.ReturnAsync(state, original, stop).ConfigureAwait(false);
            result = await steps.WatchReturnAsync(state, new() { Timeout = TimeToReturn(state) }, emit, stop).ConfigureAwait(false);
            for (int look = 0; look < SecondLooks && result.Outcome == SwarmRolloutOutcome.Paused; look++)
            {
                // The engine's updater that was just told to end may say so of the new one, which goes on all the same.
                await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
                result = await steps.WatchReturnAsync(state, new() { Timeout = TimeToReturn(state), IsAfterChange = false }, emit, stop).ConfigureAwait(false);
            }
            if (result.Outcome == SwarmRolloutOutcome.Converged)
            {
                await steps.SettleAsync(state, original, isTrap: false, emit, stop).ConfigureAwait(false);
            }
        }
        catch (SwarmException failure)
        {
            // What is known of the rollout is told with it.
            failed.Message = $"{why}. Going back failed too: {failure.Message}";
            return failed;
        }

        bool isBack = result.Outcome == SwarmRolloutOutcome.Converged;
        result.Cause = failed.Cause;
        result.Outcome = isBack ? SwarmRolloutOutcome.RolledBack : result.Outcome;
        result.Message = isBack ? $"{why}. It is back on what it was before." : $"{why}. Going back failed too: {result.Message}";
        result.FailedTasks = failed.FailedTasks.Count > 0 ? failed.FailedTasks : result.FailedTasks;
        return result;
    }

    // Whoever is in a hurry wants a service that is back, not one that is half way back.
    private static TimeSpan TimeToReturn(RollingState state) =>
        state.Update.Timeout > RolloutOptions.DefaultTimeout ? state.Update.Timeout : RolloutOptions.DefaultTimeout;
}
