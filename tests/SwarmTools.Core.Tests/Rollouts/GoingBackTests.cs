using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Rollouts;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Rollouts;

/// <summary>Rollouts that fail after they were sent whole: who goes back, and when nobody does.</summary>
public class GoingBackTests
{
    private readonly GuardedSwarm _guarded = new();

    private static RollingUpdate Guarded => GuardedSwarm.To("app:2") with { RollbackOnFailure = true };

    [Fact]
    public async Task A_rollout_that_the_engine_stopped_is_brought_back_when_that_was_asked_for()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        SwarmRolloutResult result = await _guarded.RunAsync(Guarded);
        Assert.Equal((SwarmRolloutOutcome.RolledBack, SwarmRolloutOutcome.TasksFailing), (result.Outcome, result.Cause));
        Assert.EndsWith("exit (1). It is back on what it was before.", result.Message, StringComparison.Ordinal);
        Assert.Equal(_guarded.Original.ToJsonString(), _guarded.Now.ToJsonString());
        Assert.Equal(4, _guarded.UpToDate);
        Assert.Equal(["1 app:1 Unknown *", "2 app:2 from 1 RolledBack"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task The_failed_tasks_of_the_new_version_are_told_although_it_is_back()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        SwarmRolloutResult result = await _guarded.RunAsync(Guarded);
        Assert.Equal(["web.1", "web.2"], result.FailedTasks.Select(task => task.Name).Order());
        Assert.Equal(("app:1", "app:2"), (result.From, result.To));
        Assert.Contains(_guarded.Told, told => told.EndsWith("Going back.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_failed_tasks_wrote_last_is_in_the_result()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        _guarded.Log.Batches["web.1#5"] = [["web.1#5: first", "web.1#5: boom"]];
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        Assert.Equal(["first", "boom"], result.FailedTasks.Single(task => task.Name == "web.1").LastLog);
    }

    [Fact]
    public async Task A_rollout_that_takes_too_long_is_brought_back_when_that_was_asked_for()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Preparing;
        SwarmRolloutResult result = await _guarded.RunAsync(Guarded with { Timeout = TimeSpan.FromSeconds(30) });
        Assert.Equal((SwarmRolloutOutcome.RolledBack, SwarmRolloutOutcome.TimedOut), (result.Outcome, result.Cause));
        Assert.StartsWith("Not converged after 30s", result.Message, StringComparison.Ordinal);
        Assert.Equal(_guarded.Original.ToJsonString(), _guarded.Now.ToJsonString());
    }

    [Theory]
    [InlineData(SwarmTaskState.Failed, SwarmRolloutOutcome.Paused)]
    [InlineData(SwarmTaskState.Preparing, SwarmRolloutOutcome.TimedOut)]
    public async Task Without_that_it_is_left_as_it_is_and_both_ways_out_are_named(SwarmTaskState fate, SwarmRolloutOutcome expected)
    {
        _guarded.Orchestrator.Fates["app:2"] = fate;
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:2") with { Timeout = TimeSpan.FromSeconds(30) });
        Assert.Equal((expected, "app:2"), (result.Outcome, _guarded.Web.Image));
        Assert.EndsWith(". It is left as it is: Resume-SwarmServiceUpdate goes on with it, Undo-SwarmServiceUpdate goes back.", result.Message, StringComparison.Ordinal);
        Assert.Equal(["create config", "create config", "update"], _guarded.Changes);
        Assert.Equal(["1 app:1 Unknown", $"2 app:2 from 1 {expected} *"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task An_engine_that_goes_back_by_itself_is_let_do_so()
    {
        _guarded.Swarm.Touch("web", spec => spec["UpdateConfig"]!["FailureAction"] = "rollback");
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        SwarmRolloutResult result = await _guarded.RunAsync(Guarded);
        Assert.Equal((SwarmRolloutOutcome.RolledBack, SwarmRolloutOutcome.TasksFailing), (result.Outcome, result.Cause));
        Assert.Equal(["create config", "create config", "update"], _guarded.Changes);
        Assert.Equal(["1 app:1 Unknown *", "2 app:2 from 1 RolledBack"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task A_rollback_that_fails_too_is_told_as_that()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        _guarded.Orchestrator.Fates["app:1"] = SwarmTaskState.Failed;
        SwarmRolloutResult result = await _guarded.RunAsync(Guarded);
        Assert.Equal((SwarmRolloutOutcome.Paused, SwarmRolloutOutcome.TasksFailing), (result.Outcome, result.Cause));
        Assert.Contains("Going back failed too: The engine's rollback stopped", result.Message, StringComparison.Ordinal);
        Assert.Equal("2 app:2 from 1 Paused", (await _guarded.RevisionsAsync())[1]);
    }

    [Fact]
    public async Task A_conflict_on_the_way_back_overwrites_nothing()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Preparing;
        _guarded.At(20, () => _guarded.Swarm.Touch("web", spec => spec["UpdateConfig"]!["Parallelism"] = 7));
        SwarmRolloutResult result = await _guarded.RunAsync(Guarded with { Timeout = TimeSpan.FromSeconds(30) });
        Assert.Equal(SwarmRolloutOutcome.TimedOut, result.Outcome);
        Assert.Contains("(UpdateConfig.Parallelism)", result.Message, StringComparison.Ordinal);
        Assert.Equal((7, "app:2"), ((int)_guarded.Now["UpdateConfig"]!["Parallelism"]!, _guarded.Web.Image));
    }

    [Theory]
    [InlineData("app:9")]
    [InlineData("app:1")]
    public async Task What_somebody_else_brings_right_after_our_change_is_not_taken_for_ours(string image)
    {
        _guarded.Swarm.AfterUpdate = () =>
        {
            _guarded.Swarm.AfterUpdate = () => { };
            JsonObject ours = _guarded.Now;
            _guarded.Swarm.Touch("web", spec => spec["TaskTemplate"]!["ContainerSpec"]!["Image"] = image);
            _guarded.Orchestrator.Update("web", ours);
        };
        Assert.Equal(SwarmRolloutOutcome.Superseded, (await _guarded.RunAsync(Guarded)).Outcome);
        Assert.Equal(image, _guarded.Web.Image);
    }

    // The engine's old updater, which was just told to end, may still write that the new one stopped.
    [Fact]
    public async Task A_stop_that_the_engine_tells_by_mistake_on_the_way_back_is_looked_at_twice()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Preparing;
        _guarded.At(31.2, () => _guarded.Swarm.Change("web", document => document["UpdateStatus"] = new JsonObject { ["State"] = "rollback_paused", ["Message"] = "of the old one" }));
        _guarded.At(31.8, () => _guarded.Swarm.Change("web", document => document["UpdateStatus"] = new JsonObject { ["State"] = "rollback_started" }));
        SwarmRolloutResult result = await _guarded.RunAsync(Guarded with { Timeout = TimeSpan.FromSeconds(30) });
        Assert.Equal((SwarmRolloutOutcome.RolledBack, "app:1"), (result.Outcome, _guarded.Web.Image));
    }

    [Fact]
    public async Task Settings_for_the_rollout_alone_are_gone_after_the_way_back_too()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        await _guarded.RunAsync(Guarded with { Tuning = [ServiceOptions.Update.Parallelism.Set("-Parallelism", 1)] });
        Assert.Equal(_guarded.Original.ToJsonString(), _guarded.Now.ToJsonString());
    }
}
