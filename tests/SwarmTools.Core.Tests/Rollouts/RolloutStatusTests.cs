using System.Collections.Generic;
using System.Linq;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Rollouts;
using static SwarmTools.SwarmTaskState;

namespace SwarmTools.Core.Tests.Rollouts;

/// <summary>The rules of docker/cli's progress.go for tasks that come up.</summary>
public class RolloutStatusTests
{
    private static readonly SwarmService s_three = A.Service("web").With(replicas: 3);

    [Fact]
    public void All_replicas_running_is_converged() =>
        AssertIs("Converged 3/3: 3 of 3 tasks run.", s_three, A.Task(1), A.Task(2), A.Task(3));

    [Theory]
    [InlineData(New)]
    [InlineData(Pending)]
    [InlineData(Preparing)]
    [InlineData(Starting)]
    public void A_replica_on_its_way_is_not_there_yet(SwarmTaskState state) =>
        AssertIs("InProgress 2/3: 2 of 3 tasks run.", s_three, A.Task(1), A.Task(2), A.Task(3, state));

    [Fact]
    public void No_tasks_yet_is_no_convergence() => AssertIs("InProgress 0/3: 0 of 3 tasks run.", s_three);

    [Fact]
    public void Zero_replicas_are_converged() => AssertIs("Converged 0/0: 0 of 0 tasks run.", A.Service("web").With(replicas: 0));

    [Fact]
    public void A_global_service_that_no_node_takes_is_not_waited_for_in_vain()
    {
        SwarmService agent = A.Service("web").With(mode: SwarmServiceMode.Global);
        RolloutSnapshot seen = new() { Service = agent, Nodes = [A.Node("n1")] };
        Assert.Equal(SwarmRolloutOutcome.InProgress, RolloutStatus.Evaluate(seen).Outcome);
        RolloutStatus later = RolloutStatus.Evaluate(seen with { TasklessFor = System.TimeSpan.FromSeconds(5) });
        Assert.Equal((SwarmRolloutOutcome.Converged, RolloutStatus.Untaken), (later.Outcome, later.Message));
    }

    // Started again it has the spec of the task that was stopped, a moment before it has a new one.
    [Fact]
    public void A_global_service_that_was_stopped_has_not_converged_with_the_task_that_it_had() => Assert.Equal(
        SwarmRolloutOutcome.InProgress,
        RolloutStatus.Evaluate(new() { Service = A.Service("web").With(mode: SwarmServiceMode.Global), Nodes = [A.Node("n1")], Tasks = [A.Task(1, SwarmTaskState.Shutdown, SwarmTaskState.Shutdown)] }).Outcome);

    [Fact]
    public void A_global_service_whose_update_begins_late_has_not_converged() => Assert.Equal(
        "0 tasks are up to date, 3 are not.",
        RolloutStatus.Evaluate(new() { Service = A.Service("web").With(mode: SwarmServiceMode.Global), Nodes = [A.Node("n1")], OldTasks = 3, TasklessFor = System.TimeSpan.FromMinutes(1) }).Message);

    [Fact]
    public void An_update_that_waits_for_a_node_says_what_it_waits_for() => Assert.Equal(
        "0 of 3 tasks are up to date. web.1: no suitable node",
        RolloutStatus.Evaluate(new() { Service = s_three.With(update: SwarmUpdateState.Updating), Nodes = [A.Node("n1")], Tasks = [A.Task(1, Pending, error: "no suitable node")] }).Message);

    [Theory]
    [InlineData(SwarmUpdateState.RollbackCompleted, true, SwarmRolloutOutcome.RolledBack)]
    [InlineData(SwarmUpdateState.RollbackCompleted, false, SwarmRolloutOutcome.Converged)]
    [InlineData(SwarmUpdateState.Paused, true, SwarmRolloutOutcome.Paused)]
    [InlineData(SwarmUpdateState.Paused, false, SwarmRolloutOutcome.Converged)]
    [InlineData(SwarmUpdateState.Updating, false, SwarmRolloutOutcome.InProgress)]
    public void How_the_last_update_ended_is_history_where_nothing_was_changed(SwarmUpdateState state, bool isAfterChange, SwarmRolloutOutcome expected) =>
        Assert.Equal(expected, RolloutStatus.Evaluate(new() { Service = A.Service("web").With(update: state), Nodes = [A.Node("n1")], Tasks = [A.Task(1)], IsAfterChange = isAfterChange }).Outcome);

    [Theory]
    [InlineData(SwarmUpdateState.RollbackStarted, SwarmRolloutOutcome.InProgress)]
    [InlineData(SwarmUpdateState.RollbackCompleted, SwarmRolloutOutcome.Converged)]
    [InlineData(SwarmUpdateState.RollbackPaused, SwarmRolloutOutcome.Paused)]
    public void A_rollback_that_was_asked_for_is_what_was_wanted(SwarmUpdateState state, SwarmRolloutOutcome expected) =>
        Assert.Equal(expected, RolloutStatus.Evaluate(new() { Service = A.Service("web").With(update: state), Nodes = [A.Node("n1")], Tasks = [A.Task(1)], IsRollback = true }).Outcome);

    [Fact]
    public void A_paused_update_is_told_again_while_tasks_are_missing() => Assert.Equal(
        SwarmRolloutOutcome.Paused,
        RolloutStatus.Evaluate(new() { Service = s_three.With(update: SwarmUpdateState.Paused), Nodes = [A.Node("n1")], Tasks = [A.Task(1)], IsAfterChange = false }).Outcome);

    [Fact]
    public void More_replicas_than_can_be_counted_are_many() =>
        Assert.Equal(int.MaxValue, RolloutStatus.Evaluate(new() { Service = A.Service("web").With(replicas: 3_000_000_000), Nodes = [A.Node("n1")] }).Desired);

    [Fact]
    public void Replicas_that_are_to_go_are_waited_for() =>
        AssertIs("InProgress 3/1: 3 tasks run, 1 are wanted.", A.Service("web"), A.Task(1), A.Task(2), A.Task(3));

    [Fact]
    public void Replicas_that_are_told_to_go_are_waited_for_until_they_have_ended() =>
        AssertIs("InProgress 1/1: 3 tasks run, 1 are wanted.", A.Service("web"), A.Task(1), A.Task(2, Running, Remove), A.Task(3, Running, Shutdown));

    [Theory]
    [InlineData(Running, Running, Failed, Shutdown, true)]
    [InlineData(Starting, Running, Running, Shutdown, false)] // The old one still runs, and is to end.
    [InlineData(Ready, Ready, Failed, Shutdown, false)] // A restart waits for its delay.
    [InlineData(Running, Running, Running, Unknown, true)] // What a newer engine means is not known.
    [InlineData(Unknown, Running, Running, Running, true)]
    public void The_lowest_desired_state_wins_in_a_slot(
        SwarmTaskState state, SwarmTaskState desired, SwarmTaskState otherState, SwarmTaskState otherDesired, bool converged)
    {
        SwarmTask[] tasks = [A.Task(1, state, desired), A.Task(1, otherState, otherDesired, node: "n2", second: 1)];
        Assert.Equal(converged, Evaluate(A.Service("web"), tasks).Outcome == SwarmRolloutOutcome.Converged);
        Assert.Equal(converged, Evaluate(A.Service("web"), tasks.Reverse()).Outcome == SwarmRolloutOutcome.Converged);
    }

    [Theory]
    [InlineData(SwarmNodeState.Down)]
    [InlineData(SwarmNodeState.Disconnected)]
    public void A_task_on_a_node_that_does_not_answer_is_unreachable(SwarmNodeState state)
    {
        RolloutStatus status = Evaluate(s_three, [A.Task(1), A.Task(2), A.Task(3, node: "n2")], [A.Node("n1"), A.Node("n2", state)]);
        Assert.Equal((SwarmRolloutOutcome.InProgress, 2, 3, 1), (status.Outcome, status.Running, status.Desired, status.Unreachable));
    }

    [Fact]
    public void A_task_on_a_node_that_is_gone_is_unreachable_too() =>
        Assert.Equal(1, Evaluate(A.Service("web"), [A.Task(1, node: "n9")]).Unreachable);

    [Fact]
    public void A_replica_that_moved_off_a_dead_node_counts_once()
    {
        SwarmTask[] tasks = [A.Task(1, Running, Shutdown, node: "n2"), A.Task(1, second: 5)];
        RolloutStatus status = Evaluate(A.Service("web"), tasks, [A.Node("n1"), A.Node("n2", SwarmNodeState.Down)]);
        Assert.Equal((SwarmRolloutOutcome.Converged, 1, 0), (status.Outcome, status.Running, status.Unreachable));
    }

    [Theory]
    [InlineData(SwarmNodeAvailability.Drain)]
    [InlineData(SwarmNodeAvailability.Pause)]
    public void A_task_on_a_node_that_takes_no_new_ones_still_counts(SwarmNodeAvailability availability) => Assert.Equal(
        SwarmRolloutOutcome.Converged, Evaluate(A.Service("web"), [A.Task(1)], [A.Node("n1", availability: availability)]).Outcome);

    [Fact]
    public void A_global_service_has_a_task_on_each_node_that_takes_it() =>
        AssertGlobal("Converged 2/2: 2 of 2 tasks run.", [A.Task(0), A.Task(0, node: "n2")]);

    [Fact]
    public void A_global_service_waits_for_its_tasks_on_all_nodes() =>
        AssertGlobal("InProgress 1/2: 1 of 2 tasks run.", [A.Task(0), A.Task(0, Preparing, node: "n2")]);

    [Fact]
    public void A_global_service_without_tasks_yet_is_waited_for() => AssertGlobal("InProgress 0/0: 0 of 0 tasks run.", []);

    [Fact]
    public void A_global_service_in_a_swarm_that_takes_no_tasks_is_converged() => AssertGlobal(
        "Converged 0/0: 0 of 0 tasks run.", [], A.Node("n1", availability: SwarmNodeAvailability.Drain), A.Node("n2", SwarmNodeState.Down));

    [Fact]
    public void A_node_that_does_not_answer_is_ignored_by_a_global_service() => AssertGlobal(
        "Converged 1/1: 1 of 1 tasks run.", [A.Task(0), A.Task(0, node: "n2")], A.Node("n1"), A.Node("n2", SwarmNodeState.Down));

    [Fact]
    public void A_drained_node_is_ignored_by_a_global_service() => AssertGlobal(
        "Converged 1/1: 1 of 1 tasks run.",
        [A.Task(0), A.Task(0, Failed, Shutdown, node: "n2", error: "killed")],
        A.Node("n1"), A.Node("n2", availability: SwarmNodeAvailability.Drain));

    [Theory]
    [InlineData(SwarmServiceMode.ReplicatedJob)]
    [InlineData(SwarmServiceMode.GlobalJob)]
    public void A_job_is_converged_when_all_its_tasks_completed(SwarmServiceMode mode)
    {
        SwarmService job = A.Service("web").With(replicas: 2, mode: mode);
        SwarmNode[] nodes = [A.Node("n1"), A.Node("n2")];
        SwarmTask[] half = [Job(1, Complete, "n1"), Job(2, Running, "n2")];
        Assert.Equal((SwarmRolloutOutcome.InProgress, 1, 2), Counts(Evaluate(job, half, nodes)));
        Assert.Equal((SwarmRolloutOutcome.Converged, 2, 2), Counts(Evaluate(job, [Job(1, Complete, "n1"), Job(2, Complete, "n2")], nodes)));

        SwarmTask Job(int slot, SwarmTaskState state, string node) => A.Task(mode == SwarmServiceMode.GlobalJob ? 0 : slot, state, Complete, node);
    }

    [Fact]
    public void A_global_job_that_just_started_is_not_converged() => Assert.Equal(
        (SwarmRolloutOutcome.InProgress, 0, 1), Counts(Evaluate(A.Service("web").With(mode: SwarmServiceMode.GlobalJob), [A.Task(0, Preparing, Complete)])));

    [Theory]
    [InlineData("none")]
    [InlineData("on-failure")]
    public void A_replica_that_need_not_stay_up_may_complete(string restart)
    {
        RolloutStatus status = Evaluate(A.Service("web"), [A.Task(1, Complete, Shutdown)], restart: restart);
        Assert.Equal((SwarmRolloutOutcome.Converged, 1, 1), Counts(status));
    }

    [Fact]
    public void A_replica_that_should_stay_up_may_not() => Assert.Equal(
        (SwarmRolloutOutcome.InProgress, 0, 1), Counts(Evaluate(A.Service("web"), [A.Task(1, Complete, Shutdown)])));

    private static (SwarmRolloutOutcome Outcome, int Running, int Desired) Counts(RolloutStatus status) => (status.Outcome, status.Running, status.Desired);

    private static void AssertIs(string expected, SwarmService service, params SwarmTask[] tasks) => Assert.Equal(expected, Shown(Evaluate(service, tasks)));

    private static void AssertGlobal(string expected, SwarmTask[] tasks, params SwarmNode[] nodes) => Assert.Equal(
        expected, Shown(Evaluate(A.Service("web").With(mode: SwarmServiceMode.Global), tasks, nodes.Length > 0 ? nodes : [A.Node("n1"), A.Node("n2")])));

    private static string Shown(RolloutStatus status) => $"{status.Outcome} {status.Running}/{status.Desired}: {status.Message}";

    private static RolloutStatus Evaluate(SwarmService service, IEnumerable<SwarmTask> tasks, IReadOnlyList<SwarmNode>? nodes = null, string restart = "any") =>
        RolloutStatus.Evaluate(new()
        {
            Service = service, Tasks = [.. tasks], Nodes = nodes ?? [A.Node("n1"), A.Node("n2")], RestartCondition = restart,
        });
}
