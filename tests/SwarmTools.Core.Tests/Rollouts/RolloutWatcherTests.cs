using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Engine;
using SwarmTools.Rollouts;
using static SwarmTools.SwarmTaskState;

namespace SwarmTools.Core.Tests.Rollouts;

/// <summary>Minutes of waiting in no time: the clock moves when the watcher waits.</summary>
public class RolloutWatcherTests
{
    private readonly FakeSwarm _swarm = new();
    private readonly List<string> _events = [];

    [Fact]
    public async Task A_service_that_came_up_is_converged_after_the_monitor()
    {
        Given(A.Service("web"));
        After(2, () => _swarm.Tasks.Add(A.Task(1, Preparing)));
        After(4, () => _swarm.Tasks[0] = A.Task(1));
        SwarmRolloutResult result = await WatchAsync();
        Assert.Equal((SwarmRolloutOutcome.Converged, 1, 1), (result.Outcome, result.Running, result.Desired));
        Assert.Equal((A.Noon, TimeSpan.FromSeconds(9)), (result.StartedAt, result.Duration));
        Assert.Equal(["InProgress: 0 of 1 tasks run.", "InProgress: 0 of 1 tasks run.", "Converged: 1 of 1 tasks run."], _events);
    }

    [Theory]
    [InlineData(null, null, 5)]
    [InlineData(30, null, 30)]
    [InlineData(30, 2, 2)]
    [InlineData(null, 0, 0)]
    public async Task The_monitor_is_the_services_own_or_the_users(int? own, int? asked, int expected)
    {
        Given(A.Service("web").With(monitor: own is { } seconds ? TimeSpan.FromSeconds(seconds) : null), A.Task(1));
        SwarmRolloutResult result = await WatchAsync(monitor: asked is { } wanted ? TimeSpan.FromSeconds(wanted) : null);
        Assert.Equal((SwarmRolloutOutcome.Converged, expected), (result.Outcome, result.Duration.TotalSeconds));
    }

    [Fact]
    public async Task A_task_that_fails_within_the_monitor_starts_it_anew()
    {
        Given(A.Service("web"), A.Task(1));
        After(3, () => _swarm.Tasks[0] = A.Task(1, Failed, Shutdown, error: "exit 1"));
        After(6, () => _swarm.Tasks.Add(A.Task(1, second: 6)));
        SwarmRolloutResult result = await WatchAsync();
        Assert.Equal((SwarmRolloutOutcome.Converged, 11), (result.Outcome, result.Duration.TotalSeconds));
        Assert.Equal(["Converged", "InProgress", "Converged"], _events.Select(text => text.Split(':')[0]));
        Assert.Equal("exit 1", Assert.Single(result.FailedTasks).Error);
    }

    [Fact]
    public async Task Zero_replicas_and_done_jobs_are_not_monitored()
    {
        Given(A.Service("web").With(replicas: 0));
        Assert.Equal(TimeSpan.Zero, (await WatchAsync()).Duration);
        _swarm.Services.Clear();
        Given(A.Service("web").With(mode: SwarmServiceMode.ReplicatedJob), A.Task(1, Complete, Complete));
        Assert.Equal(TimeSpan.Zero, (await WatchAsync()).Duration);
    }

    [Fact]
    public async Task Only_tasks_of_the_present_spec_count()
    {
        Given(A.Service("web"), A.Task(1, outdated: true));
        After(3, () => _swarm.Tasks.Add(A.Task(1, second: 3)));
        Assert.Equal(8, (await WatchAsync()).Duration.TotalSeconds);
    }

    [Fact]
    public async Task A_timeout_carries_the_last_status()
    {
        Given(A.Service("web").With(replicas: 3), A.Task(1), A.Task(2, Pending, error: "no suitable node"));
        SwarmRolloutResult result = await WatchAsync(timeout: 20);
        Assert.Equal((SwarmRolloutOutcome.TimedOut, 1, 3, 20), (result.Outcome, result.Running, result.Desired, result.Duration.TotalSeconds));
        Assert.Equal("Not converged after 20s: 1 of 3 tasks run. web.2: no suitable node", result.Message);
        Assert.Single(_events);
    }

    [Fact]
    public async Task A_task_on_a_node_that_went_down_is_told_as_unreachable()
    {
        Given(A.Service("web"), A.Task(1));
        After(1, () => _swarm.Nodes[0] = A.Node("n1", SwarmNodeState.Down));
        SwarmRolloutResult result = await WatchAsync(timeout: 20);
        Assert.Equal((SwarmRolloutOutcome.TimedOut, 0, 1), (result.Outcome, result.Running, result.Unreachable));
    }

    [Theory]
    [InlineData(SwarmUpdateState.Paused, SwarmRolloutOutcome.Paused)]
    [InlineData(SwarmUpdateState.RollbackCompleted, SwarmRolloutOutcome.RolledBack)]
    public async Task A_failed_update_ends_the_watch_at_once(SwarmUpdateState update, SwarmRolloutOutcome expected)
    {
        Given(A.Service("web").With(update: SwarmUpdateState.Updating), A.Task(1));
        After(2, () => _swarm.Becomes(A.Service("web").With(update: update, message: "task x failed")));
        SwarmRolloutResult result = await WatchAsync();
        Assert.Equal((expected, 2), (result.Outcome, result.Duration.TotalSeconds));
        Assert.EndsWith("task x failed", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_loop_ends_the_watch_although_the_engine_forgets_old_tasks()
    {
        Given(A.Service("web"), A.Task(1));
        for (int round = 1; round <= 3; round++)
        {
            int second = round * 3;
            After(second, () => Replace(A.Task(1, Failed, Shutdown, error: "exit 1", second: second)));
            After(second + 2, () => Replace(A.Task(1, second: second + 2)));
        }

        SwarmRolloutResult result = await WatchAsync();
        Assert.Equal((SwarmRolloutOutcome.TasksFailing, 9, 3), (result.Outcome, result.Duration.TotalSeconds, result.FailedTasks.Count));
    }

    [Fact]
    public async Task A_missing_image_ends_the_watch()
    {
        Given(A.Service("web"), A.Task(1, Rejected, Shutdown, error: "No such image: app:1"));
        SwarmRolloutResult result = await WatchAsync();
        Assert.Equal((SwarmRolloutOutcome.ImageNotFound, 0), (result.Outcome, result.Duration.TotalSeconds));
    }

    [Fact]
    public async Task A_service_that_vanishes_is_an_error()
    {
        Given(A.Service("web"));
        After(3, () => _swarm.Remove("web"));
        await Refused.WithAsync(ErrorId.ServiceNotFound, ["'web' is gone"], () => WatchAsync());
    }

    public static TheoryData<string> Silences => new("NoLeader", "EngineUnreachable");

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task Managers_that_are_silent_for_a_while_do_not_end_the_watch(string id)
    {
        Given(A.Service("web"));
        After(2, () => _swarm.Refusals["nodes"] = Silence(id));
        After(25, () =>
        {
            _swarm.Refusals.Clear();
            _swarm.Tasks.Add(A.Task(1, second: 25));
        });
        SwarmRolloutResult result = await WatchAsync();
        Assert.Equal((SwarmRolloutOutcome.Converged, 30), (result.Outcome, (int)result.Duration.TotalSeconds));
    }

    [Fact]
    public async Task A_global_service_is_untaken_when_no_task_of_it_was_seen_for_a_while()
    {
        Given(A.Service("web").With(mode: SwarmServiceMode.Global), A.Task(1, Preparing));
        After(8, () => _swarm.Tasks.Clear());
        After(10, () => _swarm.Refusals["nodes"] = Silence("EngineUnreachable"));
        After(20, () => _swarm.Refusals.Clear());
        SwarmRolloutResult result = await WatchAsync();
        Assert.Equal(RolloutStatus.Untaken, result.Message);
        Assert.InRange(result.Duration.TotalSeconds, 25, 28);
    }

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task Managers_that_stay_silent_for_too_long_end_it(string id)
    {
        Given(A.Service("web"));
        After(2, () => _swarm.Refusals["nodes"] = Silence(id));
        await Refused.WithAsync(ErrorId.All.Single(known => known.Name == id), ["silent"], () => WatchAsync());
        Assert.InRange(_swarm.Clock.UtcNow - A.Noon - Patience.Limit, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_limit_beyond_all_dates_is_no_limit()
    {
        Given(A.Service("web"), A.Task(1));
        SwarmRolloutResult result = await new RolloutWatcher(_swarm, _swarm, _swarm, _swarm.Clock).RunAsync(
            _swarm.Services[0], new() { Timeout = TimeSpan.MaxValue }, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(SwarmRolloutOutcome.Converged, result.Outcome);
    }

    [Fact]
    public async Task It_asks_often_while_tasks_move_and_seldom_when_nothing_does()
    {
        Given(A.Service("web"), A.Task(1, Preparing));
        After(30, () => _swarm.Tasks[0] = A.Task(1, Starting));
        await WatchAsync(timeout: 35);
        // The last is what is left of the time.
        Assert.Equal([200, 1150, 200, 100], _swarm.Clock.Delays.Select(delay => delay.TotalMilliseconds).Where((pause, index) =>
            index == 0 || pause != _swarm.Clock.Delays[index - 1].TotalMilliseconds));
        Assert.InRange(_swarm.Clock.Delays.Count, 90, 100);
    }

    [Fact]
    public async Task It_never_waits_past_its_limit()
    {
        Given(A.Service("web"));
        SwarmRolloutResult result = await WatchAsync(timeout: 0.35);
        Assert.Equal(350, result.Duration.TotalMilliseconds);
    }

    [Fact]
    public async Task A_stop_ends_the_watch_and_changes_nothing()
    {
        using CancellationTokenSource stop = new();
        Given(A.Service("web"));
        After(2, stop.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WatchAsync(stop: stop.Token));
        Assert.Equal(["get web-id", "nodes", "tasks"], _swarm.Requests.Distinct().Order());
    }

    private static SwarmException Silence(string id) => new(ErrorId.All.Single(known => known.Name == id), "The managers are silent.");

    private void Given(SwarmService service, params SwarmTask[] tasks)
    {
        _swarm.Services.Add(service);
        _swarm.Tasks.Clear();
        _swarm.Tasks.AddRange(tasks);
    }

    private void After(double seconds, Action happening) => _swarm.Clock.At(TimeSpan.FromSeconds(seconds), happening);

    private void Replace(SwarmTask task)
    {
        _swarm.Tasks.Clear();
        _swarm.Tasks.Add(task);
    }

    private Task<SwarmRolloutResult> WatchAsync(double timeout = 300, TimeSpan? monitor = null, CancellationToken? stop = null) =>
        new RolloutWatcher(_swarm, _swarm, _swarm, _swarm.Clock).RunAsync(
            _swarm.Services[0],
            new() { Timeout = TimeSpan.FromSeconds(timeout), Monitor = monitor },
            happened => _events.Add($"{happened.Status.Outcome}: {happened.Status.Message}"),
            stop ?? TestContext.Current.CancellationToken);
}
