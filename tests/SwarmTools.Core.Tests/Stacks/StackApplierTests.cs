using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Stacks;

namespace SwarmTools.Core.Tests.Stacks;

/// <summary>How a plan is carried out where others work on the same swarm, or where not all of it is wanted.</summary>
public sealed class StackApplierTests : AppliedStackTests
{
    [Fact]
    public async Task A_service_that_somebody_changed_since_it_was_looked_at_is_left_as_it_is()
    {
        StackStep step = Update("web");
        Swarm.BeforeUpdate = () => Once(() => Swarm.Touch("web", spec => spec["Labels"] = new JsonObject { ["theirs"] = "1" }));

        StackOutcome outcome = await ApplyAsync([step]);

        Assert.Equal("PlanIsStale", Assert.Single(outcome.Failures).ErrorId);
        Assert.Contains("Labels.theirs", outcome.Failures[0].Message, StringComparison.Ordinal);
        Assert.Equal("1", (string?)Swarm.SpecOf("web")["Labels"]!["theirs"]);
        Assert.Equal(SwarmStackChangeOutcome.Failed, step.Change.Outcome);
    }

    [Fact]
    public async Task That_the_engine_counted_up_the_version_by_itself_is_no_change()
    {
        StackStep step = Update("web");
        Swarm.BeforeUpdate = () => Once(() => Swarm.Touch("web", _ => { }));

        StackOutcome outcome = await ApplyAsync([step]);

        Assert.Empty(outcome.Failures);
        Assert.Equal("new:1", (string?)Swarm.SpecOf("web")["TaskTemplate"]!["ContainerSpec"]!["Image"]);
    }

    [Fact]
    public async Task A_service_that_needs_what_was_declined_is_skipped_and_so_is_one_that_depends_on_it()
    {
        StackStep config = new(new() { Type = SwarmStackObjectType.Config, Name = "shop_c", Action = SwarmStackAction.Create })
        {
            Content = new("c", "shop_c", new(ContentSourceKind.Content, "x")),
        };
        JsonObject uses = new() { ["Configs"] = new JsonArray(new JsonObject { ["ConfigName"] = "shop_c", ["File"] = new JsonObject { ["Name"] = "c" } }) };
        StackStep web = Create("web", uses);
        StackStep api = Create("api", [], new StackDependency("web", StackCondition.Started));
        StackStep other = Create("other", []);

        StackOutcome outcome = await ApplyAsync([config, web, api, other], declined: config);

        Assert.Empty(outcome.Failures);
        Assert.Equal(
            ["shop_c: It was declined.", "web: It needs the config 'shop_c', which was declined.", "api: A service that it depends on did not come so far."],
            outcome.Result.Changes.Where(change => change.Outcome == SwarmStackChangeOutcome.Skipped).Select(change => $"{change.Name}: {change.Message}"));
        Assert.Equal(["create other"], Swarm.Requests.Where(request => request.StartsWith("create ", StringComparison.Ordinal) && !request.StartsWith("create config", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_service_whose_ports_two_others_need_goes_once()
    {
        Swarm.Services.Add(A.Service("old"));
        StackStep removal = new(new() { Type = SwarmStackObjectType.Service, Name = "old", Action = SwarmStackAction.Remove, IsDowntime = true }) { Seen = Swarm.Services[0] };

        StackOutcome outcome = await ApplyAsync([Create("one", []) with { Before = [removal] }, Create("two", []) with { Before = [removal] }, removal]);

        Assert.Empty(outcome.Failures);
        Assert.Equal(["remove old-id"], Swarm.Requests.Where(request => request.StartsWith("remove ", StringComparison.Ordinal)));
        Assert.All(outcome.Result.Changes, change => Assert.Equal(SwarmStackChangeOutcome.Done, change.Outcome));
    }

    // It is gone, although its tasks are not: what is taken back is the service.
    [Fact]
    public async Task A_service_that_went_is_made_again_although_its_tasks_did_not_end_in_time()
    {
        Swarm.Services.Add(A.Service("old"));
        Swarm.Tasks.Add(A.Task(1, service: "old"));
        StackStep removal = new(new() { Type = SwarmStackObjectType.Service, Name = "old", Action = SwarmStackAction.Remove }) { Seen = Swarm.Services[0] };
        ObservedStack observed = new() { Services = [.. Swarm.Services] };
        StackApplyOptions options = new() { Api = FakeSwarm.Api, IsWatched = false, RollsBack = true, Timeout = TimeSpan.FromSeconds(5), HistoryLimit = 0 };

        StackOutcome outcome = await Applier.ApplyAsync(new(new("shop"), [removal]), observed, options, Told.Add, TestContext.Current.CancellationToken);

        Assert.Equal("RemovalTimedOut", outcome.Failures[0].ErrorId);
        Assert.Contains("create old", Swarm.Requests);
        Assert.Contains(Swarm.Services, service => service.Name == "old");
    }

    [Fact]
    public async Task After_a_failure_nothing_is_removed_and_the_rest_goes_on()
    {
        Swarm.Services.AddRange([A.Service("old"), A.Service("taken")]);
        StackStep bad = Create("taken", []);
        StackStep good = Create("good", []);
        StackStep removal = new(new() { Type = SwarmStackObjectType.Service, Name = "old", Action = SwarmStackAction.Remove }) { Seen = Swarm.Services[0] };

        StackOutcome outcome = await ApplyAsync([bad, good, removal]);

        Assert.Equal("PlanIsStale", Assert.Single(outcome.Failures).ErrorId);
        Assert.Equal(
            ["Failed", "Done", "Skipped"], outcome.Result.Changes.Select(change => change.Outcome.ToString()));
        Assert.Contains(Swarm.Services, service => service.Name == "old");
    }

    [Fact]
    public async Task A_service_that_cannot_be_made_again_isTold_as_failed()
    {
        Swarm.Services.AddRange([A.Service("old"), A.Service("taken")]);
        StackStep removal = new(new() { Type = SwarmStackObjectType.Service, Name = "old", Action = SwarmStackAction.Remove }) { Seen = Swarm.Services[0] };
        StackStep bad = Create("taken", []) with { Before = [removal] };
        Swarm.Refusals["create old"] = new(ErrorId.RequestRefused, "no");
        StackApplyOptions options = new() { Api = FakeSwarm.Api, IsWatched = false, RollsBack = true, HistoryLimit = 0 };

        StackOutcome outcome = await Applier.ApplyAsync(new(new("shop"), [bad, removal]), new() { Services = [.. Swarm.Services] }, options, Told.Add, TestContext.Current.CancellationToken);

        Assert.Equal((SwarmStackChangeOutcome.Failed, SwarmStackChangeOutcome.Failed), (outcome.Result.Outcome, removal.Change.Outcome));
        Assert.Contains("could not be brought back", removal.Change.Message, StringComparison.Ordinal);
    }

    // A publish before this one may have failed at it.
    [Theory]
    [InlineData(0, SwarmUpdateState.None)]
    [InlineData(1, SwarmUpdateState.Paused)]
    public async Task What_is_kept_and_does_not_run_is_no_success(int running, SwarmUpdateState state)
    {
        SwarmService web = new() { Id = "web-id", Name = "web", UpdateState = state, Mode = SwarmServiceMode.Replicated, Replicas = 1, RunningTasks = running, DesiredTasks = 1, RawJson = A.Service("web").RawJson };
        Swarm.Services.Add(web);
        StackStep kept = new(new() { Type = SwarmStackObjectType.Service, Name = "web", Action = SwarmStackAction.Keep }) { Service = new("web", "web", []), Seen = web, Spec = [] };
        StackStep next = Create("next", [], new StackDependency("web", StackCondition.Healthy));
        StackApplyOptions options = new() { Api = FakeSwarm.Api, Timeout = TimeSpan.FromSeconds(5), HistoryLimit = 0 };

        StackOutcome outcome = await Applier.ApplyAsync(new(new("shop"), [kept, next]), new() { Services = [web] }, options, Told.Add, TestContext.Current.CancellationToken);

        Assert.Equal((SwarmStackChangeOutcome.Failed, SwarmStackChangeOutcome.Failed, SwarmStackChangeOutcome.Skipped), (outcome.Result.Outcome, kept.Change.Outcome, next.Change.Outcome));
        Assert.EndsWith("Change it, or go back to a version that ran; see Get-SwarmServiceHistory and Get-SwarmStackHistory.", Assert.Single(outcome.Failures).Message, StringComparison.Ordinal);
    }

    // The second is sent when the first has given its port up; where it fails, the second fails by itself.
    [Fact]
    public async Task Who_takes_a_port_is_sent_after_who_gives_it_up()
    {
        StackStep giving = Update("web");
        StackStep taking = Create("proxy", []) with { After = ["web"] };

        await ApplyAsync([taking, giving]);

        Assert.Equal(["update web-id 1", "create proxy"], Swarm.Requests.Where(request => request.StartsWith("update", StringComparison.Ordinal) || request == "create proxy"));
    }
}
