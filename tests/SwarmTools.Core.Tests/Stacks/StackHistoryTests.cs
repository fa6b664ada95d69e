using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.History;
using SwarmTools.Rollouts;
using SwarmTools.Stacks;

namespace SwarmTools.Core.Tests.Stacks;

/// <summary>What is kept of the work on a stack, and where one can go back to. The services of a stack are told apart by their images here.</summary>
public class StackHistoryTests
{
    private readonly FakeSwarm _swarm = new();
    private readonly List<string> _warnings = [];
    private ObservedStack _observed = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private StackHistory History => new(new(_swarm), "me@here", new(_swarm.Clock));

    [Fact]
    public async Task The_first_publish_comes_from_nothing_and_the_next_from_the_first()
    {
        await PublishAsync(10, "web=1");
        await PublishAsync(10, "web=2", "db=1");
        Assert.Equal(["1  Done shop_web", "2 1 Done shop_db shop_web"], await ListAsync());
    }

    [Fact]
    public async Task What_was_there_before_is_kept_first()
    {
        See("web=1");
        await PublishAsync(10, "web=2");
        Assert.Equal(["1  Unknown shop_web", "2 1 Done shop_web"], await ListAsync());
    }

    // What a failed publish left half done is nothing to go back to.
    [Theory]
    [InlineData(SwarmStackChangeOutcome.Failed)]
    [InlineData(SwarmStackChangeOutcome.InProgress)]
    public async Task What_was_left_half_done_comes_from_what_was_before_it(SwarmStackChangeOutcome outcome)
    {
        await PublishAsync(10, "web=1", "db=1");
        await PublishAsync(10, outcome, "web=2", "db=2");
        See("web=2", "db=1");
        await PublishAsync(10, "web=2", "db=2");
        Assert.Equal(["1  Done shop_db shop_web", $"2 1 {outcome} shop_db shop_web", "3 1 Done shop_db shop_web"], await ListAsync());
        Assert.Equal(1, (await TrailAsync()).Before(_observed.Services).Revision);
    }

    [Fact]
    public async Task What_somebody_changed_meanwhile_is_kept_too_but_not_that_tasks_were_replaced_by_force()
    {
        await PublishAsync(10, "web=1");
        See("web=1!");
        await PublishAsync(10, "web=2");
        Assert.Equal(2, (await ListAsync()).Length);
        See("web=by hand");
        await PublishAsync(10, "web=3");
        Assert.Equal(["1  Done shop_web", "2 1 Done shop_web", "3  Unknown shop_web", "4 3 Done shop_web"], await ListAsync());
    }

    [Fact]
    public async Task Services_that_the_plan_does_not_speak_of_belong_to_it()
    {
        See("web=1", "db=1");
        await PublishPartAsync(10, removes: null, declines: null, "web=2");
        Assert.Equal("2 1 Done shop_db shop_web", (await ListAsync())[^1]);
    }

    [Fact]
    public async Task What_is_removed_does_not_belong_to_it_and_what_is_declined_stays()
    {
        See("web=1", "db=1", "old=1");
        await PublishPartAsync(10, removes: "old", declines: null, "web=2");
        Assert.Equal("2 1 Done shop_db shop_web", (await ListAsync())[^1]);
        See("web=2", "db=1", "old=1");
        await PublishPartAsync(10, removes: "old", declines: "old", "web=3");
        Assert.EndsWith("Done shop_db shop_old shop_web", (await ListAsync())[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_without_a_change_and_a_limit_of_none_keep_nothing()
    {
        See("web=1");
        await PublishAsync(10, "web=1");
        Assert.Empty(_swarm.Requests);
        await PublishAsync(0, "web=2");
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_limit_of_none_forgets_earlier_ones_too()
    {
        await PublishAsync(10, "web=1");
        await PublishAsync(0, "web=2");
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task The_oldest_beyond_the_limit_go()
    {
        for (int version = 1; version <= 5; version++)
        {
            await PublishAsync(3, $"web={version}");
        }

        Assert.Equal(["3 2 Done shop_web", "4 3 Done shop_web", "5 4 Done shop_web"], await ListAsync());
        await PublishAsync(1, "web=6");
        Assert.Equal(["5 4 Done shop_web", "6 5 Done shop_web"], await ListAsync());
    }

    [Fact]
    public async Task A_history_that_cannot_be_written_is_a_warning()
    {
        _swarm.BeforeConfig = () => throw new SwarmException(ErrorId.EngineError, "no");
        await PublishAsync(10, "web=1");
        Assert.Equal(["No revision of the stack 'shop' was kept: no"], _warnings);
    }

    [Fact]
    public async Task The_way_back_is_what_the_stack_came_from_and_then_forth_again()
    {
        await PublishAsync(10, "web=1");
        await PublishAsync(10, "web=2");
        Assert.Equal(1, (await TrailAsync()).Before(_observed.Services).Revision);
        await PublishAsync(10, "web=1");
        Assert.Equal(2, (await TrailAsync()).Before(_observed.Services).Revision);
    }

    [Fact]
    public async Task What_failed_is_no_way_back()
    {
        await PublishAsync(10, "web=1");
        await PublishAsync(10, SwarmStackChangeOutcome.Failed, "web=2");
        Assert.Equal(1, (await TrailAsync()).Before(_observed.Services).Revision);
        await PublishAsync(10, "web=3");
        Assert.Equal(1, (await TrailAsync()).Before(_observed.Services).Revision);
        See("web=half");
        Assert.Equal(3, (await TrailAsync()).Before(_observed.Services).Revision);
    }

    [Fact]
    public async Task Where_nothing_is_kept_from_before_there_is_no_way_back()
    {
        StackTrail none = await TrailAsync();
        Refused.With(ErrorId.RevisionNotFound, ["None are kept"], () => none.Before([]));
        await PublishAsync(10, "web=1");
        await PublishAsync(10, SwarmStackChangeOutcome.Undone, "web=2");
        See("web=1");
        StackTrail trail = await TrailAsync();
        Refused.With(ErrorId.RevisionNotFound, ["'shop'", "Kept are 1, 2; see Get-SwarmStackHistory"], () => trail.Before(_observed.Services));
        Refused.With(ErrorId.RevisionNotFound, ["revision 3", "Kept are 1, 2"], () => trail.Get(3));
    }

    [Fact]
    public async Task The_one_that_the_stack_has_is_marked()
    {
        await PublishAsync(10, "web=1");
        await PublishAsync(10, "web=2");
        SwarmStack stack = new() { Name = "shop", Members = _observed.Services };
        Assert.Equal([false, true], (await History.OfAsync([stack], Stop)).Select(revision => revision.IsCurrent));
    }

    private void See(params string[] services) => _observed = new() { Services = [.. services.Select(Service)] };

    private Task PublishAsync(int limit, params string[] wished) => PublishAsync(limit, SwarmStackChangeOutcome.Done, wished);

    private async Task PublishAsync(int limit, SwarmStackChangeOutcome outcome, params string[] wished)
    {
        await RunAsync(limit, outcome, null, null, wished);
        See(wished);
    }

    private Task PublishPartAsync(int limit, string? removes, string? declines, params string[] wished) => RunAsync(limit, SwarmStackChangeOutcome.Done, removes, declines, wished);

    private async Task RunAsync(int limit, SwarmStackChangeOutcome outcome, string? removes, string? declines, string[] wished)
    {
        List<StackStep> steps = [.. wished.Select(text => Step(Service(text)))];
        if (removes is not null)
        {
            steps.Add(new(Change("shop_" + removes, SwarmStackAction.Remove)) { Seen = _observed.Service("shop_" + removes) });
        }

        StackPlan plan = new(new("shop"), steps);
        StackApplyOptions options = new() { HistoryLimit = limit, Declined = [.. steps.Where(step => declines is not null && step.Change.Name == "shop_" + declines)] };
        StackRun run = new(plan, _observed, options, item => _warnings.Add(((RolloutWarning)item).Text));
        ObservedStack observed = _observed with { Configs = [.. _swarm.Configs] };
        KeptRevision? revision = await History.BeginAsync(plan, observed, run, Stop);
        await History.EndAsync(plan, revision, outcome, observed, run, Stop);
    }

    private StackStep Step(SwarmService wished)
    {
        SwarmService? there = _observed.Service(wished.Name);
        JsonObject spec = (JsonObject)JsonNode.Parse(wished.RawJson)!["Spec"]!.DeepClone();
        SwarmStackAction action = there is null ? SwarmStackAction.Create : there.ToJson() == wished.ToJson() ? SwarmStackAction.Keep : SwarmStackAction.Update;
        return new(Change(wished.Name, action)) { Service = new(wished.Name, wished.Name, spec), Spec = spec, Seen = there };
    }

    private static SwarmStackChange Change(string name, SwarmStackAction action) => new() { Type = SwarmStackObjectType.Service, Name = name, Action = action };

    // NAME=VERSION, with an exclamation mark where tasks were replaced by force.
    private static SwarmService Service(string text)
    {
        string[] parts = text.Split('=');
        string json = $$"""{"ID":"{{parts[0]}}-id","Version":{"Index":1},"Spec":{"Name":"shop_{{parts[0]}}","TaskTemplate":{"ContainerSpec":{"Image":"app:{{parts[1].TrimEnd('!')}}"},"ForceUpdate":{{(text.EndsWith('!') ? 1 : 0)}} } } }""";
        return new() { Id = parts[0] + "-id", Name = "shop_" + parts[0], Labels = AStack.Labels("shop"), RawJson = Encoding.UTF8.GetBytes(json) };
    }

    private async Task<StackTrail> TrailAsync() => new("shop", await History.ListAsync("shop", Stop));

    private async Task<string[]> ListAsync() =>
        [.. (await History.ListAsync("shop", Stop)).Select(revision => $"{revision.Revision} {revision.FromRevision} {revision.Outcome} {string.Join(' ', revision.Services)}")];
}
