using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Rollouts;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Nodes;

/// <summary>Lets all tasks leave a node and waits until it is empty; where wished, each service has its new tasks before the old ones end.</summary>
/// <remarks>
/// An engine that drains a node ends its tasks first. To start first, the node is paused, each service gets a constraint that keeps it off the node in an update
/// that starts first, the node is drained when all have converged, and the constraints are taken away, which replaces no task (swarmkit, orchestrator/update: isTaskDirty).
/// </remarks>
internal sealed class NodeDrainer(IServiceApi services, ITaskApi tasks, INodeApi nodes, NodeUpdater updater, Func<ServiceUpdater> edits, RolloutWatcher watcher, IClock clock)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private readonly Patience _patience = new(clock);

    /// <param name="node">The node.</param>
    /// <param name="startsFirst">Whether services have their new tasks before the old ones end.</param>
    /// <param name="force">Whether services that cannot do that lose their tasks all the same.</param>
    /// <param name="timeout">How long each step may take at most.</param>
    /// <param name="emit">Takes what changes on the way.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="SwarmException"><c>TasksNotMovable</c>, <c>NodeTimedOut</c>, and the errors of rollouts, after which the services and the node are as they were.</exception>
    public async Task<SwarmDrainResult> DrainAsync(SwarmNode node, bool startsFirst, bool force, TimeSpan timeout, Action<RolloutEvent> emit, CancellationToken stop)
    {
        Deadline time = new(clock, timeout);
        IReadOnlyList<SwarmNode> all = await _patience.AskAsync(nodes.ListNodesAsync, stop).ConfigureAwait(false);
        IReadOnlyList<SwarmTask> known = await _patience.AskAsync(late => tasks.ListTasksAsync(TaskQuery.All, late), stop).ConfigureAwait(false);
        DrainPlan plan = DrainPlan.Of(node, all, await _patience.AskAsync(services.ListServicesAsync, stop).ConfigureAwait(false), known);
        if (startsFirst && !force && plan.Fixed.Count > 0)
        {
            throw new SwarmException(
                ErrorId.TasksNotMovable,
                $"Not all tasks can leave the node '{node.Name}' without a gap: {string.Join("; ", plan.Fixed)}. Nothing was changed. With -Force these end first, and the others are started elsewhere before.");
        }

        if (startsFirst)
        {
            await MoveAsync(node, plan.Movable, timeout, emit, stop).ConfigureAwait(false);
        }

        await updater.ChangeAsync(node, new() { Availability = SwarmNodeAvailability.Drain }, require: null, stop).ConfigureAwait(false);
        await WaitUntilEmptyAsync(node, timeout, stop).ConfigureAwait(false);
        if (startsFirst)
        {
            await Task.WhenAll(plan.Movable.Select(service => SettleAsync(service, node, stop))).ConfigureAwait(false);
        }

        return new()
        {
            NodeName = node.Name,
            NodeId = node.Id,
            TaskCount = DrainPlan.TasksOn(node, known).Count(),
            MovedWithoutGap = startsFirst ? [.. plan.Movable.Select(service => service.Name)] : [],
            MovedWithGap = startsFirst ? plan.Fixed : [.. plan.Movable.Select(service => service.Name), .. plan.Fixed.Select(text => text.Split(':')[0])],
            StartedAt = time.Started,
            Duration = time.Waited,
        };
    }

    private static string ConstraintFor(SwarmNode node) => "node.id!=" + node.Id;

    private async Task MoveAsync(SwarmNode node, IReadOnlyList<SwarmService> movable, TimeSpan timeout, Action<RolloutEvent> emit, CancellationToken stop)
    {
        await updater.ChangeAsync(node, new() { Availability = SwarmNodeAvailability.Pause }, require: null, stop).ConfigureAwait(false);
        try
        {
            await Task.WhenAll(movable.Select(service => MoveAsync(service, node, timeout, emit, stop))).ConfigureAwait(false);
        }
        catch (SwarmException)
        {
            await Task.WhenAll(movable.Select(service => SettleAsync(service, node, stop))).ConfigureAwait(false);
            await updater.ChangeAsync(node, new() { Availability = node.Availability }, require: null, stop).ConfigureAwait(false);
            throw;
        }
    }

    private async Task MoveAsync(SwarmService service, SwarmNode node, TimeSpan timeout, Action<RolloutEvent> emit, CancellationToken stop)
    {
        SpecEdit[] away =
        [
            ServiceOptions.Update.Defaults("-StartFirst"),
            ServiceOptions.Update.Order.Set("-StartFirst", SwarmUpdateOrder.StartFirst),
            ServiceOptions.Constraints.Put("-StartFirst", ConstraintFor(node)),
        ];
        await _patience.Within(timeout).SendAsync(late => edits().EditAsync(service.Id, away, login: null, timeout, late), stop).ConfigureAwait(false);
        SwarmService now = await _patience.AskAsync(late => services.GetServiceAsync(service.Id, late), stop).ConfigureAwait(false);
        SwarmRolloutResult result = await watcher.RunAsync(now, new() { Timeout = timeout }, emit, stop).ConfigureAwait(false);
        if (RolloutFailure.Of(result) is { } failure)
        {
            throw failure.Told($"The node '{node.Name}' was not drained, and all is as it was. {failure.Message}");
        }
    }

    // Also what somebody else changed meanwhile stays; who has the constraint no more is left alone.
    private async Task SettleAsync(SwarmService service, SwarmNode node, CancellationToken stop)
    {
        JsonNode? own = ServiceSpec.Of(service).Json[UpdateOptions.UpdateConfig];
        SpecEdit[] back =
        [
            ServiceOptions.Constraints.Remove("-StartFirst", ConstraintFor(node)),
            RollingSpecs.Released(new JsonObject { [UpdateOptions.UpdateConfig] = own?.DeepClone() }),
        ];
        await _patience.SendAsync(late => edits().EditAsync(service.Id, back, login: null, Patience.Limit, late), stop).ConfigureAwait(false);
    }

    private async Task WaitUntilEmptyAsync(SwarmNode node, TimeSpan timeout, CancellationToken stop)
    {
        Deadline deadline = new(clock, timeout);
        while (true)
        {
            SwarmTask[] left = [.. DrainPlan.TasksOn(node, await Patience.Until(clock, deadline).AskAsync(late => tasks.ListTasksAsync(TaskQuery.All, late), stop).ConfigureAwait(false))];
            if (left.Length == 0)
            {
                return;
            }

            if (deadline.IsOver)
            {
                throw new SwarmException(
                    ErrorId.NodeTimedOut,
                    $"The node '{node.Name}' takes no tasks any more, but after {SwarmText.Duration(timeout)} {left.Length} {(left.Length == 1 ? "has" : "have")} not ended: {string.Join(", ", left.Take(5).Select(task => task.Name.Length > 0 ? task.Name : task.Id))}{(left.Length > 5 ? ", ..." : "")}.");
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }
    }
}
