using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Jobs;
using SwarmTools.Logs;
using SwarmTools.Rollouts;
using SwarmTools.Services;
using static SwarmTools.SwarmTaskState;

namespace SwarmTools.Core.Tests.Jobs;

public class JobRunnerTests
{
    private readonly FakeSwarm _swarm = new();
    private readonly FakeLog _log = new();
    private readonly List<string> _warnings = [];

    [Fact]
    public async Task A_job_that_completed_returns_0_and_what_its_tasks_wrote_in_the_order_of_time()
    {
        Given(2, Done("t1", 1), Done("t2", 2, node: "n2"));
        _log.Batches["t1"] = [["t1: one @1", "t1: three @3"]];
        _log.Batches["t2"] = [["t2: two @2"]];
        (SwarmJobResult job, SwarmRolloutResult watch) = await RunAsync();
        Assert.Equal((SwarmRolloutOutcome.Converged, 0L, 2, 2, false), (job.Outcome, job.ExitCode, job.Completed, job.Desired, job.IsRemoved));
        Assert.Equal(["web.1: one", "web.2: two", "web.1: three"], job.Log.Select(entry => $"{entry.TaskName}: {entry.Message}"));
        Assert.Equal((SwarmRolloutOutcome.Converged, "web", "web-id"), (watch.Outcome, job.ServiceName, job.ServiceId));
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task Each_task_is_reported_with_its_node_and_how_long_it_took()
    {
        Given(1, A.Task(1, Complete, Complete, id: "t1", second: 3));
        (SwarmJobResult job, _) = await RunAsync();
        SwarmJobTask task = Assert.Single(job.Tasks);
        Assert.Equal(("t1", "web.1", "n1", Complete, ""), (task.Id, task.Name, task.NodeName, task.State, task.Error));
        Assert.Equal((A.Noon.AddSeconds(3), TimeSpan.Zero), (task.CreatedAt, task.Duration));
        Assert.Equal("web.1: Complete", task.ToString());
    }

    [Fact]
    public async Task A_job_that_is_not_tried_again_returns_what_its_task_returned()
    {
        Given(1, Broken("t1", 1, 3));
        _log.Batches["t1"] = [["t1: boom"]];
        (SwarmJobResult job, SwarmRolloutResult watch) = await RunAsync();
        Assert.Equal((SwarmRolloutOutcome.TasksFailing, 3L, 0, 1), (job.Outcome, job.ExitCode, job.Completed, job.Desired));
        Assert.Equal("The job 'web' did not complete. " + job.Message + ". The log of web.1 ends: boom", RolloutFailure.Of(watch, job)!.Message);
        Assert.Equal(["boom"], job.Log.Select(entry => entry.Message));
        Assert.Equal((3L, "task: non-zero exit (3)"), (job.Tasks[0].ExitCode, job.Tasks[0].Error));
    }

    [Fact]
    public async Task Of_several_failures_the_last_one_counts()
    {
        Given(2, Broken("t1", 1, 3, second: 5), Broken("t2", 2, 4, second: 9), Broken("t3", 1, 5, second: 1));
        Assert.Equal(4, (await RunAsync()).Job.ExitCode);
    }

    [Fact]
    public async Task A_failure_without_a_process_has_no_exit_code()
    {
        Given(1, A.Task(1, Rejected, Shutdown, id: "t1", error: "No such image: app:1"));
        (SwarmJobResult job, _) = await RunAsync();
        Assert.Equal(SwarmRolloutOutcome.TasksFailing, job.Outcome);
        Assert.Null(job.ExitCode);
        Assert.Empty(_log.Events);
    }

    [Fact]
    public async Task A_job_that_failed_first_and_then_completed_returns_0()
    {
        Given(1, Broken("t1", 1, 3), Done("t2", 1, second: 5));
        (SwarmJobResult job, _) = await RunAsync();
        Assert.Equal((SwarmRolloutOutcome.Converged, 0L, 2), (job.Outcome, job.ExitCode, job.Tasks.Count));
    }

    [Fact]
    public async Task Tasks_of_earlier_runs_are_neither_reported_nor_read()
    {
        Given(1, Done("t1", 1), A.Task(1, Complete, Complete, id: "old", outdated: true, container: "c"));
        (SwarmJobResult job, _) = await RunAsync();
        Assert.Equal("t1", Assert.Single(job.Tasks).Id);
        Assert.DoesNotContain("open old", _log.Events);
    }

    [Fact]
    public async Task A_job_that_takes_too_long_goes_on_and_is_told()
    {
        Given(1, A.Task(1, Running, Complete, id: "t1"));
        (SwarmJobResult job, _) = await RunAsync();
        Assert.Equal((SwarmRolloutOutcome.TimedOut, TimeSpan.FromSeconds(30)), (job.Outcome, job.Duration));
        Assert.Null(job.ExitCode);
        Assert.Single(_swarm.Services);
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_is_told_and_does_not_hide_the_result()
    {
        Given(2, Done("t1", 1), Done("t2", 2));
        _log.Refusals["t1"] = new SwarmException(ErrorId.RequestRefused, "the log driver does not support reading");
        _log.Batches["t2"] = [["t2: two"]];
        (SwarmJobResult job, _) = await RunAsync();
        Assert.Equal(["web.1: the log driver does not support reading"], _warnings);
        Assert.Equal(["two"], job.Log.Select(entry => entry.Message));
    }

    [Fact]
    public async Task The_service_is_removed_after_its_log_was_read()
    {
        Given(1, Done("t1", 1));
        _swarm.Clock.At(TimeSpan.FromSeconds(1), _swarm.Tasks.Clear);
        _log.Batches["t1"] = [["t1: one"]];
        (SwarmJobResult job, _) = await RunAsync(remove: true);
        Assert.True(job.IsRemoved);
        Assert.Empty(_swarm.Services);
        Assert.Single(job.Log);
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task A_job_that_still_runs_when_the_time_is_over_is_left_to_run()
    {
        Given(2, Broken("t1", 1, 3), A.Task(2, Running, Complete, id: "t2"));
        (SwarmJobResult job, _) = await RunAsync(remove: true);
        Assert.Equal((SwarmRolloutOutcome.TimedOut, 3L, false), (job.Outcome, job.ExitCode, job.IsRemoved));
        Assert.Single(_swarm.Services);
        Assert.Contains("still runs, and is left to", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_whose_other_tasks_still_run_is_left_to_run()
    {
        Given(2, Broken("t1", 1, 3), Broken("t2", 1, 3, second: 1), Broken("t3", 1, 3, second: 2), A.Task(2, Running, Complete, id: "t4"));
        _swarm.Services[0] = _swarm.Services[0].With(mode: SwarmServiceMode.ReplicatedJob, replicas: 2, restart: "on-failure");
        (SwarmJobResult job, _) = await RunAsync(remove: true);
        Assert.Equal((SwarmRolloutOutcome.TasksFailing, false), (job.Outcome, job.IsRemoved));
        Assert.Single(_swarm.Services);
        Assert.Contains("still runs, and is left to", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_is_tried_again_on_another_node_is_no_other_one()
    {
        // Jobs count from 0.
        Given(1, Broken("t1", 0, 3), A.Task(0, Running, Complete, "n2", id: "t2", second: 1));
        (SwarmJobResult job, _) = await RunAsync();
        Assert.Equal((SwarmRolloutOutcome.TasksFailing, 3L, TimeSpan.Zero), (job.Outcome, job.ExitCode, job.Duration));
    }

    [Fact]
    public async Task A_job_that_runs_is_not_started_again()
    {
        Given(2, Done("t1", 1), A.Task(2, Running, Complete, id: "t2"));
        await Refused.WithAsync(ErrorId.JobRunning, ["'web'", "1 of 2 tasks are done", "-Force"], () => Runner.RequireEndedAsync("web-id", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_job_that_came_to_its_end_may_be_started_again()
    {
        Given(2, Done("t1", 1), Broken("t2", 2, 3));
        await Runner.RequireEndedAsync("web-id", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_run_that_somebody_started_over_is_not_told_as_ours()
    {
        Given(1, A.Task(1, Running, Complete, id: "t1"));
        _swarm.Clock.At(TimeSpan.FromSeconds(1), () =>
        {
            _swarm.Touch("web", spec => spec["TaskTemplate"]!["ForceUpdate"] = 1);
            _swarm.Tasks.Clear();
            _swarm.Tasks.Add(Done("t9", 1));
        });
        (SwarmJobResult job, SwarmRolloutResult watch) = await RunAsync(remove: true);
        Assert.Equal((SwarmRolloutOutcome.Superseded, false), (job.Outcome, job.IsRemoved));
        Assert.Empty(job.Tasks);
        Assert.Contains("TaskTemplate.ForceUpdate", RolloutFailure.Of(watch, job)!.Message, StringComparison.Ordinal);
        Assert.Single(_swarm.Services);
    }

    private static SwarmTask Done(string id, int slot, int second = 0, string node = "n1") => A.Task(slot, Complete, Complete, node, id: id, second: second, container: "c");

    private static SwarmTask Broken(string id, int slot, long code, int second = 0) =>
        A.Task(slot, Failed, Shutdown, id: id, second: second, container: "c", error: $"task: non-zero exit ({code})", exitCode: code);

    private void Given(int replicas, params SwarmTask[] tasks)
    {
        _swarm.Services.Add(A.Service("web").With(mode: SwarmServiceMode.ReplicatedJob, replicas: replicas, restart: "none"));
        _swarm.Nodes.Add(A.Node("n2"));
        _swarm.Tasks.AddRange(tasks);
    }

    private JobRunner Runner
    {
        get
        {
            ServiceRemover remover = new(_swarm, _swarm, _swarm, _swarm.Clock);
            LogSwarm logs = new(_log, new(_swarm, _swarm, _swarm), new(new FakeEvents(), remover, _swarm.Clock));
            return new(_swarm, _swarm, _swarm, new(_swarm, _swarm, _swarm, _swarm.Clock), new(_log), remover, logs, new(_swarm.Clock));
        }
    }

    private async Task<(SwarmJobResult Job, SwarmRolloutResult Watch)> RunAsync(bool remove = false) => await Runner.AwaitAsync(
        _swarm.Services[0], TimeSpan.FromSeconds(30), tail: 10, remove, happened => _warnings.AddRange(happened is RolloutWarning warning ? [warning.Text] : []), TestContext.Current.CancellationToken);
}
