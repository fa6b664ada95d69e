using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.History;
using SwarmTools.Rollouts;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Rollouts;

public class RevisionRestorerTests
{
    private readonly GuardedSwarm _guarded = new();

    [Fact]
    public async Task A_restored_service_is_equal_to_the_revision_field_by_field()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2", ServiceOptions.Labels.Put("-AddLabel", "added", "1"), ServiceOptions.Update.Parallelism.Set("-Parallelism", 1)));
        await _guarded.RunAsync(GuardedSwarm.To("app:3"));
        SwarmRolloutResult result = await RestoreAsync(1);
        Assert.Equal((SwarmRolloutOutcome.Converged, "app:3", "app:1", 4), (result.Outcome, result.From, result.To, result.Revision));
        Assert.Equal(_guarded.Original.ToJsonString(), _guarded.Now.ToJsonString());
    }

    [Fact]
    public async Task A_restore_is_a_rollout_with_a_revision_and_a_reason_of_its_own()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        await RestoreAsync(1);
        Assert.Equal(["1 app:1 Unknown", "2 app:2 from 1 Converged", "3 app:1 from 2 Converged *"], await _guarded.RevisionsAsync());
        Assert.Equal("Restored from revision 1.", (await _guarded.RevisionAsync(3)).Reason);
        await RestoreAsync(2, new() { Reason = "it was right after all" });
        Assert.Equal("it was right after all", (await _guarded.RevisionAsync(4)).Reason);
    }

    [Fact]
    public async Task A_restore_of_what_the_service_has_changes_nothing()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        int changes = _guarded.Changes.Count;
        Assert.Equal(SwarmRolloutOutcome.Converged, (await RestoreAsync(2)).Outcome);
        Assert.Equal(changes, _guarded.Changes.Count);
    }

    [Fact]
    public async Task A_revision_that_names_what_is_gone_is_refused_before_anything_is_changed()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        SwarmRevision lost = await WithAsync("""{ "Name": "web", "TaskTemplate": { "ContainerSpec": { "Image": "app:9", "Secrets": [{ "SecretID": "s1", "SecretName": "key" }] } } }""");
        int changes = _guarded.Changes.Count;
        await Refused.WithAsync(ErrorId.RevisionIncomplete, ["the secret 'key'"], () => RestoreAsync(lost.Revision));
        Assert.Equal(changes, _guarded.Changes.Count);
    }

    [Fact]
    public async Task A_restore_that_meets_a_change_by_somebody_else_is_a_conflict()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        _guarded.Swarm.BeforeUpdate = () =>
        {
            _guarded.Swarm.BeforeUpdate = () => { };
            _guarded.Swarm.Touch("web", spec => spec["Labels"]!["tier"] = "back");
        };
        await Refused.WithAsync(ErrorId.Conflict, ["'web'", "-Revision"], () => RestoreAsync(1));
        Assert.Equal("back", (string?)_guarded.Now["Labels"]!["tier"]);
    }

    [Fact]
    public async Task An_undo_brings_back_the_revision_before()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        await _guarded.RunAsync(GuardedSwarm.To("app:3"));
        SwarmRolloutResult result = await _guarded.UndoAsync();
        Assert.Equal((SwarmRolloutOutcome.Converged, "app:3", "app:2"), (result.Outcome, result.From, result.To));
        Assert.Equal("4 app:2 from 3 Converged *", (await _guarded.RevisionsAsync())[^1]);
    }

    [Fact]
    public async Task An_undo_passes_over_versions_that_failed()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2"));
        _guarded.Orchestrator.Fates["app:3"] = SwarmTaskState.Failed;
        Assert.Equal(SwarmRolloutOutcome.Paused, (await _guarded.RunAsync(GuardedSwarm.To("app:3"))).Outcome);
        Assert.Equal("app:2", (await _guarded.UndoAsync()).To);
        await Refused.WithAsync(ErrorId.RevisionNotFound, ["'web'", "came back already from a version that failed", "Restore-SwarmServiceRevision"], () => _guarded.UndoAsync());
        Assert.Equal("app:2", _guarded.Web.Image);
    }

    // The engine still knows the version that failed as the one before.
    [Fact]
    public async Task An_undo_does_not_bring_back_what_was_rolled_back()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        Assert.Equal(SwarmRolloutOutcome.RolledBack, (await _guarded.RunAsync(GuardedSwarm.To("app:2") with { RollbackOnFailure = true })).Outcome);
        await Refused.WithAsync(ErrorId.RevisionNotFound, ["'web'", "RolledBack"], () => _guarded.UndoAsync());
        Assert.Equal(_guarded.Original.ToJsonString(), _guarded.Now.ToJsonString());
    }

    [Fact]
    public async Task An_undo_of_a_rollout_that_stopped_half_way_brings_back_what_was_before_it()
    {
        _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
        await _guarded.RunAsync(GuardedSwarm.To("app:2") with { Canary = 1 });
        SwarmRolloutResult result = await _guarded.UndoAsync();
        Assert.Equal((SwarmRolloutOutcome.Converged, 4), (result.Outcome, _guarded.UpToDate));
        Assert.Equal(_guarded.Original.ToJsonString(), _guarded.Now.ToJsonString());
    }

    // The engine's own previous spec is the held one then.
    [Fact]
    public async Task An_undo_of_a_rollout_that_stopped_after_its_first_task_goes_back_further_than_the_engine_could()
    {
        _guarded.Judge = _ =>
        {
            _guarded.Orchestrator.Fates["app:2"] = SwarmTaskState.Failed;
            return null;
        };
        RollingUpdate tuned = GuardedSwarm.To("app:2") with { Canary = 1, IsValidated = true, Tuning = [ServiceOptions.Update.Parallelism.Set("-Parallelism", 1)] };
        Assert.Equal(SwarmRolloutOutcome.Paused, (await _guarded.RunAsync(tuned)).Outcome);
        SwarmRolloutResult result = await _guarded.UndoAsync();
        Assert.Equal((SwarmRolloutOutcome.Converged, 4), (result.Outcome, _guarded.UpToDate));
        Assert.Equal(_guarded.Original.ToJsonString(), _guarded.Now.ToJsonString());
    }

    [Fact]
    public async Task Where_no_revision_is_kept_the_engine_goes_back_by_itself()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2") with { HistoryLimit = 0 });
        SwarmRolloutResult result = await _guarded.UndoAsync();
        Assert.Equal((SwarmRolloutOutcome.Converged, "app:2", "app:1"), (result.Outcome, result.From, result.To));
        Assert.Equal("roll back", _guarded.Changes[^1]);
        Assert.Equal(_guarded.Original.ToJsonString(), _guarded.Now.ToJsonString());
        Assert.Null(result.Revision);
    }

    [Fact]
    public async Task An_undo_that_is_not_watched_is_left_to_the_engine()
    {
        await _guarded.RunAsync(GuardedSwarm.To("app:2") with { HistoryLimit = 0 });
        SwarmRolloutResult result = await _guarded.UndoAsync(new() { IsWatched = false });
        Assert.Equal((SwarmRolloutOutcome.InProgress, "app:2", "app:1"), (result.Outcome, result.From, result.To));
    }

    [Fact]
    public async Task A_service_as_it_was_made_has_nothing_to_go_back_to() =>
        await Refused.WithAsync(ErrorId.RevisionNotFound, ["'web'", "as it was made"], () => _guarded.UndoAsync());

    private async Task<SwarmRolloutResult> RestoreAsync(int revision, RollingUpdate? update = null) =>
        await _guarded.Restorer.RestoreAsync(_guarded.Web, await _guarded.RevisionAsync(revision), update ?? new(), _ => { }, TestContext.Current.CancellationToken);

    private Task<SwarmRevision> WithAsync(string spec) => new ConfigHistoryStore(_guarded.Swarm).AddAsync(
        new() { ServiceId = "web-id", ServiceName = "web", Spec = (JsonObject)JsonNode.Parse(spec)! }, TestContext.Current.CancellationToken);
}
