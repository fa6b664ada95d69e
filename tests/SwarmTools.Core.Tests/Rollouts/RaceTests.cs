using System;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Rollouts;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Rollouts;

/// <summary>Others who are there in the very moment between two requests of a rollout, and engines that fall silent in one.</summary>
public class RaceTests
{
    private readonly GuardedSwarm _guarded = new();

    private static RollingUpdate Guarded => GuardedSwarm.To("app:2") with { RollbackOnFailure = true };

    [Fact]
    public async Task A_rollout_of_another_client_that_begins_before_ours_is_sent_is_a_conflict()
    {
        GuardedSwarm.Once(what => _guarded.Swarm.BeforeUpdate = what, () => _guarded.Write(spec => RollingSpecs.First(GuardedSwarm.With(spec, "app:2"), [], 1)));
        SpecEdit label = new("-AddLabel", spec => spec["Labels"]!["b"] = "1");
        await Refused.WithAsync(ErrorId.Conflict, ["'web'", "Nothing was changed"], () => _guarded.RunAsync(new() { Edits = [label], RollbackOnFailure = true }));
        Assert.True(RollingSpecs.IsHeld(_guarded.Now));
    }

    [Fact]
    public async Task A_version_that_somebody_deploys_right_after_the_way_back_was_sent_is_left_as_it_is()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        int updates = 0;
        _guarded.Swarm.AfterUpdate = () =>
        {
            if (++updates == 2)
            {
                _guarded.Write(spec =>
                {
                    spec["UpdateConfig"]!["Parallelism"] = 7;
                    return GuardedSwarm.With(spec, "app:9");
                });
            }
        };
        SwarmRolloutResult result = await _guarded.RunAsync(Guarded with { Canary = 1 });
        Assert.NotEqual(SwarmRolloutOutcome.RolledBack, result.Outcome);
        Assert.Contains("Going back failed too", result.Message, StringComparison.Ordinal);
        Assert.Equal(("app:9", 7), (_guarded.Web.Image, (int)_guarded.Now["UpdateConfig"]!["Parallelism"]!));
    }

    [Fact]
    public async Task A_scale_during_a_rollout_that_fails_does_not_keep_it_from_going_back()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        _guarded.At(0.9, () => _guarded.Swarm.Touch("web", spec => spec["Labels"]!["scaled"] = "yes"));
        SwarmRolloutResult result = await _guarded.RunAsync(Guarded);
        Assert.Equal((SwarmRolloutOutcome.RolledBack, "app:1", "yes"), (result.Outcome, _guarded.Web.Image, (string?)_guarded.Now["Labels"]!["scaled"]));
    }

    [Fact]
    public async Task A_scale_right_after_the_first_write_is_no_conflict()
    {
        GuardedSwarm.Once(what => _guarded.Swarm.AfterUpdate = what, () => _guarded.Write(spec =>
        {
            spec["Labels"]!["scaled"] = "yes";
            return spec;
        }));
        Assert.Equal(SwarmRolloutOutcome.Converged, (await _guarded.RunAsync(GuardedSwarm.To("app:2"))).Outcome);
        Assert.Equal("yes", (string?)_guarded.Now["Labels"]!["scaled"]);
    }

    [Fact]
    public async Task A_version_that_is_known_to_have_failed_is_not_gone_back_to()
    {
        _guarded.Orchestrator.Fates["app:2"] = _guarded.Orchestrator.Fates["app:3"] = SwarmTaskState.Failed;
        await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        _guarded.Write(spec =>
        {
            spec["Labels"]!["x"] = "y";
            return spec;
        });
        await _guarded.WaitAsync(10);
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:3") with { Canary = 1, RollbackOnFailure = true });
        Assert.Equal((SwarmRolloutOutcome.RolledBack, "app:1"), (result.Outcome, _guarded.Web.Image));
    }

    [Fact]
    public async Task An_update_that_was_finished_is_not_under_way_again_when_only_settings_change()
    {
        await _guarded.KilledAsync(GuardedSwarm.To("app:2"), 1.5);
        await _guarded.WaitAsync(60);
        _guarded.Write(spec =>
        {
            spec["UpdateConfig"]!["Parallelism"] = 3;
            return spec;
        });
        _guarded.Swarm.Change("web", document => document.Remove("UpdateStatus"));
        _guarded.Orchestrator.Fates["app:3"] = SwarmTaskState.Failed;
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:3") with { RollbackOnFailure = true });
        Assert.Equal((SwarmRolloutOutcome.RolledBack, "app:2", 3), (result.Outcome, _guarded.Web.Image, (int)_guarded.Now["UpdateConfig"]!["Parallelism"]!));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_second_client_that_did_nothing_does_not_take_the_way_back_away(bool isKilled)
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Preparing;
        await _guarded.KilledAsync(GuardedSwarm.To("app:2"), 3.5);
        GuardedSwarm.Once(what => _guarded.Swarm.BeforeUpdate = what, () => throw (isKilled ? new OperationCanceledException() : new SwarmException(ErrorId.OptionInvalid, "port taken")));
        await Assert.ThrowsAnyAsync<Exception>(() => _guarded.RunAsync(GuardedSwarm.To("app:4")));
        _guarded.Orchestrator.Fates["app:3"] = SwarmTaskState.Failed;
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:3") with { RollbackOnFailure = true });
        Assert.Equal((SwarmRolloutOutcome.RolledBack, "app:1"), (result.Outcome, _guarded.Web.Image));
        Assert.Contains(_guarded.Told, told => told.StartsWith("warning: web: the rollout to 'app:2' (revision 2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_rollout_over_an_update_that_runs_goes_back_to_what_was_before_both(bool isUnwatched)
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Preparing;
        if (isUnwatched)
        {
            await _guarded.RunAsync(GuardedSwarm.To("app:2") with { IsWatched = false });
        }
        else
        {
            _guarded.Write("app:2");
        }

        await _guarded.WaitAsync(10);
        _guarded.Orchestrator.Fates["app:3"] = SwarmTaskState.Failed;
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:3") with { RollbackOnFailure = true });
        Assert.Equal((SwarmRolloutOutcome.RolledBack, "app:1", 4), (result.Outcome, _guarded.Web.Image, _guarded.UpToDate));
        Assert.Contains(_guarded.Told, told => told.StartsWith("warning: web: the update to 'app:2' did not come to its end.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_command_again_over_an_unwatched_update_that_takes_too_long_goes_back_to_what_was_before()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Preparing;
        await _guarded.RunAsync(GuardedSwarm.To("app:2") with { IsWatched = false });
        await _guarded.WaitAsync(5);
        SwarmRolloutResult result = await _guarded.RunAsync(Guarded with { Timeout = TimeSpan.FromSeconds(20) });
        Assert.Equal((SwarmRolloutOutcome.RolledBack, "app:1"), (result.Outcome, _guarded.Web.Image));
    }

    [Fact]
    public async Task What_was_as_wished_a_moment_ago_and_is_not_any_more_is_a_conflict()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        GuardedSwarm.Once(what => _guarded.Swarm.AfterInspect = what, () => _guarded.Write("app:9"));
        await Refused.WithAsync(ErrorId.Conflict, ["'web'"], () => _guarded.RunAsync(GuardedSwarm.To("app:2")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_undo_is_of_what_it_was_decided_for(bool isAnotherUndo)
    {
        _guarded.Write("app:2");
        await _guarded.WaitAsync(10);
        GuardedSwarm.Once(what => _guarded.Swarm.BeforeUpdate = what, () =>
        {
            if (isAnotherUndo)
            {
                _guarded.Orchestrator.RollBack("web");
            }
            else
            {
                _guarded.Write("app:9");
            }
        });
        await Refused.WithAsync(ErrorId.Conflict, ["'web'", "Nothing was changed"], () => _guarded.UndoAsync());
        Assert.Equal(isAnotherUndo ? "app:1" : "app:9", _guarded.Web.Image);
    }

    [Fact]
    public async Task An_undo_by_the_history_too()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        GuardedSwarm.Once(what => _guarded.Swarm.AfterInspect = what, () => _guarded.Write("app:9"));
        await Refused.WithAsync(ErrorId.Conflict, ["'web'", "Nothing was changed"], () => _guarded.UndoAsync());
        Assert.Equal("app:9", _guarded.Web.Image);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rollback_that_somebody_asks_for_after_the_first_tasks_is_not_told_as_going_back(bool isGuarded)
    {
        bool isAsked = false;
        _guarded.Judge = _ =>
        {
            isAsked = true;
            return null;
        };
        bool isDone = false;
        _guarded.Swarm.AfterUpdate = () =>
        {
            if (isAsked && !isDone)
            {
                isDone = true;
                _guarded.At((_guarded.Swarm.Clock.UtcNow - A.Noon).TotalSeconds + 0.5, () => _guarded.Orchestrator.RollBack("web"));
            }
        };
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:2") with { Canary = 1, IsValidated = true, RollbackOnFailure = isGuarded });
        Assert.Equal(SwarmRolloutOutcome.Superseded, result.Outcome);
        Assert.Contains("Undo-SwarmServiceUpdate", result.Message, StringComparison.Ordinal);
        Assert.Equal("app:1", (await _guarded.UndoAsync()).To);
    }
}
