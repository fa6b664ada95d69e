using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Engine;
using SwarmTools.History;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Rollouts;

/// <summary>Rollouts that come to their end, what they keep, and what they leave as it was.</summary>
public class RollingUpdaterTests
{
    private readonly GuardedSwarm _guarded = new();

    [Fact]
    public async Task A_plain_rollout_replaces_all_tasks_and_tells_what_it_did()
    {
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:2@sha256:abc"));
        Assert.Equal((SwarmRolloutOutcome.Converged, SwarmRolloutOutcome.Converged, 4, 4), (result.Outcome, result.Cause, result.Running, result.Desired));
        Assert.Equal(("app:1", "app:2", "", "sha256:abc"), (result.From, result.To, result.OldDigest, result.NewDigest));
        Assert.Equal((2, 4), (result.Revision, result.TasksReplaced));
        Assert.Equal((A.Noon, _guarded.Swarm.Clock.UtcNow - A.Noon), (result.StartedAt, result.Duration));
        Assert.Equal(4, _guarded.UpToDate);
    }

    [Fact]
    public async Task What_the_service_had_and_is_to_have_is_kept_before_anything_is_changed()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        Assert.Equal(["create config", "create config", "update"], _guarded.Changes);
        Assert.Equal(["1 app:1 Unknown", "2 app:2 from 1 Converged *"], await _guarded.RevisionsAsync());
        SwarmRevision kept = (await _guarded.History.OfAsync([_guarded.Web], TestContext.Current.CancellationToken))[1];
        Assert.Equal(("because", "me@here", "web-id"), (kept.Reason, kept.CreatedBy, kept.ServiceId));
        Assert.Equal("TaskTemplate.ContainerSpec.Image: app:1 -> app:2", Assert.Single(kept.Changes).ToString());
    }

    [Fact]
    public async Task The_next_rollout_begins_with_the_revision_that_the_service_has()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        Assert.Equal(3, (await _guarded.RunAsync(GuardedSwarm.To("app:3"))).Revision);
        Assert.Equal(["1 app:1 Unknown", "2 app:2 from 1 Converged", "3 app:3 from 2 Converged *"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task Nothing_but_the_edit_is_changed()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        _guarded.Original["TaskTemplate"]!["ContainerSpec"]!["Image"] = "app:2";
        Assert.Equal(_guarded.Original.ToJsonString(), _guarded.Now.ToJsonString());
    }

    [Fact]
    public async Task Settings_for_one_rollout_alone_are_taken_back_at_its_end()
    {
        JsonNode? during = null;
        _guarded.At(2.5, () => during = _guarded.Now["UpdateConfig"]!["Parallelism"]);
        await _guarded.RunAsync(GuardedSwarm.To("app:2") with { Tuning = [ServiceOptions.Update.Parallelism.Set("-Parallelism", 1)] });
        Assert.Equal(1, (int)during!);
        Assert.Equal(_guarded.Original["UpdateConfig"]!.ToJsonString(), _guarded.Now["UpdateConfig"]!.ToJsonString());
        Assert.Equal(["1 app:1 Unknown", "2 app:2 from 1 Converged *"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task Where_nothing_is_to_change_nothing_is_sent_and_nothing_kept()
    {
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:1"));
        Assert.Equal((SwarmRolloutOutcome.Converged, "app:1", "app:1", 0), (result.Outcome, result.From, result.To, result.TasksReplaced));
        Assert.Null(result.Revision);
        Assert.Empty(_guarded.Changes);
        Assert.Empty(_guarded.Swarm.Configs);
    }

    [Fact]
    public async Task An_old_failure_does_not_matter_where_nothing_is_to_change()
    {
        _guarded.Swarm.Change("web", document => document["UpdateStatus"] = new JsonObject { ["State"] = "rollback_completed" });
        Assert.Equal(SwarmRolloutOutcome.Converged, (await _guarded.RunAsync(GuardedSwarm.To("app:1"))).Outcome);
    }

    [Fact]
    public async Task A_refused_update_leaves_no_revision_of_what_never_was()
    {
        _guarded.Swarm.BeforeUpdate = () => throw new SwarmException(ErrorId.RequestRefused, "no");
        await Refused.WithAsync(ErrorId.RequestRefused, ["no"], () => _guarded.RunAsync(GuardedSwarm.To("app:2")));
        Assert.Equal(["1 app:1 Unknown *"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task An_update_that_may_have_arrived_keeps_its_revision()
    {
        _guarded.Swarm.BeforeUpdate = () => throw new SwarmException(ErrorId.EngineUnreachable, "cut off");
        await Refused.WithAsync(ErrorId.EngineUnreachable, ["cut off"], () => _guarded.RunAsync(GuardedSwarm.To("app:2")));
        Assert.Equal(["1 app:1 Unknown *", "2 app:2 from 1 InProgress"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task Where_somebody_was_faster_the_revisions_are_made_anew_from_what_they_wrote()
    {
        _guarded.Swarm.BeforeUpdate = () =>
        {
            _guarded.Swarm.BeforeUpdate = () => { };
            _guarded.Swarm.Touch("web", spec => spec["Labels"]!["other"] = "x");
        };
        await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        Assert.Equal("x", (string?)_guarded.Now["Labels"]!["other"]);
        string[] revisions = [.. await _guarded.RevisionsAsync()];
        Assert.Equal("app:2 from 2 Converged *", revisions[^1][2..]);
        Assert.DoesNotContain(revisions, revision => revision.EndsWith("InProgress", StringComparison.Ordinal));
        Assert.Equal("x", (string?)RevisionJson.SpecOf(await _guarded.RevisionAsync(2))["Labels"]!["other"]);
    }

    [Fact]
    public async Task No_more_revisions_are_kept_than_wished()
    {
        for (int version = 2; version <= 5; version++)
        {
            await _guarded.RunAsync(GuardedSwarm.To($"app:{version}") with { HistoryLimit = 3 });
        }

        Assert.Equal(["3 app:3 from 2 Converged", "4 app:4 from 3 Converged", "5 app:5 from 4 Converged *"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task With_a_limit_of_0_none_is_left_when_the_rollout_ends()
    {
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:2") with { HistoryLimit = 0 });
        Assert.Equal(SwarmRolloutOutcome.Converged, result.Outcome);
        Assert.Null(result.Revision);
        Assert.Empty(_guarded.Swarm.Configs);
    }

    [Fact]
    public async Task With_a_limit_of_0_what_is_needed_to_go_back_stays_while_a_rollout_is_not_over()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:2") with { HistoryLimit = 0 });
        Assert.Equal((SwarmRolloutOutcome.Paused, 2), (result.Outcome, result.Revision));
        Assert.Equal(["1 app:1 Unknown", "2 app:2 from 1 Paused *"], await _guarded.RevisionsAsync());
    }

    [Fact]
    public async Task A_rollout_that_is_not_watched_is_left_to_the_engine()
    {
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:2") with { IsWatched = false });
        Assert.Equal((SwarmRolloutOutcome.InProgress, "app:1", "app:2", 2), (result.Outcome, result.From, result.To, result.Revision));
        Assert.Contains("Wait-SwarmService", result.Message, StringComparison.Ordinal);
        Assert.Equal(A.Noon, _guarded.Swarm.Clock.UtcNow);
        Assert.Equal(["1 app:1 Unknown", "2 app:2 from 1 Unknown *"], await _guarded.RevisionsAsync());
    }

    // Whoever has pushed the missing image types the same command again.
    [Fact]
    public async Task The_same_rollout_again_goes_on_where_the_engine_had_stopped_it()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        Assert.Equal(SwarmRolloutOutcome.Paused, (await _guarded.RunAsync(GuardedSwarm.To("app:2"))).Outcome);
        _guarded.Orchestrator.Fates.Clear();
        Assert.Equal((SwarmRolloutOutcome.Converged, 4), ((await _guarded.RunAsync(GuardedSwarm.To("app:2"))).Outcome, _guarded.UpToDate));
        Assert.Contains(_guarded.Told, told => told.Contains("it is gone on with", StringComparison.Ordinal));
    }

    // Managers drop the spec that an updater has which they stopped a moment ago.
    [Fact]
    public async Task What_had_stopped_goes_on_with_a_spec_that_differs_and_has_its_own_settings_in_the_end()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        string stopped = _guarded.Now.ToJsonString();
        _guarded.Orchestrator.Fates.Clear();
        List<string> specs = [];
        _guarded.Swarm.BeforeUpdate = () => specs.Add(_guarded.Now.ToJsonString());
        await _guarded.ResumeAsync();
        Assert.Equal([stopped, stopped[..^2] + ",\"Delay\":100}}"], specs);
        Assert.Equal(stopped, _guarded.Now.ToJsonString());
    }

    [Fact]
    public async Task A_rollout_of_nothing_says_so() =>
        Assert.StartsWith("Nothing was to be changed. 4 of 4 tasks run", (await _guarded.RunAsync(GuardedSwarm.To("app:1"))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_rollout_that_is_neither_watched_nor_needed_asks_for_no_tasks()
    {
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:1") with { IsWatched = false });
        Assert.Equal(SwarmRolloutOutcome.InProgress, result.Outcome);
        Assert.DoesNotContain("tasks", _guarded.Swarm.Requests);
        Assert.Empty(_guarded.Changes);
    }

    [Fact]
    public async Task The_login_goes_with_the_update()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2") with { Login = RegistryLogin.None });
        Assert.Same(RegistryLogin.None, Assert.Single(_guarded.Swarm.Logins));
    }

    [Fact]
    public async Task A_health_check_that_takes_longer_than_tasks_are_watched_is_told()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2", ServiceOptions.HealthTest.Replace("-HealthCommand", ["CMD", "true"])));
        Assert.StartsWith("warning: web: a new task is watched for 5s", _guarded.Told[0], StringComparison.Ordinal);
        Assert.Single(_guarded.Told, told => told.StartsWith("warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_history_that_cannot_be_written_at_the_end_does_not_hide_how_it_ended()
    {
        _guarded.At(1.5, () => _guarded.Swarm.Refusals["label config " + _guarded.Swarm.Configs[1].Name] = new SwarmException(ErrorId.RequestRefused, "no labels today"));
        SwarmRolloutResult result = await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        Assert.Equal(SwarmRolloutOutcome.Converged, result.Outcome);
        Assert.Contains("no labels today", _guarded.Told.Last(), StringComparison.Ordinal);
    }
}
