using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Cluster;
using SwarmTools.Engine;
using SwarmTools.Nodes;
using SwarmTools.Rollouts;
using SwarmTools.Stacks;
using SwarmTools.Time;

namespace SwarmTools.Backups;

/// <summary>Carries out what a restore needs: settings and nodes, then what services use, then services side by side, and their revisions last. It decides nothing.</summary>
/// <remarks>After a failure nothing that may need what failed is begun. What was done stays, and is kept when the same command is run again.</remarks>
internal sealed class SwarmRestorer(SwarmUpdater settings, NodeUpdater nodes, StackWork work, IConfigApi configs, IClock clock)
{
    private readonly Patience _patience = new(clock);

    /// <param name="plan">The plan.</param>
    /// <param name="observed">What it was made from.</param>
    /// <param name="options">How.</param>
    /// <param name="emit">Takes what changes on the way: <see cref="RolloutEvent"/> and <see cref="RolloutWarning"/>.</param>
    /// <param name="stop">Ends the work; what was done stays.</param>
    /// <returns>What became of each change, and the errors.</returns>
    public async Task<RestoreOutcome> ApplyAsync(RestorePlan plan, ObservedStack observed, StackApplyOptions options, Action<object> emit, CancellationToken stop)
    {
        Deadline time = new(clock, options.Timeout);
        StackRun run = new(plan.Objects, observed, options, emit);
        foreach (RestoreStep step in plan.Before.Where(step => !step.Step.IsKept))
        {
            await run.Try(step.Step, () => ChangeAsync(step, stop)).ConfigureAwait(false);
        }

        Func<Task>[] parts = [() => work.ObjectsAsync(plan.Objects, run, stop), () => work.ServicesAsync(plan.Objects, run, stop), () => RevisionsAsync(plan, run, stop)];
        foreach (Func<Task> part in parts.TakeWhile(_ => run.Failures.IsEmpty))
        {
            await part().ConfigureAwait(false);
        }

        foreach (StackStep step in plan.Steps.Where(step => step.Change.Outcome == SwarmStackChangeOutcome.Planned))
        {
            StackRun.Skip(step, step.IsKept ? "" : "Something before it failed.");
        }

        SwarmRestoreResult result = new()
        {
            Changes = [.. plan.Steps.Select(step => step.Change)],
            Outcome = run.Failures.IsEmpty ? SwarmStackChangeOutcome.Done : SwarmStackChangeOutcome.Failed,
            StartedAt = time.Started,
            Duration = time.Waited,
        };
        return new(result, [.. run.Failures]);
    }

    private async Task ChangeAsync(RestoreStep step, CancellationToken stop)
    {
        if (step.Settings is { } change)
        {
            await settings.ChangeAsync(change, stop).ConfigureAwait(false);
        }
        else
        {
            await nodes.ChangeAsync(step.Node!, step.NodeChange!, require: null, stop).ConfigureAwait(false);
        }
    }

    private async Task RevisionsAsync(RestorePlan plan, StackRun run, CancellationToken stop)
    {
        RestoreRun known = new(plan, run);
        Dictionary<StackStep, BackupRevision> revisions = plan.After.ToDictionary(step => step.Step, step => step.Revision!);
        foreach (StackStep step in revisions.Keys.Where(step => !step.IsKept && !run.IsDeclined(step)))
        {
            if (known.Missing(revisions[step]) is { } missing)
            {
                StackRun.Skip(step, $"It needs {missing}, which is not there.");
            }
        }

        await StackWork.EachAsync(
            revisions.Keys.Where(step => !step.IsKept && step.Change.Outcome == SwarmStackChangeOutcome.Planned), run, step => KeepAsync(known.ConfigOf(revisions[step]), stop), stop).ConfigureAwait(false);
    }

    private Task<string> KeepAsync(ConfigDefinition config, CancellationToken stop) => _patience.MakeAsync(
        late => configs.CreateConfigAsync(config, late),
        async late => (await configs.ListConfigsAsync(late).ConfigureAwait(false)).FirstOrDefault(other => other.Name == config.Name && other.Data.AsSpan().SequenceEqual(config.Data))?.Id,
        ErrorId.ConfigExists,
        stop);
}
