using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Rollouts;
using static SwarmTools.SwarmTaskState;

namespace SwarmTools.Core.Tests.Rollouts;

/// <summary>What docker/cli does not see: rollouts that can only fail end early.</summary>
public class RolloutFailureTests
{
    [Theory]
    [InlineData(SwarmUpdateState.Updating, SwarmRolloutOutcome.InProgress)]
    [InlineData(SwarmUpdateState.RollbackStarted, SwarmRolloutOutcome.InProgress)]
    [InlineData(SwarmUpdateState.Paused, SwarmRolloutOutcome.Paused)]
    [InlineData(SwarmUpdateState.RollbackPaused, SwarmRolloutOutcome.Paused)]
    [InlineData(SwarmUpdateState.RollbackCompleted, SwarmRolloutOutcome.RolledBack)]
    [InlineData(SwarmUpdateState.Completed, SwarmRolloutOutcome.Converged)]
    [InlineData(SwarmUpdateState.None, SwarmRolloutOutcome.Converged)]
    [InlineData(SwarmUpdateState.Unknown, SwarmRolloutOutcome.Converged)]
    public void The_engines_update_decides_before_the_tasks_do(SwarmUpdateState update, SwarmRolloutOutcome expected)
    {
        RolloutStatus status = Evaluate(A.Service("web").With(update: update, message: "because of x"), [A.Task(1)]);
        Assert.Equal(expected, status.Outcome);
        Assert.Equal(expected is SwarmRolloutOutcome.Paused or SwarmRolloutOutcome.RolledBack, status.Message.Contains("because of x", StringComparison.Ordinal));
    }

    [Fact]
    public void An_update_without_end_is_in_progress_whatever_its_tasks_do()
    {
        RolloutStatus status = Evaluate(A.Service("web").With(update: SwarmUpdateState.Updating), [], Failures(5));
        Assert.Equal((SwarmRolloutOutcome.InProgress, "0 of 1 tasks are up to date. web.1: exit 5"), (status.Outcome, status.Message));
    }

    [Theory]
    [InlineData(1, SwarmRolloutOutcome.InProgress)]
    [InlineData(2, SwarmRolloutOutcome.InProgress)]
    [InlineData(3, SwarmRolloutOutcome.TasksFailing)]
    public void Three_failures_of_a_slot_are_a_crash_loop(int failures, SwarmRolloutOutcome expected)
    {
        RolloutStatus status = Evaluate(A.Service("web"), [A.Task(1, Ready, Ready, second: 99)], Failures(failures));
        Assert.Equal(expected, status.Outcome);
        Assert.Contains($"web.1: exit {failures}", status.Message, StringComparison.Ordinal);
        Assert.Equal(failures, status.FailedTasks.Count);
    }

    [Fact]
    public void Failures_of_several_slots_are_not_added_up() => Assert.Equal(
        SwarmRolloutOutcome.InProgress,
        Evaluate(A.Service("web").With(replicas: 3), [A.Task(1, Ready, Ready)], [Failure(1, 1), Failure(2, 2), Failure(3, 3)]).Outcome);

    [Fact]
    public void A_slot_that_runs_again_is_no_crash_loop()
    {
        SwarmTask[] tasks = [A.Task(1, second: 99), A.Task(2, Preparing)];
        Assert.Equal(SwarmRolloutOutcome.InProgress, Evaluate(A.Service("web").With(replicas: 2), tasks, Failures(4)).Outcome);
    }

    [Fact]
    public void Failures_of_a_slot_that_is_to_go_do_not_matter() => Assert.Equal(
        SwarmRolloutOutcome.InProgress,
        Evaluate(A.Service("web"), [A.Task(2), A.Task(3)], Failures(3)).Outcome);

    [Fact]
    public void What_runs_after_failures_is_converged() =>
        Assert.Equal(SwarmRolloutOutcome.Converged, Evaluate(A.Service("web"), [A.Task(1, second: 99)], Failures(4)).Outcome);

    [Theory]
    [InlineData(SwarmServiceMode.Replicated)]
    [InlineData(SwarmServiceMode.Global)]
    public void A_task_that_fails_where_none_is_restarted_ends_the_wait(SwarmServiceMode mode)
    {
        SwarmTask failed = A.Task(mode == SwarmServiceMode.Global ? 0 : 1, Failed, Shutdown, error: "task: non-zero exit (1)");
        RolloutStatus status = Evaluate(A.Service("web").With(mode: mode), [failed], [failed], restart: "none");
        Assert.Equal((SwarmRolloutOutcome.TasksFailing, 0, 1), (status.Outcome, status.Running, status.Desired));
        Assert.Contains("non-zero exit (1)", status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_global_service_whose_tasks_are_given_up_is_not_converged()
    {
        SwarmTask failed = A.Task(0, Failed, Shutdown, error: "exit 1");
        Assert.Equal(SwarmRolloutOutcome.InProgress, Evaluate(A.Service("web").With(mode: SwarmServiceMode.Global), [failed], [failed], restart: "on-failure").Outcome);
    }

    [Theory]
    [InlineData(1, 1, true)] // All of the one node there is.
    [InlineData(1, 2, false)]
    [InlineData(2, 2, true)]
    public void An_image_that_no_node_finds_ends_the_wait(int refusals, int nodes, bool expected)
    {
        List<SwarmTask> rejected = [.. Enumerable.Range(1, refusals).Select(Missing)];
        RolloutStatus status = Evaluate(A.Service("web"), [.. rejected, A.Task(1, Ready, Ready)], rejected, Nodes(nodes));
        Assert.Equal(expected ? SwarmRolloutOutcome.ImageNotFound : SwarmRolloutOutcome.InProgress, status.Outcome);
        Assert.Contains("No such image: app:1", status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_that_some_node_runs_is_not_missing()
    {
        SwarmTask[] rejected = [Missing(1), Missing(2)];
        RolloutStatus status = Evaluate(A.Service("web").With(replicas: 2), [A.Task(1, Ready, Ready), A.Task(2)], rejected);
        Assert.Equal(SwarmRolloutOutcome.InProgress, status.Outcome);
    }

    [Fact]
    public void The_newest_error_is_told_and_cannot_drive_the_console()
    {
        SwarmTask[] tasks = [A.Task(1, Pending, error: "no suitable node", second: 1), A.Task(2, Pending, error: "\u001b[2Jnew", second: 2)];
        RolloutStatus status = Evaluate(A.Service("web").With(replicas: 2), tasks);
        Assert.Equal("0 of 2 tasks run. web.2: \u241b[2Jnew", status.Message);
    }

    [Fact]
    public void A_task_that_ended_without_an_error_is_told_too()
    {
        SwarmTask ended = A.Task(1, Complete, Shutdown);
        Assert.Contains("web.1: it ended by itself", Evaluate(A.Service("web"), [ended], [ended]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_five_failures_are_kept_newest_first() => Assert.Equal(
        ["exit 7", "exit 6", "exit 5", "exit 4", "exit 3"],
        Evaluate(A.Service("web"), [], Failures(7)).FailedTasks.Select(task => task.Error));

    [Theory]
    [InlineData(Failed, SwarmServiceMode.Replicated, "any", true)]
    [InlineData(Rejected, SwarmServiceMode.Global, "none", true)]
    [InlineData(Complete, SwarmServiceMode.Replicated, "any", true)]
    [InlineData(Complete, SwarmServiceMode.Replicated, "on-failure", false)]
    [InlineData(Complete, SwarmServiceMode.ReplicatedJob, "any", false)]
    [InlineData(Complete, SwarmServiceMode.GlobalJob, "any", false)]
    [InlineData(Shutdown, SwarmServiceMode.Replicated, "any", false)]
    [InlineData(Orphaned, SwarmServiceMode.Replicated, "any", false)]
    [InlineData(Running, SwarmServiceMode.Replicated, "any", false)]
    public void Only_tasks_that_should_have_stayed_up_failed(SwarmTaskState state, SwarmServiceMode mode, string restart, bool expected) =>
        Assert.Equal(expected, RolloutStatus.IsFailure(A.Task(1, state), mode, restart));

    [Theory]
    [InlineData(SwarmRolloutOutcome.RolledBack, nameof(ErrorId.RolledBack))]
    [InlineData(SwarmRolloutOutcome.Paused, nameof(ErrorId.RolloutPaused))]
    [InlineData(SwarmRolloutOutcome.TasksFailing, nameof(ErrorId.TasksFailing))]
    [InlineData(SwarmRolloutOutcome.ImageNotFound, nameof(ErrorId.ImageNotFound))]
    [InlineData(SwarmRolloutOutcome.TimedOut, nameof(ErrorId.RolloutTimedOut))]
    [InlineData(SwarmRolloutOutcome.Converged, null)]
    [InlineData(SwarmRolloutOutcome.Removed, null)]
    public void A_bad_end_is_an_error_that_carries_the_result(SwarmRolloutOutcome outcome, string? id)
    {
        SwarmRolloutResult result = new() { ServiceName = "web", Outcome = outcome, Message = "Why." };
        SwarmException? failure = RolloutFailure.Of(result);
        Assert.Equal(id, failure?.ErrorId);
        if (failure is not null)
        {
            Assert.Equal("The service 'web' did not converge. Why.", failure.Message);
            Assert.Same(result, failure.Result);
        }
    }

    private static SwarmTask Failure(int slot, int second) => A.Task(slot, Failed, Shutdown, error: $"exit {second}", second: second);

    private static SwarmTask[] Failures(int count) => [.. Enumerable.Range(1, count).Select(second => Failure(1, second))];

    private static SwarmTask Missing(int second) => A.Task(1, Rejected, Shutdown, node: "n1", error: "No such image: app:1", second: second);

    private static SwarmNode[] Nodes(int count) => [.. Enumerable.Range(1, count).Select(number => A.Node($"n{number}"))];

    private static RolloutStatus Evaluate(
        SwarmService service, IReadOnlyList<SwarmTask> tasks, IReadOnlyList<SwarmTask>? failures = null, IReadOnlyList<SwarmNode>? nodes = null, string restart = "any") =>
        RolloutStatus.Evaluate(new() { Service = service, Tasks = tasks, Failures = failures ?? [], Nodes = nodes ?? Nodes(2), RestartCondition = restart });
}
