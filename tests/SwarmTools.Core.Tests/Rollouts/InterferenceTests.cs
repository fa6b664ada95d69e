using System;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Rollouts;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Rollouts;

/// <summary>Others who change the service: during a rollout, before it, and after it; with the docker CLI, or with another client that was killed.</summary>
public class InterferenceTests
{
    private readonly GuardedSwarm _guarded = new();

    private static RollingUpdate Tuned => GuardedSwarm.To("app:2") with { Tuning = [ServiceOptions.Update.Parallelism.Set("-Parallelism", 1)] };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_version_that_somebody_puts_over_ours_while_it_is_watched_is_not_told_as_ours(int canary)
    {
        _guarded.At(1.5, () => _guarded.Write("app:9"));
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:2") with { Canary = canary, RollbackOnFailure = true });
        Assert.Equal((SwarmRolloutOutcome.Superseded, "Conflict"), (result.Outcome, RolloutFailure.Of(result)!.ErrorId));
        Assert.Contains("(TaskTemplate.ContainerSpec.Image)", result.Message, StringComparison.Ordinal);
        Assert.Equal(("app:9", "2 app:2 from 1 Superseded"), (_guarded.Web.Image, (await _guarded.RevisionsAsync())[1]));
    }

    [Fact]
    public async Task A_service_that_is_scaled_meanwhile_is_still_ours()
    {
        _guarded.At(5, () => _guarded.Swarm.Touch("web", spec => spec["Mode"]!["Replicated"]!["Replicas"] = 3));
        _guarded.At(5, () => _guarded.Swarm.Tasks.RemoveAll(task => task.Slot == 4));
        SwarmRolloutResult result = await _guarded.RunAsync(Tuned);
        Assert.Equal((SwarmRolloutOutcome.Converged, 3), (result.Outcome, result.Desired));
        Assert.Equal(_guarded.Original["UpdateConfig"]!.ToJsonString(), _guarded.Now["UpdateConfig"]!.ToJsonString());
        Assert.Equal(3, (int)_guarded.Now["Mode"]!["Replicated"]!["Replicas"]!);
    }

    [Fact]
    public async Task The_same_command_again_while_the_engine_replaces_tasks_tells_that_it_went_back()
    {
        _guarded.Swarm.Touch("web", spec => spec["UpdateConfig"]!["FailureAction"] = "rollback");
        await _guarded.KilledAsync(GuardedSwarm.To("app:2"), 1.5);
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        Assert.Equal((SwarmRolloutOutcome.RolledBack, "app:1", "app:2"), (result.Outcome, result.From, result.To));
        Assert.Equal(["1 app:1 Unknown *", "2 app:2 from 1 RolledBack"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task The_same_command_again_that_fails_goes_back_where_that_is_asked_for()
    {
        await _guarded.KilledAsync(GuardedSwarm.To("app:2"), 1.5);
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:2") with { RollbackOnFailure = true });
        Assert.Equal((SwarmRolloutOutcome.RolledBack, "app:1"), (result.Outcome, _guarded.Web.Image));
        Assert.Equal(_guarded.Original.ToJsonString(), _guarded.Now.ToJsonString());
    }

    [Fact]
    public async Task What_the_engine_finished_without_its_client_is_what_the_next_rollout_goes_back_to()
    {
        await _guarded.KilledAsync(GuardedSwarm.To("app:2"), 1.5);
        await _guarded.WaitAsync(20);
        Assert.Equal(SwarmUpdateState.Completed, _guarded.Web.UpdateState);
        _guarded.Orchestrator.Fates["app:3"] = SwarmTaskState.Failed;
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:3") with { RollbackOnFailure = true });
        Assert.Equal((SwarmRolloutOutcome.RolledBack, "app:2"), (result.Outcome, _guarded.Web.Image));
        Assert.Equal(["1 app:1 Unknown", "2 app:2 from 1 Converged *", "3 app:3 from 2 RolledBack"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task The_same_command_again_after_the_engine_had_finished_notes_the_end()
    {
        await _guarded.KilledAsync(GuardedSwarm.To("app:2"), 1.5);
        await _guarded.WaitAsync(20);
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        Assert.Equal((SwarmRolloutOutcome.Converged, 2), (result.Outcome, result.Revision));
        Assert.Equal("2 app:2 from 1 Converged *", (await _guarded.RevisionsAsync())[1]);
    }

    [Fact]
    public async Task Settings_that_the_user_changed_since_are_the_users()
    {
        await _guarded.KilledAsync(Tuned, 1.5);
        await _guarded.WaitAsync(60);
        _guarded.Swarm.Touch("web", spec => spec["UpdateConfig"]!["Parallelism"] = 7);
        await _guarded.RunAsync(GuardedSwarm.To("app:3"));
        Assert.Equal(7, (int)_guarded.Now["UpdateConfig"]!["Parallelism"]!);
    }

    [Fact]
    public async Task Settings_for_one_rollout_that_was_stopped_go_with_the_next_although_somebody_changed_the_service_since()
    {
        await _guarded.KilledAsync(Tuned, 1.5);
        await _guarded.WaitAsync(60);
        _guarded.Swarm.Touch("web", spec => spec["Labels"]!["tier"] = "back");
        await _guarded.RunAsync(GuardedSwarm.To("app:3"));
        Assert.Equal(_guarded.Original["UpdateConfig"]!.ToJsonString(), _guarded.Now["UpdateConfig"]!.ToJsonString());
    }

    [Fact]
    public async Task A_rollout_that_is_gone_on_with_keeps_its_own_settings_to_the_end()
    {
        await _guarded.KilledAsync(Tuned with { Canary = 1 }, 2.5);
        long? during = null;
        _guarded.Swarm.BeforeUpdate = () => _guarded.At(Seconds + 0.5, () => during ??= (long?)_guarded.Now["UpdateConfig"]!["Parallelism"]);
        await _guarded.ResumeAsync();
        Assert.Equal(1, during);
        Assert.Equal(_guarded.Original["UpdateConfig"]!.ToJsonString(), _guarded.Now["UpdateConfig"]!.ToJsonString());
    }

    [Fact]
    public async Task A_failed_rollout_over_an_update_of_docker_that_had_stopped_goes_back_to_what_was_before_both()
    {
        _guarded.Orchestrator.Fates["app:2"] = _guarded.Orchestrator.Fates["app:3"] = SwarmTaskState.Failed;
        _guarded.Write("app:2");
        await _guarded.WaitAsync(10);
        Assert.Equal(SwarmUpdateState.Paused, _guarded.Web.UpdateState);
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:3") with { Canary = 1, RollbackOnFailure = true });
        Assert.Equal((SwarmRolloutOutcome.RolledBack, "app:1", 4), (result.Outcome, _guarded.Web.Image, _guarded.UpToDate));
        Assert.Equal(["1 app:1 Unknown *", "2 app:3 from 1 RolledBack"], await _guarded.RevisionsAsync());
        Assert.Contains(_guarded.Told, told => told.StartsWith("warning: web: the update to 'app:2' did not come to its end.", StringComparison.Ordinal) && told.EndsWith("'app:1'.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rollout_that_takes_the_place_of_another_says_so()
    {
        await _guarded.KilledAsync(GuardedSwarm.To("app:2") with { Canary = 1 }, 2.5);
        await _guarded.RunAsync(GuardedSwarm.To("app:3"));
        Assert.Contains("warning: web: the rollout to 'app:2' (revision 2, by me@here) did not come to its end. This one takes its place; if it has to go back, then to what was before both, 'app:1'.", _guarded.Told);
    }

    [Fact]
    public async Task On_the_way_back_the_engine_may_not_return_to_the_version_that_failed()
    {
        _guarded.Swarm.Touch("web", spec => spec["UpdateConfig"]!["FailureAction"] = "rollback");
        _guarded.Judge = _ =>
        {
            _guarded.Orchestrator.Fates["app:1"] = _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
            return null;
        };
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:2") with { Canary = 1, IsValidated = true });
        Assert.Equal((SwarmRolloutOutcome.Paused, "app:1"), (result.Outcome, _guarded.Web.Image));
        Assert.Contains("Going back failed too: The engine stopped the update", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_docker_rollback_after_a_rollout_with_first_tasks_does_not_hold_the_service_and_can_be_undone()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2") with { Canary = 1 });
        _guarded.Orchestrator.RollBack("web");
        await _guarded.WaitAsync(10);
        Assert.Equal(("app:2", false), (_guarded.Web.Image, RollingSpecs.IsHeld(_guarded.Now)));
        SwarmRolloutResult result = await _guarded.UndoAsync();
        Assert.Equal((SwarmRolloutOutcome.Converged, "app:1"), (result.Outcome, _guarded.Web.Image));
        Assert.Equal(_guarded.Original.ToJsonString(), _guarded.Now.ToJsonString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Tasks_that_are_replaced_by_force_meanwhile_are_still_ours(int canary)
    {
        _guarded.At(1.5, () => _guarded.Write(spec =>
        {
            spec["TaskTemplate"]!["ForceUpdate"] = 1;
            return spec;
        }));
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:2") with { Canary = canary });
        Assert.Equal((SwarmRolloutOutcome.Converged, 1), (result.Outcome, (int)_guarded.Now["TaskTemplate"]!["ForceUpdate"]!));
        Assert.EndsWith("app:2 from 1 Converged *", (await _guarded.RevisionsAsync())[^1], StringComparison.Ordinal);
        Assert.Equal("app:1", (await _guarded.UndoAsync()).To);
    }

    [Fact]
    public async Task What_was_gone_back_from_without_a_client_is_told_as_that_and_noted_by_the_next()
    {
        _guarded.Judge = _ => "no";
        using CancellationTokenSource stop = new();
        _guarded.Swarm.AfterUpdate = () =>
        {
            if (_guarded.Web.UpdateState == SwarmUpdateState.RollbackStarted)
            {
                stop.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _guarded.RunAsync(GuardedSwarm.To("app:2") with { Canary = 1, IsValidated = true }, stop.Token));
        await _guarded.WaitAsync(20);
        Assert.Equal(SwarmUpdateState.RollbackCompleted, _guarded.Web.UpdateState);
        await Refused.WithAsync(ErrorId.RevisionNotFound, ["'web' is what it was before the rollout of revision 2, which was left"], () => _guarded.UndoAsync());
        await _guarded.RunAsync(GuardedSwarm.To("app:3"));
        Assert.Equal(["1 app:1 Unknown", "2 app:2 from 1 RolledBack", "3 app:3 from 1 Converged *"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task What_somebody_changed_in_a_held_update_is_kept_when_it_is_gone_on_with_and_can_be_undone()
    {
        await _guarded.KilledAsync(GuardedSwarm.To("app:2") with { Canary = 1 }, 2.5);
        _guarded.Swarm.Touch("web", spec => spec["Labels"]!["tier"] = "back");
        SwarmRolloutResult result = await _guarded.ResumeAsync();
        Assert.Equal((SwarmRolloutOutcome.Converged, 3), (result.Outcome, result.Revision));
        Assert.Equal(["1 app:1 Unknown", "2 app:2 from 1 Superseded", "3 app:2 from 1 Converged *"], await _guarded.RevisionsAsync());
        Assert.Equal("app:1", (await _guarded.UndoAsync()).To);
        Assert.Equal(_guarded.Original.ToJsonString(), _guarded.Now.ToJsonString());
    }

    [Fact]
    public async Task An_undo_does_not_deploy_what_was_rolled_back_where_what_was_before_is_not_kept_any_more()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        _guarded.Orchestrator.Fates["app:3"] = SwarmTaskState.Failed;
        await _guarded.RunAsync(GuardedSwarm.To("app:3") with { RollbackOnFailure = true });
        await _guarded.History.ForgetAsync(await _guarded.RevisionAsync(1), TestContext.Current.CancellationToken);
        await Refused.WithAsync(ErrorId.RevisionNotFound, ["'web'", "revision 3"], () => _guarded.UndoAsync());
        Assert.Equal("app:2", _guarded.Web.Image);
    }

    [Fact]
    public async Task A_rollout_over_a_held_one_is_not_left_to_an_engine_that_would_go_back_to_the_wrong_version()
    {
        _guarded.Swarm.Touch("web", spec => spec["UpdateConfig"]!["FailureAction"] = "rollback");
        await _guarded.KilledAsync(GuardedSwarm.To("app:2") with { Canary = 1 }, 2.5);
        int before = _guarded.Changes.Count;
        await Refused.WithAsync(ErrorId.OptionInvalid, ["'web'", "-NoWait"], () => _guarded.RunAsync(GuardedSwarm.To("app:3") with { IsWatched = false }));
        Assert.Equal(before, _guarded.Changes.Count);
    }

    [Fact]
    public async Task A_held_service_without_any_history_gets_the_settings_back_that_the_engine_knows()
    {
        _guarded.Write("app:2");
        await _guarded.WaitAsync(0.5);
        _guarded.Swarm.Change("web", document =>
        {
            document["PreviousSpec"] = document["Spec"]!.DeepClone();
            document["Spec"] = RollingSpecs.Suspended((JsonObject)document["Spec"]!);
        });
        await _guarded.ResumeAsync();
        Assert.Equal(_guarded.Original["UpdateConfig"]!.ToJsonString(), _guarded.Now["UpdateConfig"]!.ToJsonString());
    }

    private double Seconds => (_guarded.Swarm.Clock.UtcNow - A.Noon).TotalSeconds;
}
