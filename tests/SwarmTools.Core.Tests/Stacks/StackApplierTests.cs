using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Compose;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.History;
using SwarmTools.Networks;
using SwarmTools.Rollouts;
using SwarmTools.Services;
using SwarmTools.Stacks;

namespace SwarmTools.Core.Tests.Stacks;

/// <summary>How a plan is carried out where others work on the same swarm, or where not all of it is wanted.</summary>
public sealed class StackApplierTests
{
    private readonly FakeSwarm _swarm = new();
    private readonly List<object> _told = [];

    private StackApplier Applier
    {
        get
        {
            StackServiceWork work = new(
                _swarm, _swarm, new ServiceRemover(_swarm, _swarm, _swarm, _swarm.Clock), new RolloutWatcher(_swarm, _swarm, _swarm, _swarm.Clock), new LastWords(new FakeLog()), _swarm.Clock);
            StackContents contents = new(new ComposeInput("/", new Dictionary<string, string>(), new Dictionary<string, string>(), _ => null), new Dictionary<string, SecureString>());
            StackReturn back = new(work, new ServiceUpdater(_swarm, _swarm.Clock, new Random(1)), _swarm, _swarm, new NetworkRemover(_swarm, _swarm, _swarm.Clock), _swarm, new(_swarm.Clock));
            return new(new(_swarm, _swarm, _swarm, contents, _swarm.Clock), work, back, new(_swarm, _swarm, _swarm, new ConfigHistoryStore(_swarm)), new StackHistory(new(_swarm), "me@here"), _swarm.Clock);
        }
    }

    [Fact]
    public async Task A_service_that_somebody_changed_since_it_was_looked_at_is_left_as_it_is()
    {
        StackStep step = Update("web");
        _swarm.BeforeUpdate = () => Once(() => _swarm.Touch("web", spec => spec["Labels"] = new JsonObject { ["theirs"] = "1" }));

        StackOutcome outcome = await ApplyAsync([step]);

        Assert.Equal("PlanIsStale", Assert.Single(outcome.Failures).ErrorId);
        Assert.Contains("Labels.theirs", outcome.Failures[0].Message, StringComparison.Ordinal);
        Assert.Equal("1", (string?)_swarm.SpecOf("web")["Labels"]!["theirs"]);
        Assert.Equal(SwarmStackChangeOutcome.Failed, step.Change.Outcome);
    }

    [Fact]
    public async Task That_the_engine_counted_up_the_version_by_itself_is_no_change()
    {
        StackStep step = Update("web");
        _swarm.BeforeUpdate = () => Once(() => _swarm.Touch("web", _ => { }));

        StackOutcome outcome = await ApplyAsync([step]);

        Assert.Empty(outcome.Failures);
        Assert.Equal("new:1", (string?)_swarm.SpecOf("web")["TaskTemplate"]!["ContainerSpec"]!["Image"]);
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
        Assert.Equal(["create other"], _swarm.Requests.Where(request => request.StartsWith("create ", StringComparison.Ordinal) && !request.StartsWith("create config", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_service_whose_ports_two_others_need_goes_once()
    {
        _swarm.Services.Add(A.Service("old"));
        StackStep removal = new(new() { Type = SwarmStackObjectType.Service, Name = "old", Action = SwarmStackAction.Remove, IsDowntime = true }) { Seen = _swarm.Services[0] };

        StackOutcome outcome = await ApplyAsync([Create("one", []) with { Before = [removal] }, Create("two", []) with { Before = [removal] }, removal]);

        Assert.Empty(outcome.Failures);
        Assert.Equal(["remove old-id"], _swarm.Requests.Where(request => request.StartsWith("remove ", StringComparison.Ordinal)));
        Assert.All(outcome.Result.Changes, change => Assert.Equal(SwarmStackChangeOutcome.Done, change.Outcome));
    }

    // It is gone, although its tasks are not: what is taken back is the service.
    [Fact]
    public async Task A_service_that_went_is_made_again_although_its_tasks_did_not_end_in_time()
    {
        _swarm.Services.Add(A.Service("old"));
        _swarm.Tasks.Add(A.Task(1, service: "old"));
        StackStep removal = new(new() { Type = SwarmStackObjectType.Service, Name = "old", Action = SwarmStackAction.Remove }) { Seen = _swarm.Services[0] };
        ObservedStack observed = new() { Services = [.. _swarm.Services] };
        StackApplyOptions options = new() { Api = FakeSwarm.Api, IsWatched = false, RollsBack = true, Timeout = TimeSpan.FromSeconds(5), HistoryLimit = 0 };

        StackOutcome outcome = await Applier.ApplyAsync(new(new("shop"), [removal]), observed, options, _told.Add, TestContext.Current.CancellationToken);

        Assert.Equal("RemovalTimedOut", outcome.Failures[0].ErrorId);
        Assert.Contains("create old", _swarm.Requests);
        Assert.Contains(_swarm.Services, service => service.Name == "old");
    }

    [Fact]
    public async Task After_a_failure_nothing_is_removed_and_the_rest_goes_on()
    {
        _swarm.Services.AddRange([A.Service("old"), A.Service("taken")]);
        StackStep bad = Create("taken", []);
        StackStep good = Create("good", []);
        StackStep removal = new(new() { Type = SwarmStackObjectType.Service, Name = "old", Action = SwarmStackAction.Remove }) { Seen = _swarm.Services[0] };

        StackOutcome outcome = await ApplyAsync([bad, good, removal]);

        Assert.Equal("ServiceExists", Assert.Single(outcome.Failures).ErrorId);
        Assert.Equal(
            ["Failed", "Done", "Skipped"], outcome.Result.Changes.Select(change => change.Outcome.ToString()));
        Assert.Contains(_swarm.Services, service => service.Name == "old");
    }

    // Nobody knows whether what was sent was taken: it is looked up, and never done twice.
    [Fact]
    public async Task What_was_made_although_the_answer_was_lost_is_found_and_not_made_twice()
    {
        StackStep network = new(new() { Type = SwarmStackObjectType.Network, Name = "shop_net", Action = SwarmStackAction.Create })
        {
            Network = new() { Name = "shop_net", Labels = AStack.Labels("shop") },
        };
        StackStep config = new(new() { Type = SwarmStackObjectType.Config, Name = "shop_c", Action = SwarmStackAction.Create })
        {
            Content = new("c", "shop_c", new(ContentSourceKind.Content, "x")), Labels = AStack.Labels("shop"),
        };
        int lost = 0;
        _swarm.AfterCreate = () => Lose(++lost <= 4);

        StackOutcome outcome = await ApplyAsync([network, config, Create("web", [])]);

        Assert.Empty(outcome.Failures);
        Assert.All(outcome.Result.Changes, change => Assert.Equal(SwarmStackChangeOutcome.Done, change.Outcome));
        Assert.Equal(4, lost);
        Assert.Equal(["shop_net", "shop_c", "web"], [.. _swarm.Networks.Select(made => made.Name), .. _swarm.Configs.Where(made => !made.IsHidden).Select(made => made.Name), .. _swarm.Services.Select(made => made.Name)]);
    }

    [Fact]
    public async Task A_change_whose_answer_was_lost_is_sent_once()
    {
        StackStep step = Update("web");
        int sent = 0;
        _swarm.AfterUpdate = () => Lose(++sent == 1);

        StackOutcome outcome = await ApplyAsync([step]);

        Assert.Empty(outcome.Failures);
        Assert.Equal(1, sent);
        Assert.Equal("new:1", (string?)_swarm.SpecOf("web")["TaskTemplate"]!["ContainerSpec"]!["Image"]);
    }

    [Fact]
    public async Task What_is_taken_back_is_also_what_nobody_knows_to_have_been_made()
    {
        _swarm.Services.Add(A.Service("taken"));
        _swarm.AfterCreate = () =>
        {
            _swarm.Refusals["services"] = new(ErrorId.EngineUnreachable, "gone");
            Lose(true);
        };
        _swarm.Clock.At(TimeSpan.FromSeconds(40), () => _swarm.Refusals.Clear());
        StackApplyOptions options = new() { Api = FakeSwarm.Api, IsWatched = false, RollsBack = true, HistoryLimit = 0 };

        StackOutcome outcome = await Applier.ApplyAsync(new(new("shop"), [Create("web", [])]), new(), options, _told.Add, TestContext.Current.CancellationToken);

        Assert.Equal("EngineUnreachable", Assert.Single(outcome.Failures).ErrorId);
        Assert.Contains("All that was done was taken back.", outcome.Failures[0].Message, StringComparison.Ordinal);
        Assert.Equal(["taken"], _swarm.Services.Select(service => service.Name));
    }

    private static void Lose(bool isLost)
    {
        if (isLost)
        {
            throw new SwarmException(ErrorId.EngineUnreachable, "The connection broke.");
        }
    }

    private async Task<StackOutcome> ApplyAsync(IReadOnlyList<StackStep> steps, params StackStep[] declined)
    {
        ObservedStack observed = new() { Services = _swarm.Services };
        StackApplyOptions options = new() { Api = FakeSwarm.Api, IsWatched = false, Declined = declined };
        return await Applier.ApplyAsync(new(new("shop"), steps), observed, options, _told.Add, TestContext.Current.CancellationToken);
    }

    private StackStep Update(string name)
    {
        _swarm.Services.Add(A.Service(name));
        StackStep step = Create(name, []);
        return step with
        {
            Change = new() { Type = SwarmStackObjectType.Service, Name = name, Action = SwarmStackAction.Update },
            Seen = _swarm.Services.Single(service => service.Name == name),
        };
    }

    private static StackStep Create(string name, JsonObject container, params StackDependency[] dependencies)
    {
        container["Image"] = "new:1";
        JsonObject spec = new() { ["Name"] = name, ["TaskTemplate"] = new JsonObject { ["ContainerSpec"] = container } };
        return new(new() { Type = SwarmStackObjectType.Service, Name = name, Action = SwarmStackAction.Create })
        {
            Service = new(name, name, spec) { Image = "new:1", Dependencies = dependencies },
            Spec = spec,
        };
    }

    private void Once(Action work)
    {
        _swarm.BeforeUpdate = () => { };
        work();
    }
}
