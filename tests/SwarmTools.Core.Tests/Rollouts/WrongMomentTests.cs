using System;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Rollouts;

namespace SwarmTools.Core.Tests.Rollouts;

/// <summary>Engines that refuse, elect a leader, take too long or finish in the wrong moment.</summary>
public class WrongMomentTests
{
    private readonly GuardedSwarm _guarded = new();

    [Fact]
    public async Task Time_that_is_over_is_no_failure_that_the_engine_would_roll_back()
    {
        _guarded.Swarm.Touch("web", spec => spec["UpdateConfig"]!["FailureAction"] = "rollback");
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Preparing;
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:2") with { Canary = 1, Timeout = TimeSpan.FromSeconds(20) });
        Assert.Equal((SwarmRolloutOutcome.TimedOut, "app:2"), (result.Outcome, _guarded.Web.Image));
    }

    [Fact]
    public async Task An_update_that_ends_before_it_is_held_is_not_held()
    {
        _guarded.Write("app:2");
        await _guarded.WaitAsync(1.5);
        GuardedSwarm.Once(what => _guarded.Swarm.BeforeInspect = what, () => _guarded.WaitAsync(20).GetAwaiter().GetResult());
        await Refused.WithAsync(ErrorId.UpdateNotRunning, ["'web'", "Completed"], _guarded.SuspendAsync);
        Assert.False(RollingSpecs.IsHeld(_guarded.Now));
        Assert.Equal(["1 app:1 Unknown"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task A_write_that_the_engine_did_not_take_leaves_no_revision()
    {
        GuardedSwarm.Once(what => _guarded.Swarm.BeforeUpdate = what, () => throw new SwarmException(ErrorId.EngineError, "rpc error"));
        await Refused.WithAsync(ErrorId.EngineError, ["rpc error"], () => _guarded.RunAsync(GuardedSwarm.To("app:2")));
        Assert.Equal(["1 app:1 Unknown *"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task Managers_that_elect_a_leader_in_the_beginning_are_waited_for()
    {
        GuardedSwarm.Once(what => _guarded.Swarm.BeforeUpdate = what, () => throw new SwarmException(ErrorId.NoLeader, "no leader"));
        Assert.Equal(SwarmRolloutOutcome.Converged, (await _guarded.RunAsync(GuardedSwarm.To("app:2"))).Outcome);
        Assert.Equal(["1 app:1 Unknown", "2 app:2 from 1 Converged *"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task A_global_service_that_is_paused_half_way_has_not_converged()
    {
        FakeSwarm swarm = new();
        swarm.Nodes.AddRange([A.Node("n2"), A.Node("n3")]);
        swarm.Services.Add(A.Service("web").With(mode: SwarmServiceMode.Global, update: SwarmUpdateState.Paused, message: "failed task"));
        swarm.Tasks.AddRange([A.Task(0, node: "n1"), A.Task(0, node: "n2", outdated: true), A.Task(0, node: "n3", outdated: true)]);
        SwarmRolloutResult result = await new RolloutWatcher(swarm, swarm, swarm, swarm.Clock).RunAsync(swarm.Services[0], new() { IsAfterChange = false }, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(SwarmRolloutOutcome.Paused, result.Outcome);
    }

    // As engines do after a global service had no task for a while.
    [Theory]
    [InlineData(SwarmUpdateState.RollbackStarted, true, "Converged")]
    [InlineData(SwarmUpdateState.RollbackStarted, false, "RolledBack")]
    [InlineData(SwarmUpdateState.Updating, false, "Converged")]
    public async Task An_update_that_the_engine_never_ends_is_over_when_all_is_well_for_long(SwarmUpdateState state, bool isRollback, string expected)
    {
        FakeSwarm swarm = new();
        swarm.Services.Add(A.Service("web").With(mode: SwarmServiceMode.Global, update: state));
        swarm.Tasks.Add(A.Task(0, node: "n1"));
        SwarmRolloutResult result = await new RolloutWatcher(swarm, swarm, swarm, swarm.Clock).RunAsync(swarm.Services[0], new() { IsRollback = isRollback }, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(expected, result.Outcome.ToString());
        Assert.InRange(result.Duration.TotalSeconds, 15, 18);
    }
}
