using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Rollouts;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Time;

namespace SwarmTools.Placement;

/// <summary>Spreads the tasks of services over the nodes that may run them. Each new task runs before an old one ends, and no other is touched.</summary>
/// <remarks>
/// An engine cannot be told to move a task. But new ones come to the nodes that have fewest of the service, and what is too many ends on those that have most
/// (swarmkit, manager/scheduler and manager/orchestrator/replicated): so a service gets a few tasks more, and as many fewer when they run.
/// </remarks>
internal sealed class PlacementOptimizer(PlacementReader reader, IServiceApi services, Func<ServiceUpdater> edits, RolloutWatcher watcher, IClock clock)
{
    public const int DefaultBatch = 5;

    private const string Parameter = "-BatchSize";

    private readonly Patience _patience = new(clock);

    /// <summary>What would be done.</summary>
    /// <param name="isMeant">Which services are meant.</param>
    /// <param name="stop">Ends the requests.</param>
    public async Task<IReadOnlyList<PlacementPlan>> PlanAsync(Func<SwarmService, bool> isMeant, CancellationToken stop)
    {
        PlacementSnapshot seen = await reader.ReadAsync(stop).ConfigureAwait(false);
        return PlacementPlanner.Of(seen, seen.Services.Where(isMeant));
    }

    /// <summary>Spreads the tasks of one service. What a run that was stopped has left is finished first.</summary>
    /// <param name="service">The service.</param>
    /// <param name="batch">How many tasks it may have too many at most.</param>
    /// <param name="timeout">How long each step may take at most.</param>
    /// <param name="emit">Takes what changes on the way.</param>
    /// <param name="stop">Ends the work; the mark tells the next run what is left to do.</param>
    /// <exception cref="SwarmException"><c>ServiceNotFound</c>, and the errors of rollouts, after which the service has as many tasks as before.</exception>
    public async Task<SwarmPlacementResult> RunAsync(SwarmService service, int batch, TimeSpan timeout, Action<RolloutEvent> emit, CancellationToken stop)
    {
        Deadline time = new(clock, timeout);
        PlacementPlan first = await PlanAsync(service, stop).ConfigureAwait(false);
        PlacementPlan plan = first;
        if (first.IsMarked)
        {
            await EndAsync(service, timeout, emit, stop).ConfigureAwait(false);
            plan = await PlanAsync(service, stop).ConfigureAwait(false);
        }

        for (int left = int.MaxValue; plan.Moves.Count > 0 && plan.Moves.Count < left;)
        {
            left = plan.Moves.Count;
            await BeginAsync(service, plan.Spread.BatchOf(batch), timeout, emit, stop).ConfigureAwait(false);
            await EndAsync(service, timeout, emit, stop).ConfigureAwait(false);
            plan = await PlanAsync(service, stop).ConfigureAwait(false);
        }

        if (plan.IsMarked)
        {
            await EditAsync(service, SurgeEdits.Unmark(Parameter), timeout, stop).ConfigureAwait(false);
        }

        return Result(first, plan, time);
    }

    private static SwarmPlacementResult Result(PlacementPlan first, PlacementPlan last, Deadline time)
    {
        IReadOnlyList<SwarmPlacementMove> moves = PlacementSpread.Between(first.Spread, last.Spread);
        return new()
        {
            ServiceName = first.Service.Name,
            ServiceId = first.Service.Id,
            Outcome = moves.Count > 0 ? SwarmPlacementOutcome.Moved : last.Obstacle is null && last.Moves.Count == 0 ? SwarmPlacementOutcome.Balanced : SwarmPlacementOutcome.Skipped,
            Moves = moves,
            SkewBefore = first.Spread.Skew,
            SkewAfter = last.Spread.Skew,
            Message = last.Obstacle is { } why ? $"Not spread{(moves.Count > 0 ? " any further" : "")}: {why}."
                : last.Moves.Count > 0 ? "Not spread any further: the engine gives new tasks to other nodes, as it does where tasks failed a short time ago."
                : first.IsMarked ? "What an earlier run left is finished."
                : "",
            Duration = time.Waited,
        };
    }

    private async Task<PlacementPlan> PlanAsync(SwarmService service, CancellationToken stop) =>
        await PlanAsync(other => other.Id == service.Id, stop).ConfigureAwait(false) is [{ } plan]
            ? plan
            : throw new SwarmException(ErrorId.ServiceNotFound, $"The service '{service.Name}' is gone: somebody removed it.");

    private async Task BeginAsync(SwarmService service, int tasks, TimeSpan timeout, Action<RolloutEvent> emit, CancellationToken stop)
    {
        await EditAsync(service, SurgeEdits.Begin(Parameter, tasks), timeout, stop).ConfigureAwait(false);
        if (RolloutFailure.Of(await WatchAsync(service, timeout, emit, stop).ConfigureAwait(false)) is { } failure)
        {
            await EditAsync(service, SurgeEdits.End(Parameter), timeout, stop).ConfigureAwait(false);
            await EditAsync(service, SurgeEdits.Unmark(Parameter), timeout, stop).ConfigureAwait(false);
            throw failure.Told($"The tasks of the service '{service.Name}' are not spread any further, and are as many as before. {failure.Message}");
        }
    }

    private async Task EndAsync(SwarmService service, TimeSpan timeout, Action<RolloutEvent> emit, CancellationToken stop)
    {
        await EditAsync(service, SurgeEdits.End(Parameter), timeout, stop).ConfigureAwait(false);
        if (RolloutFailure.Of(await WatchAsync(service, timeout, emit, stop).ConfigureAwait(false)) is { } failure)
        {
            throw failure.Told($"The tasks of the service '{service.Name}' are not spread any further. {failure.Message} Run the command again to go on.");
        }
    }

    // Each of these edits comes to the same however often it is made.
    private Task<ServiceUpdate> EditAsync(SwarmService service, SpecEdit edit, TimeSpan timeout, CancellationToken stop) =>
        _patience.Within(timeout).AskAsync(late => edits().EditAsync(service.Id, [edit], login: null, timeout, late), stop);

    private async Task<SwarmRolloutResult> WatchAsync(SwarmService service, TimeSpan timeout, Action<RolloutEvent> emit, CancellationToken stop)
    {
        SwarmService now = await _patience.AskAsync(late => services.GetServiceAsync(service.Id, late), stop).ConfigureAwait(false);
        return await watcher.RunAsync(now, new() { Timeout = timeout }, emit, stop).ConfigureAwait(false);
    }
}
