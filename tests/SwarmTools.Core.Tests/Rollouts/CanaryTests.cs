using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Rollouts;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Rollouts;

/// <summary>Rollouts that begin with a few tasks, and the question that follows.</summary>
public class CanaryTests
{
    private readonly GuardedSwarm _guarded = new();

    private static RollingUpdate Asked => GuardedSwarm.To("app:2") with { Canary = 1, IsValidated = true };

    [Fact]
    public async Task The_question_comes_when_the_first_task_has_proved_itself_and_no_other_was_touched()
    {
        int upToDate = 0;
        DateTimeOffset asked = default;
        _guarded.Judge = service =>
        {
            (upToDate, asked) = (_guarded.UpToDate, _guarded.Swarm.Clock.UtcNow);
            Assert.Equal(("web", "app:2"), (service.Name, service.Image));
            return null;
        };
        await _guarded.RunAsync(Asked);
        Assert.Equal(1, upToDate);
        Assert.InRange((asked - A.Noon).TotalSeconds, 6, 7);
    }

    [Fact]
    public async Task After_a_yes_it_goes_on_and_the_users_settings_are_back_in_the_end()
    {
        _guarded.Judge = _ => null;
        SwarmRolloutResult result = await _guarded.RunAsync(Asked);
        Assert.Equal((SwarmRolloutOutcome.Converged, 4, 4), (result.Outcome, _guarded.UpToDate, result.TasksReplaced));
        Assert.Equal(_guarded.Original["UpdateConfig"]!.ToJsonString(), _guarded.Now["UpdateConfig"]!.ToJsonString());
        Assert.Equal(["1 app:1 Unknown", "2 app:2 from 1 Converged *"], await _guarded.RevisionsAsync());
        Assert.Contains("1 of 4 tasks are up to date, as wanted for now.", _guarded.Told);
    }

    [Fact]
    public async Task After_a_no_the_service_is_what_it_was()
    {
        _guarded.Judge = _ => "it returned 'False'";
        SwarmRolloutResult result = await _guarded.RunAsync(Asked);
        Assert.Equal((SwarmRolloutOutcome.RolledBack, SwarmRolloutOutcome.ValidationFailed), (result.Outcome, result.Cause));
        Assert.Equal("-Validate did not take it: it returned 'False'. It is back on what it was before.", result.Message);
        Assert.Equal(_guarded.Original.ToJsonString(), _guarded.Now.ToJsonString());
        Assert.Equal(4, _guarded.UpToDate);
        Assert.Equal(["1 app:1 Unknown *", "2 app:2 from 1 RolledBack"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task After_a_no_the_engine_goes_back_by_its_own_rules()
    {
        _guarded.Judge = _ => "no";
        await _guarded.RunAsync(Asked);
        Assert.Equal(["create config", "create config", "update", "roll back"], _guarded.Changes);
    }

    [Fact]
    public async Task Without_a_question_it_goes_on_by_itself()
    {
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:2") with { Canary = 2 });
        Assert.Equal(SwarmRolloutOutcome.Converged, result.Outcome);
        Assert.DoesNotContain("asked", _guarded.Told);
    }

    [Fact]
    public async Task More_first_tasks_than_there_are_will_do_with_all()
    {
        _guarded.Judge = _ => _guarded.UpToDate == 4 ? null : "not all";
        Assert.Equal(SwarmRolloutOutcome.Converged, (await _guarded.RunAsync(Asked with { Canary = 9 })).Outcome);
    }

    [Fact]
    public async Task A_stop_during_the_question_leaves_the_service_held_for_whoever_resumes_it()
    {
        using CancellationTokenSource stop = new();
        _guarded.Judge = _ =>
        {
            stop.Cancel();
            return null;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _guarded.RunAsync(Asked, stop.Token));
        Assert.True(RollingSpecs.IsHeld(_guarded.Now));
        Assert.Equal(["1 app:1 Unknown", "2 app:2 from 1 InProgress"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task A_first_task_that_fails_is_left_as_it_is_with_both_ways_out()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        SwarmRolloutResult result = await _guarded.RunAsync(Asked);
        Assert.Equal((SwarmRolloutOutcome.Paused, SwarmRolloutOutcome.TasksFailing), (result.Outcome, result.Cause));
        Assert.EndsWith("exit (1). It is left as it is: Resume-SwarmServiceUpdate goes on with it, Undo-SwarmServiceUpdate goes back.", result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("asked", _guarded.Told);
        Assert.Equal(3, _guarded.Swarm.Tasks.Count(task => task.State == SwarmTaskState.Running));
    }

    [Fact]
    public async Task A_first_task_that_fails_goes_back_where_the_service_itself_says_so()
    {
        _guarded.Swarm.Touch("web", spec => spec["UpdateConfig"]!["FailureAction"] = "rollback");
        JsonObject before = _guarded.Now;
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        SwarmRolloutResult result = await _guarded.RunAsync(Asked);
        Assert.Equal((SwarmRolloutOutcome.RolledBack, SwarmRolloutOutcome.TasksFailing), (result.Outcome, result.Cause));
        Assert.Equal(before.ToJsonString(), _guarded.Now.ToJsonString());
    }

    [Fact]
    public async Task After_the_first_tasks_the_engine_may_not_go_back_by_itself_and_we_do()
    {
        _guarded.Swarm.Touch("web", spec => spec["UpdateConfig"]!["FailureAction"] = "rollback");
        JsonObject before = _guarded.Now;
        string? during = null;
        _guarded.Judge = _ =>
        {
            _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
            _guarded.Swarm.BeforeUpdate = () => _guarded.At((_guarded.Swarm.Clock.UtcNow - A.Noon).TotalSeconds + 0.1, () => during ??= (string?)_guarded.Now["UpdateConfig"]!["FailureAction"]);
            return null;
        };
        SwarmRolloutResult result = await _guarded.RunAsync(Asked);
        Assert.Equal("pause", during);
        Assert.Equal((SwarmRolloutOutcome.RolledBack, SwarmRolloutOutcome.TasksFailing), (result.Outcome, result.Cause));
        Assert.Equal(before.ToJsonString(), _guarded.Now.ToJsonString());
        Assert.Equal(["create config", "create config", "update", "update", "update", "update"], _guarded.Changes);
    }

    [Fact]
    public async Task Another_way_of_replacing_tasks_in_the_middle_is_a_conflict_and_is_not_overwritten()
    {
        _guarded.Judge = _ =>
        {
            _guarded.Swarm.Touch("web", spec => spec["UpdateConfig"]!["Order"] = "stop-first");
            return null;
        };
        SwarmRolloutResult result = await _guarded.RunAsync(Asked);
        Assert.Equal((SwarmRolloutOutcome.Superseded, "Conflict"), (result.Outcome, RolloutFailure.Of(result)!.ErrorId));
        Assert.StartsWith("The service 'web' was changed by somebody else during the rollout (UpdateConfig.Order), and is left as it is.", RolloutFailure.Of(result)!.Message, StringComparison.Ordinal);
        Assert.Equal("stop-first", (string?)_guarded.Now["UpdateConfig"]!["Order"]);
        Assert.Equal(["create config", "create config", "update"], _guarded.Changes);
    }

    [Fact]
    public async Task What_somebody_else_changes_besides_is_kept_to_the_end()
    {
        _guarded.Judge = _ =>
        {
            _guarded.Swarm.Touch("web", spec => (spec["Labels"]!["tier"], spec["Labels"]!["maintenance"]) = ("back", ""));
            return null;
        };
        Assert.Equal(SwarmRolloutOutcome.Converged, (await _guarded.RunAsync(Asked)).Outcome);
        Assert.Equal("""{"tier":"back","maintenance":""}""", _guarded.Now["Labels"]!.ToJsonString());
        Assert.Equal(["1 app:1 Unknown", "2 app:2 from 1 Superseded", "3 app:2 from 1 Converged *"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task And_on_the_way_back()
    {
        _guarded.Judge = _ =>
        {
            _guarded.Swarm.Touch("web", spec => spec["Mode"]!["Replicated"]!["Replicas"] = 3);
            _guarded.Swarm.Tasks.RemoveAll(task => task.Slot == 4);
            return "no";
        };
        SwarmRolloutResult result = await _guarded.RunAsync(Asked);
        Assert.Equal((SwarmRolloutOutcome.RolledBack, "app:1", 3L), (result.Outcome, _guarded.Web.Image, (long)_guarded.Now["Mode"]!["Replicated"]!["Replicas"]!));
        Assert.Equal(_guarded.Original["UpdateConfig"]!.ToJsonString(), _guarded.Now["UpdateConfig"]!.ToJsonString());
    }

    [Fact]
    public async Task Nor_when_the_settings_of_the_rollout_are_taken_back()
    {
        _guarded.At(5, () => _guarded.Swarm.Touch("web", spec => spec["Labels"]!["tier"] = "back"));
        RollingUpdate tuned = GuardedSwarm.To("app:2") with { Tuning = [ServiceOptions.Update.Parallelism.Set("-Parallelism", 1)] };
        Assert.Equal(SwarmRolloutOutcome.Converged, (await _guarded.RunAsync(tuned)).Outcome);
        Assert.Equal("back", (string?)_guarded.Now["Labels"]!["tier"]);
        Assert.Equal(_guarded.Original["UpdateConfig"]!.ToJsonString(), _guarded.Now["UpdateConfig"]!.ToJsonString());
    }

    [Fact]
    public async Task The_first_tasks_must_still_run_when_the_script_has_said_yes()
    {
        _guarded.Judge = _ =>
        {
            _guarded.Swarm.Change("web", document => document["UpdateStatus"] = new JsonObject { ["State"] = "paused", ["Message"] = "a task failed meanwhile" });
            return null;
        };
        SwarmRolloutResult result = await _guarded.RunAsync(Asked);
        Assert.Equal((SwarmRolloutOutcome.Paused, 1), (result.Outcome, _guarded.UpToDate));
    }

    [Fact]
    public async Task The_limit_is_told_as_it_was_given_whatever_of_it_was_left()
    {
        _guarded.Judge = _ =>
        {
            _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Preparing;
            return null;
        };
        SwarmRolloutResult result = await _guarded.RunAsync(Asked with { Timeout = TimeSpan.FromSeconds(60) });
        Assert.StartsWith("Not converged after 1m: ", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_gets_the_service_as_it_is_and_its_time_does_not_count()
    {
        SwarmService? seen = null;
        _guarded.Judge = service =>
        {
            seen = service;
            _guarded.Swarm.Clock.DelayAsync(TimeSpan.FromMinutes(4), TestContext.Current.CancellationToken).GetAwaiter().GetResult();
            return null;
        };
        Assert.Equal(SwarmRolloutOutcome.Converged, (await _guarded.RunAsync(Asked with { Timeout = TimeSpan.FromSeconds(60) })).Outcome);
        Assert.Equal(SwarmUpdateState.Updating, seen!.UpdateState);
    }
}
