using System;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Rollouts;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Rollouts;

/// <summary>Updates that are held, found half way, and gone on with.</summary>
public class UpdateControlTests
{
    private readonly GuardedSwarm _guarded = new();

    [Fact]
    public async Task An_update_that_runs_is_held_and_replaces_no_more_than_one_further_task()
    {
        await UpdateOfSomebodyElseAsync();
        int before = _guarded.UpToDate;
        Assert.True((await _guarded.SuspendAsync()).IsChanged);
        await _guarded.Swarm.Clock.DelayAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        await _guarded.Swarm.Clock.DelayAsync(TimeSpan.FromHours(1), TestContext.Current.CancellationToken);
        Assert.InRange(_guarded.UpToDate, before, before + 1);
        Assert.True(RollingSpecs.IsHeld(_guarded.Now));
    }

    [Fact]
    public async Task What_the_update_was_to_bring_is_kept_before_it_is_held()
    {
        await UpdateOfSomebodyElseAsync();
        await _guarded.SuspendAsync();
        Assert.Equal(["1 app:1 Unknown", "2 app:2 from 1 InProgress"], await _guarded.RevisionsAsync());
        Assert.Equal("wait", (await _guarded.RevisionAsync(2)).Reason);
        Assert.Equal(["update", "create config", "create config", "update"], _guarded.Changes);
    }

    [Fact]
    public async Task An_update_that_is_held_already_is_left_as_it_is()
    {
        await UpdateOfSomebodyElseAsync();
        await _guarded.SuspendAsync();
        int requests = _guarded.Changes.Count;
        Assert.False((await _guarded.SuspendAsync()).IsChanged);
        Assert.Equal(requests, _guarded.Changes.Count);
    }

    [Fact]
    public async Task A_rollout_that_nobody_watched_is_kept_again_when_it_is_held()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2") with { IsWatched = false });
        await _guarded.Swarm.Clock.DelayAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await _guarded.SuspendAsync();
        Assert.Equal(["1 app:1 Unknown", "2 app:2 from 1 Unknown", "3 app:2 from 1 InProgress"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task Where_no_update_runs_there_is_none_to_hold()
    {
        await Refused.WithAsync(ErrorId.UpdateNotRunning, ["'web'", "no update that could be suspended."], _guarded.SuspendAsync);
        Assert.Empty(_guarded.Changes);
    }

    [Fact]
    public async Task An_update_that_the_engine_has_not_begun_yet_is_waited_for()
    {
        await _guarded.Updater.EditAsync("web-id", GuardedSwarm.To("app:2").Edits, login: null, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal(SwarmUpdateState.None, ServiceSpec.Of(await _guarded.Swarm.GetServiceAsync("web-id", TestContext.Current.CancellationToken)).UpdateState);
        Assert.True((await _guarded.SuspendAsync()).IsChanged);
        Assert.True(RollingSpecs.IsHeld(_guarded.Now));
    }

    [Fact]
    public async Task An_update_that_is_held_again_after_it_went_on_unwatched_can_be_undone()
    {
        await UpdateOfSomebodyElseAsync();
        await _guarded.SuspendAsync();
        await _guarded.ResumeAsync(new() { IsWatched = false });
        await _guarded.Swarm.Clock.DelayAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await _guarded.SuspendAsync();

        SwarmRolloutResult undone = await _guarded.UndoAsync();

        Assert.Equal((SwarmRolloutOutcome.Converged, "app:1", 4), (undone.Outcome, undone.To, _guarded.UpToDate));
        Assert.DoesNotContain("Found", string.Concat(await _guarded.RevisionsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_that_was_held_is_gone_on_with_by_anybody()
    {
        await UpdateOfSomebodyElseAsync();
        await _guarded.SuspendAsync();
        SwarmRolloutResult result = await _guarded.ResumeAsync();
        Assert.Equal((SwarmRolloutOutcome.Converged, 2, 4), (result.Outcome, result.Revision, _guarded.UpToDate));
        Assert.Equal(_guarded.Original["UpdateConfig"]!.ToJsonString(), _guarded.Now["UpdateConfig"]!.ToJsonString());
        Assert.Equal(["1 app:1 Unknown", "2 app:2 from 1 Converged *"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task A_rollout_whose_client_was_killed_after_the_first_task_is_gone_on_with()
    {
        await KilledAsync();
        SwarmRolloutResult result = await _guarded.ResumeAsync();
        Assert.Equal((SwarmRolloutOutcome.Converged, 2, 4), (result.Outcome, result.Revision, _guarded.UpToDate));
        Assert.Equal(_guarded.Original["UpdateConfig"]!.ToJsonString(), _guarded.Now["UpdateConfig"]!.ToJsonString());
    }

    [Fact]
    public async Task A_resumed_rollout_tells_the_image_from_before_the_rollout()
    {
        await KilledAsync();
        SwarmRolloutResult result = await _guarded.ResumeAsync();
        Assert.Equal(("app:1", "app:2"), (result.From, result.To));
    }

    [Fact]
    public async Task A_resumed_rollout_that_fails_goes_back_when_that_was_asked_for()
    {
        await KilledAsync();
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        SwarmRolloutResult result = await _guarded.ResumeAsync(new() { RollbackOnFailure = true });
        Assert.Equal(SwarmRolloutOutcome.RolledBack, result.Outcome);
        Assert.Equal(_guarded.Original.ToJsonString(), _guarded.Now.ToJsonString());
    }

    [Fact]
    public async Task A_resume_that_is_not_watched_is_left_to_the_engine()
    {
        await KilledAsync();
        Assert.Equal(SwarmRolloutOutcome.InProgress, (await _guarded.ResumeAsync(new() { IsWatched = false })).Outcome);
        Assert.False(RollingSpecs.IsHeld(_guarded.Now));
    }

    [Fact]
    public async Task An_update_that_the_engine_stopped_is_gone_on_with_although_nothing_is_kept_of_it()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        await UpdateOfSomebodyElseAsync();
        Assert.Equal(SwarmUpdateState.Paused, _guarded.Web.UpdateState);
        _guarded.Orchestrator.Fates.Clear();
        SwarmRolloutResult result = await _guarded.ResumeAsync();
        Assert.Equal(SwarmRolloutOutcome.Converged, result.Outcome);
        Assert.Null(result.Revision);
        Assert.Empty(_guarded.Swarm.Configs);
    }

    [Fact]
    public async Task Where_nothing_was_held_there_is_nothing_to_go_on_with()
    {
        await Refused.WithAsync(ErrorId.UpdateNotRunning, ["'web'", "could be resumed"], () => _guarded.ResumeAsync());
        await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        await Refused.WithAsync(ErrorId.UpdateNotRunning, ["'web'"], () => _guarded.ResumeAsync());
    }

    // As Set-SwarmService -UpdateDelay does it after a rollout.
    [Fact]
    public async Task What_somebody_set_after_a_rollout_is_nothing_to_go_on_with()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        _guarded.Swarm.Touch("web", spec => spec["UpdateConfig"]!["Delay"] = 7);
        await Refused.WithAsync(ErrorId.UpdateNotRunning, ["'web'"], () => _guarded.ResumeAsync());
        Assert.Equal(7, (int)_guarded.Now["UpdateConfig"]!["Delay"]!);
    }

    [Fact]
    public async Task A_rollout_whose_client_was_killed_before_it_took_its_settings_back_is_brought_to_its_end()
    {
        using CancellationTokenSource stop = new();
        _guarded.At(5, stop.Cancel);
        SpecEdit[] tuning = [ServiceOptions.Update.Parallelism.Set("-Parallelism", 1)];
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _guarded.RunAsync(GuardedSwarm.To("app:2") with { Tuning = tuning }, stop.Token));
        await _guarded.Swarm.Clock.DelayAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.Equal((SwarmUpdateState.Completed, 1), (_guarded.Web.UpdateState, (int)_guarded.Now["UpdateConfig"]!["Parallelism"]!));
        await _guarded.ResumeAsync();
        Assert.Equal(_guarded.Original["UpdateConfig"]!.ToJsonString(), _guarded.Now["UpdateConfig"]!.ToJsonString());
    }

    [Fact]
    public async Task A_rollout_over_one_that_is_held_is_not_held_itself()
    {
        await KilledAsync();
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:3"));
        Assert.Equal((SwarmRolloutOutcome.Converged, 4), (result.Outcome, _guarded.UpToDate));
        Assert.Equal(_guarded.Original["UpdateConfig"]!.ToJsonString(), _guarded.Now["UpdateConfig"]!.ToJsonString());
        Assert.Equal(["1 app:1 Unknown", "2 app:2 from 1 Superseded", "3 app:3 from 1 Converged *"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task The_same_command_again_after_Ctrl_C_that_is_refused_now_goes_back_too()
    {
        await KilledAsync();
        _guarded.Judge = _ => "no";
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:2") with { Canary = 1, IsValidated = true });
        Assert.Equal((SwarmRolloutOutcome.RolledBack, "app:1", 4), (result.Outcome, _guarded.Web.Image, _guarded.UpToDate));
        Assert.Equal(_guarded.Original.ToJsonString(), _guarded.Now.ToJsonString());
    }

    [Fact]
    public async Task What_is_held_goes_back_although_somebody_changed_it_since()
    {
        await KilledAsync();
        _guarded.Swarm.Touch("web", spec => spec["Labels"]!["team"] = "x");
        await _guarded.UndoAsync();
        Assert.Equal(_guarded.Original.ToJsonString(), _guarded.Now.ToJsonString());
    }

    [Fact]
    public async Task What_was_changed_by_others_while_it_was_held_goes_on_too()
    {
        await KilledAsync();
        _guarded.Swarm.Touch("web", spec => spec["Labels"]!["tier"] = "back");
        await _guarded.ResumeAsync();
        Assert.Equal(("back", "app:2"), ((string?)_guarded.Now["Labels"]!["tier"], _guarded.Web.Image));
        Assert.Equal(_guarded.Original["UpdateConfig"]!.ToJsonString(), _guarded.Now["UpdateConfig"]!.ToJsonString());
    }

    [Fact]
    public async Task A_failed_rollout_over_one_that_is_held_goes_back_to_what_was_before_both()
    {
        await KilledAsync();
        _guarded.Orchestrator.Fates["app:3"] = SwarmTaskState.Failed;
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:3") with { RollbackOnFailure = true });
        Assert.Equal((SwarmRolloutOutcome.RolledBack, "app:1", 4), (result.Outcome, _guarded.Web.Image, _guarded.UpToDate));
        Assert.False(RollingSpecs.IsHeld(_guarded.Now));
    }

    [Fact]
    public async Task The_same_rollout_again_brings_one_that_is_held_to_its_end()
    {
        await KilledAsync();
        Assert.Equal((SwarmRolloutOutcome.Converged, 4), ((await _guarded.RunAsync(GuardedSwarm.To("app:2"))).Outcome, _guarded.UpToDate));
    }

    private async Task UpdateOfSomebodyElseAsync()
    {
        await _guarded.Updater.EditAsync("web-id", GuardedSwarm.To("app:2").Edits, login: null, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await _guarded.Swarm.Clock.DelayAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
    }

    private async Task KilledAsync()
    {
        _guarded.Judge = _ => throw new OperationCanceledException("killed");
        await Assert.ThrowsAsync<OperationCanceledException>(() => _guarded.RunAsync(GuardedSwarm.To("app:2") with { Canary = 1, IsValidated = true }));
        Assert.Equal(1, _guarded.UpToDate);
    }
}
