using System;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Rollouts;
using static SwarmTools.SwarmTaskState;

namespace SwarmTools.Core.Tests.Rollouts;

/// <summary>Since when tasks count as staying up.</summary>
public class RolloutMonitorTests
{
    private readonly FakeSwarm _swarm = new();

    [Fact]
    public async Task Tasks_have_stayed_up_since_the_engines_own_time_not_since_they_were_seen()
    {
        Given(A.Service("web"), A.Task(1, Starting));
        // After ten quiet seconds it looks once in 1.15 seconds; the task ran a second before it is seen.
        After(13.1, () => _swarm.Tasks[0] = new() { Id = "t", ServiceId = "web-id", Slot = 1, NodeId = "n1", State = Running, DesiredState = Running, StateChangedAt = A.Noon.AddSeconds(13.1), SpecVersion = 1 });
        SwarmRolloutResult result = await WatchAsync();
        Assert.Equal((SwarmRolloutOutcome.Converged, 18.1), (result.Outcome, Math.Round(result.Duration.TotalSeconds, 3)));
    }

    [Fact]
    public async Task A_clock_of_the_engine_that_is_wrong_does_not_end_the_watch_early()
    {
        Given(A.Service("web"), A.Task(1, second: -3600));
        Assert.Equal(5, (await WatchAsync()).Duration.TotalSeconds);
    }

    [Fact]
    public async Task The_monitor_of_the_engine_and_that_of_the_watch_are_one()
    {
        Given(A.Service("web").With(update: SwarmUpdateState.Updating), A.Task(1));
        After(5.5, () => _swarm.Becomes(A.Service("web").With(update: SwarmUpdateState.Completed)));
        Assert.InRange((await WatchAsync()).Duration.TotalSeconds, 5.5, 5.8);
    }

    private void Given(SwarmService service, params SwarmTask[] tasks)
    {
        _swarm.Services.Add(service);
        _swarm.Tasks.AddRange(tasks);
    }

    private void After(double seconds, Action happening) => _swarm.Clock.At(TimeSpan.FromSeconds(seconds), happening);

    private Task<SwarmRolloutResult> WatchAsync() =>
        new RolloutWatcher(_swarm, _swarm, _swarm, _swarm.Clock).RunAsync(_swarm.Services[0], new(), _ => { }, TestContext.Current.CancellationToken);
}
