using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.History;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Rollouts;

/// <summary>Notes how guarded rollouts ended, in their results and in the history.</summary>
internal sealed class RolloutLedger(ITaskApi tasks, ServiceHistory history, Patience patience)
{
    /// <summary>Forgets what was kept of a rollout that did not begin.</summary>
    public async Task ForgetAsync(RollingState state, CancellationToken stop)
    {
        if (state.Revision is { } kept)
        {
            state.Revision = null;
            try
            {
                await patience.AskAsync(late => history.ForgetAsync(kept, late), stop).ConfigureAwait(false);
            }
            catch (SwarmException)
            {
                // Why the rollout did not begin tells more; a revision too many does no harm.
            }
        }
    }

    /// <summary>Notes how the rollout before one that has begun ended, where nobody saw that.</summary>
    public async Task SettleAsync(SwarmRevision begun, RevisionTrail before, CancellationToken stop)
    {
        try
        {
            await patience.AskAsync(late => SettleAllAsync(begun, before, late), stop).ConfigureAwait(false);
        }
        catch (SwarmException)
        {
            // The rollout that has begun matters more; its own revision is the newest all the same.
        }
    }

    // The engine may have come to the end of the last one; of those before nobody will know.
    private async Task SettleAllAsync(SwarmRevision begun, RevisionTrail before, CancellationToken stop)
    {
        foreach (SwarmRevision open in before.Revisions.Where(revision => revision.IsUnfinished && revision.Revision < begun.Revision))
        {
            if (before.IsFinished(open))
            {
                await history.MarkAsync(open, SwarmRolloutOutcome.Converged, stop).ConfigureAwait(false);
            }
            else if (before.IsRolledBack(open))
            {
                await history.MarkAsync(open, SwarmRolloutOutcome.RolledBack, stop).ConfigureAwait(false);
            }
            else if (open.Outcome == SwarmRolloutOutcome.InProgress)
            {
                await history.MarkAsync(open, SwarmRolloutOutcome.Superseded, stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Completes the result of a rollout, and notes its outcome in the history.</summary>
    public async Task<SwarmRolloutResult> EndAsync(RollingState state, SwarmRolloutResult result, Action<object> emit, CancellationToken stop)
    {
        result.StartedAt = state.Started;
        result.Duration = state.Duration;
        // A rollout that is gone on with was begun before the service was found.
        (result.From, result.OldDigest) = state.Original is { } original ? ImageOf(original) : (state.Before.Image, state.Before.ImageDigest);
        (result.To, result.NewDigest) = ImageOf(state.Target);
        try
        {
            result.TasksReplaced = await patience.AskAsync(late => ReplacedAsync(state, late), stop).ConfigureAwait(false);
            await patience.AskAsync(late => RememberAsync(state, result, late), stop).ConfigureAwait(false);
        }
        catch (SwarmException failure)
        {
            // The rollout has ended, and how it did must not be lost.
            emit(new RolloutWarning($"{state.Now.Name}: the end of the rollout could not be noted in its history. {failure.Message}"));
        }

        return result;
    }

    private static (string Image, string Digest) ImageOf(JsonObject spec) => ImageName.Split((string?)ServiceOptions.Image.Read(spec) ?? "");

    private async Task RememberAsync(RollingState state, SwarmRolloutResult result, CancellationToken stop)
    {
        RollingUpdate update = state.Update;
        if (state.Revision is { } revision)
        {
            if (result.Outcome == SwarmRolloutOutcome.Converged && !SpecDifferences.AreNone(RevisionJson.SpecOf(revision), state.Target))
            {
                // What others changed on the way is part of what the service has now.
                state.Revision = revision = await history.AmendAsync(ServiceSpec.Of(state.Now), revision, state.Target, stop).ConfigureAwait(false);
            }

            // Nobody sees the end of a rollout that is not watched, so nobody is to wait for it either.
            await history.MarkAsync(revision, update.IsWatched ? result.Outcome : SwarmRolloutOutcome.Unknown, stop).ConfigureAwait(false);
            // What is not over may have to go back: then it is needed whatever the limit.
            bool isOver = result.Outcome is SwarmRolloutOutcome.Converged or SwarmRolloutOutcome.RolledBack;
            await history.TrimAsync(revision.ServiceName, isOver ? update.HistoryLimit : Math.Max(update.HistoryLimit, 2), stop).ConfigureAwait(false);
            result.Revision = update.HistoryLimit > 0 || !isOver ? revision.Revision : null;
        }
    }

    private async Task<int> ReplacedAsync(RollingState state, CancellationToken stop)
    {
        if (state.ChangedAt is not { } since)
        {
            return 0;
        }

        IReadOnlyList<SwarmTask> all = await tasks.ListTasksAsync(new() { ServiceIds = [state.Now.Id] }, stop).ConfigureAwait(false);
        return all.Where(task => task.CreatedAt >= since).Select(state.Now.SlotOf).Distinct().Count();
    }
}
