using System;
using System.Collections.Generic;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Rollouts;
using static SwarmTools.SwarmTaskState;

namespace SwarmTools.Core.Tests.Rollouts;

/// <summary>What a verdict says of first tasks, of engines that go on, of states on the way, and of jobs that are not tried again.</summary>
public class RolloutStepTests
{
    private static readonly SwarmService s_four = A.Service("web").With(replicas: 4, update: SwarmUpdateState.Updating);

    [Theory]
    [InlineData(1, 0, SwarmRolloutOutcome.InProgress)]
    [InlineData(1, 1, SwarmRolloutOutcome.Converged)]
    [InlineData(2, 1, SwarmRolloutOutcome.InProgress)]
    [InlineData(2, 3, SwarmRolloutOutcome.Converged)]
    [InlineData(9, 3, SwarmRolloutOutcome.InProgress)]
    [InlineData(9, 4, SwarmRolloutOutcome.Converged)]
    public void The_first_tasks_will_do_however_long_the_update_runs(int canary, int running, SwarmRolloutOutcome expected)
    {
        RolloutStatus status = RolloutStatus.Evaluate(Seen(s_four, Running(running)) with { Canary = canary });
        Assert.Equal((expected, running, 4), (status.Outcome, status.Running, status.Desired));
        Assert.Equal(expected == SwarmRolloutOutcome.Converged, status.Message == $"{running} of 4 tasks are up to date, as wanted for now.");
    }

    [Theory]
    [InlineData(SwarmUpdateState.Paused, SwarmRolloutOutcome.Paused)]
    [InlineData(SwarmUpdateState.RollbackCompleted, SwarmRolloutOutcome.RolledBack)]
    [InlineData(SwarmUpdateState.RollbackStarted, SwarmRolloutOutcome.InProgress)]
    public void First_tasks_that_run_do_not_hide_an_update_that_failed(SwarmUpdateState update, SwarmRolloutOutcome expected) =>
        Assert.Equal(expected, RolloutStatus.Evaluate(Seen(A.Service("web").With(replicas: 4, update: update), Running(2)) with { Canary = 1 }).Outcome);

    [Fact]
    public void A_held_update_is_not_waited_for_unless_its_first_tasks_are()
    {
        RolloutSnapshot held = Seen(s_four, Running(1)) with { IsHeld = true };
        Assert.Equal(SwarmRolloutOutcome.Paused, RolloutStatus.Evaluate(held).Outcome);
        Assert.Contains("Resume-SwarmServiceUpdate", RolloutStatus.Evaluate(held).Message, StringComparison.Ordinal);
        Assert.Equal(SwarmRolloutOutcome.InProgress, RolloutStatus.Evaluate(held with { Canary = 2 }).Outcome);
    }

    // The engine waits for the end of its delay, and looks at no failure meanwhile, once all tasks are first ones.
    [Fact]
    public void A_first_task_that_failed_ends_the_watch_although_the_engine_says_nothing()
    {
        RolloutSnapshot held = Seen(s_four) with { IsHeld = true, Canary = 4, Failures = Failures(1) };
        Assert.Equal(SwarmRolloutOutcome.Paused, RolloutStatus.Evaluate(held).Outcome);
    }

    [Fact]
    public void A_global_service_with_tasks_of_an_older_spec_has_not_converged()
    {
        SwarmService agent = A.Service("web").With(mode: SwarmServiceMode.Global);
        Assert.Equal(SwarmRolloutOutcome.InProgress, RolloutStatus.Evaluate(Seen(agent, A.Task(0)) with { OldTasks = 2 }).Outcome);
        Assert.Equal(SwarmRolloutOutcome.Converged, RolloutStatus.Evaluate(Seen(agent, A.Task(0))).Outcome);
    }

    // How many there will be is not known before the first: none of none would be enough.
    [Fact]
    public void A_global_service_whose_first_task_is_not_there_yet_is_waited_for()
    {
        SwarmService agent = A.Service("web").With(mode: SwarmServiceMode.Global, update: SwarmUpdateState.Updating);
        Assert.Equal(SwarmRolloutOutcome.InProgress, RolloutStatus.Evaluate(Seen(agent) with { Canary = 1 }).Outcome);
        Assert.Equal(SwarmRolloutOutcome.InProgress, RolloutStatus.Evaluate(Seen(agent, A.Task(0, Preparing)) with { Canary = 1 }).Outcome);
        Assert.Equal(SwarmRolloutOutcome.Converged, RolloutStatus.Evaluate(Seen(agent, A.Task(0)) with { Canary = 1 }).Outcome);
    }

    [Fact]
    public void A_service_of_no_tasks_has_no_first_one_to_wait_for() =>
        Assert.Equal(SwarmRolloutOutcome.Converged, RolloutStatus.Evaluate(Seen(A.Service("web").With(replicas: 0)) with { Canary = 1 }).Outcome);

    [Theory]
    [InlineData(false, 3, SwarmRolloutOutcome.InProgress)]
    [InlineData(true, 2, SwarmRolloutOutcome.InProgress)]
    [InlineData(true, 3, SwarmRolloutOutcome.TasksFailing)]
    public void An_engine_that_goes_on_whatever_fails_ends_no_update_so_the_watch_does(bool goesOn, int failures, SwarmRolloutOutcome expected) =>
        Assert.Equal(expected, RolloutStatus.Evaluate(Seen(s_four) with { GoesOn = goesOn, Failures = Failures(failures) }).Outcome);

    [Fact]
    public void An_engine_that_goes_on_is_not_done_before_it_says_so() =>
        Assert.Equal(SwarmRolloutOutcome.InProgress, RolloutStatus.Evaluate(Seen(s_four, Running(4)) with { GoesOn = true }).Outcome);

    [Fact]
    public void All_tasks_may_run_while_the_engine_still_watches_them()
    {
        RolloutStatus status = RolloutStatus.Evaluate(Seen(s_four, Running(4)));
        Assert.Equal((SwarmRolloutOutcome.InProgress, true), (status.Outcome, status.IsComplete));
        Assert.False(RolloutStatus.Evaluate(Seen(s_four, Running(3))).IsComplete);
        Assert.False(RolloutStatus.Evaluate(Seen(s_four, [.. Running(4), A.Task(5, SwarmTaskState.Running, Remove)])).IsComplete);
        Assert.False(RolloutStatus.Evaluate(Seen(s_four, Running(5))).IsComplete);
    }

    [Fact]
    public void A_job_is_complete_when_all_of_it_is()
    {
        SwarmService job = A.Service("web").With(mode: SwarmServiceMode.ReplicatedJob, replicas: 2);
        Assert.False(RolloutStatus.Evaluate(Seen(job, A.Task(1, Complete, Complete), A.Task(2, SwarmTaskState.Running, Complete))).IsComplete);
        Assert.True(RolloutStatus.Evaluate(Seen(job, A.Task(1, Complete, Complete), A.Task(2, Complete, Complete))).IsComplete);
    }

    [Fact]
    public void The_states_of_the_tasks_are_counted_furthest_first()
    {
        SwarmTask[] tasks = [A.Task(1, Preparing), A.Task(2), A.Task(3, Preparing), A.Task(4, Assigned)];
        Assert.Equal("1 running, 2 preparing, 1 assigned", RolloutStatus.Evaluate(Seen(s_four, tasks)).TaskStates);
        Assert.Equal("", RolloutStatus.Evaluate(Seen(s_four)).TaskStates);
    }

    [Fact]
    public void Another_state_of_a_task_is_news()
    {
        RolloutStatus before = RolloutStatus.Evaluate(Seen(s_four, A.Task(1, Preparing)));
        Assert.False(RolloutStatus.Evaluate(Seen(s_four, A.Task(1, Starting))).ReadsLike(before));
        Assert.True(RolloutStatus.Evaluate(Seen(s_four, A.Task(2, Preparing))).ReadsLike(before));
        Assert.False(before.ReadsLike(null));
    }

    [Theory]
    [InlineData(SwarmRolloutOutcome.Paused, "exit 1", SwarmRolloutOutcome.TasksFailing)]
    [InlineData(SwarmRolloutOutcome.RolledBack, "exit 1", SwarmRolloutOutcome.TasksFailing)]
    [InlineData(SwarmRolloutOutcome.RolledBack, "No such image: app:2", SwarmRolloutOutcome.ImageNotFound)]
    [InlineData(SwarmRolloutOutcome.RolledBack, null, SwarmRolloutOutcome.RolledBack)]
    [InlineData(SwarmRolloutOutcome.Paused, null, SwarmRolloutOutcome.Paused)]
    [InlineData(SwarmRolloutOutcome.TimedOut, "exit 1", SwarmRolloutOutcome.TimedOut)]
    [InlineData(SwarmRolloutOutcome.Converged, "exit 1", SwarmRolloutOutcome.Converged)]
    public void The_cause_is_what_the_engine_reacted_to(SwarmRolloutOutcome outcome, string? error, SwarmRolloutOutcome expected)
    {
        SwarmTask[] failed = error is null ? [] : [A.Task(1, Rejected, Shutdown, error: error)];
        Assert.Equal(expected, RolloutFailure.CauseOf(new() { Outcome = outcome, FailedTasks = failed }));
    }

    [Fact]
    public void A_missing_image_among_other_failures_is_not_the_cause() => Assert.Equal(
        SwarmRolloutOutcome.TasksFailing,
        RolloutFailure.CauseOf(new() { Outcome = SwarmRolloutOutcome.Paused, FailedTasks = [A.Task(1, Rejected, Shutdown, error: "No such image"), A.Task(2, Failed, Shutdown, error: "exit 1")] }));

    // Engines make a second task for the slot, whatever the restart condition.
    [Fact]
    public void A_job_that_is_not_tried_again_has_failed_with_its_first_task()
    {
        SwarmTask first = A.Task(1, Failed, Shutdown, error: "exit 3", second: 1);
        RolloutStatus status = Job(1, [first, A.Task(1, Preparing, Complete, second: 2)], [first]);
        Assert.Equal(SwarmRolloutOutcome.TasksFailing, status.Outcome);
        Assert.Contains("not tried again: web.1: exit 3", status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_whose_other_tasks_still_run_is_waited_for()
    {
        SwarmTask failed = A.Task(1, Failed, Shutdown, error: "exit 3");
        Assert.Equal(SwarmRolloutOutcome.InProgress, Job(2, [failed, A.Task(2, SwarmTaskState.Running, Complete)], [failed]).Outcome);
        Assert.Equal(SwarmRolloutOutcome.InProgress, Job(2, [failed], [failed]).Outcome);
        Assert.Equal(SwarmRolloutOutcome.TasksFailing, Job(2, [failed, A.Task(2, Complete, Complete)], [failed]).Outcome);
    }

    [Fact]
    public void A_job_that_the_engine_has_forgotten_the_first_task_of_has_failed_too()
    {
        SwarmTask failed = A.Task(1, Failed, Shutdown, error: "exit 3", second: 1);
        Assert.Equal(SwarmRolloutOutcome.TasksFailing, Job(1, [A.Task(1, Preparing, Complete, second: 2)], [failed]).Outcome);
    }

    [Fact]
    public void A_job_that_may_be_tried_again_is_waited_for()
    {
        SwarmTask first = A.Task(1, Failed, Shutdown, error: "exit 3", second: 1);
        Assert.Equal(SwarmRolloutOutcome.InProgress, Job(1, [first, A.Task(1, Preparing, Complete, second: 2)], [first], "on-failure").Outcome);
    }

    private static RolloutStatus Job(int replicas, SwarmTask[] tasks, SwarmTask[] failures, string restart = "none") => RolloutStatus.Evaluate(
        Seen(A.Service("web").With(mode: SwarmServiceMode.ReplicatedJob, replicas: replicas), tasks) with { Failures = failures, RestartCondition = restart });

    private static SwarmTask[] Running(int count)
    {
        List<SwarmTask> tasks = [];
        for (int slot = 1; slot <= count; slot++)
        {
            tasks.Add(A.Task(slot));
        }

        return [.. tasks];
    }

    private static SwarmTask[] Failures(int count)
    {
        List<SwarmTask> tasks = [];
        for (int second = 1; second <= count; second++)
        {
            tasks.Add(A.Task(1, Failed, Shutdown, error: "exit 1", second: second));
        }

        return [.. tasks];
    }

    private static RolloutSnapshot Seen(SwarmService service, params SwarmTask[] tasks) => new() { Service = service, Tasks = tasks, Nodes = [A.Node("n1")] };
}
