using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.History;
using SwarmTools.Rollouts;
using SwarmTools.Time;

namespace SwarmTools.Stacks;

/// <summary>Carries a plan out: what services need first, then services, each after those it depends on, and removals last. It decides nothing.</summary>
/// <remarks>What does not wait for each other is done side by side. After a failure nothing that depends on it is begun, nothing is removed, and all goes back where that is wished.</remarks>
internal sealed class StackApplier(StackObjectWork objects, StackServiceWork services, StackReturn back, OldVersions old, StackHistory history, IClock clock)
{
    private static readonly TimeSpan s_shortestReturn = TimeSpan.FromMinutes(5);

    private readonly StackWork _work = new(objects, services);

    /// <param name="plan">The plan.</param>
    /// <param name="observed">What it was made from.</param>
    /// <param name="options">How.</param>
    /// <param name="emit">Takes what changes on the way: <see cref="RolloutEvent"/> and <see cref="RolloutWarning"/>.</param>
    /// <param name="stop">Ends the work; what was done stays.</param>
    /// <returns>What became of each change, and the errors.</returns>
    public async Task<StackOutcome> ApplyAsync(StackPlan plan, ObservedStack observed, StackApplyOptions options, Action<object> emit, CancellationToken stop)
    {
        Deadline time = new(clock, options.Timeout);
        StackRun run = new(plan, observed, options, emit);
        await _work.ObjectsAsync(plan, run, stop).ConfigureAwait(false);
        KeptRevision? revision = null;
        if (run.Failures.IsEmpty)
        {
            revision = await history.BeginAsync(plan, observed, run, stop).ConfigureAwait(false);
            await _work.ServicesAsync(plan, run, stop).ConfigureAwait(false);
        }

        if (run.Failures.IsEmpty)
        {
            await _work.RemovalsAsync(plan, run, stop).ConfigureAwait(false);
        }

        // Where nobody watches, services may still run with them.
        if (run.Failures.IsEmpty && options.IsWatched)
        {
            await old.RemoveAsync(plan, options.KeptVersions, run, stop).ConfigureAwait(false);
        }

        foreach (StackStep step in plan.Steps.Where(step => step.Change.Outcome == SwarmStackChangeOutcome.Planned))
        {
            StackRun.Skip(step, step.IsKept ? "" : "Something before it failed.");
        }

        bool isBack = !run.Failures.IsEmpty && options.RollsBack && run.HasDone && await back.UndoAsync(plan, run, Longest(options.Timeout), stop).ConfigureAwait(false);
        SwarmStackChangeOutcome outcome = isBack ? SwarmStackChangeOutcome.Undone : run.Failures.IsEmpty ? SwarmStackChangeOutcome.Done : SwarmStackChangeOutcome.Failed;
        await history.EndAsync(plan, revision, outcome, observed, run, stop).ConfigureAwait(false);
        return new(ResultOf(plan, outcome, time), [.. run.Failures.Select(failure => isBack ? TakenBack(failure) : failure)]);
    }

    private static SwarmStackResult ResultOf(StackPlan plan, SwarmStackChangeOutcome outcome, Deadline time) => new()
    {
        StackName = plan.Names.Stack,
        Changes = [.. plan.Steps.Select(step => step.Change)],
        Outcome = outcome,
        StartedAt = time.Started,
        Duration = time.Waited,
    };

    private static SwarmException TakenBack(SwarmException failure) =>
        failure.Told($"{failure.Message.TrimEnd('.')}. All that was done was taken back.");

    private static TimeSpan Longest(TimeSpan timeout) => timeout > s_shortestReturn ? timeout : s_shortestReturn;
}
