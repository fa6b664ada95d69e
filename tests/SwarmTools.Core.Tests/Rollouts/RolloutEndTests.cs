using System;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Rollouts;
using static SwarmTools.SwarmTaskState;

namespace SwarmTools.Core.Tests.Rollouts;

/// <summary>What a watch asks for, and ends that only more questions, or none, can tell.</summary>
public class RolloutEndTests
{
    private readonly FakeSwarm _swarm = new();

    // A rollback may be over before the first look; the engine says of it no more than that.
    [Theory]
    [InlineData(SwarmUpdateState.RollbackCompleted)]
    [InlineData(SwarmUpdateState.Paused)]
    public async Task Why_an_update_failed_is_told_although_its_tasks_are_not_up_to_date_any_more(SwarmUpdateState update)
    {
        _swarm.Services.Add(A.Service("web").With(update: update, message: "rollback completed"));
        _swarm.Tasks.AddRange([A.Task(1), A.Task(1, Failed, Shutdown, error: "task: non-zero exit (1)", outdated: true)]);
        SwarmRolloutResult result = await WatchAsync(TimeSpan.FromMinutes(5));
        Assert.EndsWith("rollback completed. web.1: task: non-zero exit (1)", result.Message, StringComparison.Ordinal);
        Assert.Equal("web.1", Assert.Single(result.FailedTasks).Name);
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_does_not_outlast_the_limit()
    {
        _swarm.Services.Add(A.Service("web"));
        _swarm.Silence = true;
        SwarmRolloutResult result = await WatchAsync(TimeSpan.Zero);
        Assert.Equal((SwarmRolloutOutcome.TimedOut, "Not converged after 0ms: the engine does not answer."), (result.Outcome, result.Message));
    }

    [Fact]
    public async Task While_nothing_moves_a_watch_costs_less_than_two_requests_a_second()
    {
        _swarm.Services.Add(A.Service("web"));
        _swarm.Tasks.Add(A.Task(1, Pending));
        _swarm.Clock.At(TimeSpan.FromSeconds(12), _swarm.Requests.Clear);
        await WatchAsync(TimeSpan.FromSeconds(72));
        Assert.InRange(_swarm.Requests.Count, 60, 2 * 60);
    }

    private Task<SwarmRolloutResult> WatchAsync(TimeSpan timeout) => new RolloutWatcher(_swarm, _swarm, _swarm, _swarm.Clock).RunAsync(
        _swarm.Services[0], new() { Timeout = timeout }, _ => { }, TestContext.Current.CancellationToken);
}
