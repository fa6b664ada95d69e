using System;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Engine;
using SwarmTools.Stacks;

namespace SwarmTools.Core.Tests.Stacks;

/// <summary>Plans whose requests are taken, and whose answers are lost.</summary>
public sealed class StackLostAnswerTests : AppliedStackTests
{
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
        Swarm.AfterCreate = () => Lose(++lost <= 4);

        StackOutcome outcome = await ApplyAsync([network, config, Create("web", [])]);

        Assert.Empty(outcome.Failures);
        Assert.All(outcome.Result.Changes, change => Assert.Equal(SwarmStackChangeOutcome.Done, change.Outcome));
        Assert.Equal(4, lost);
        Assert.Equal(["shop_net", "shop_c", "web"], [.. Swarm.Networks.Select(made => made.Name), .. Swarm.Configs.Where(made => !made.IsHidden).Select(made => made.Name), .. Swarm.Services.Select(made => made.Name)]);
    }

    [Fact]
    public async Task A_change_whose_answer_was_lost_is_sent_once()
    {
        StackStep step = Update("web");
        int sent = 0;
        Swarm.AfterUpdate = () => Lose(++sent == 1);

        StackOutcome outcome = await ApplyAsync([step]);

        Assert.Empty(outcome.Failures);
        Assert.Equal(1, sent);
        Assert.Equal("new:1", (string?)Swarm.SpecOf("web")["TaskTemplate"]!["ContainerSpec"]!["Image"]);
    }

    [Fact]
    public async Task What_is_taken_back_is_also_what_nobody_knows_to_have_been_made()
    {
        Swarm.Services.Add(A.Service("taken"));
        Swarm.AfterCreate = () =>
        {
            Swarm.Refusals["services"] = new(ErrorId.EngineUnreachable, "gone");
            Lose(true);
        };
        Swarm.Clock.At(Patience.Limit + TimeSpan.FromSeconds(10), () => Swarm.Refusals.Clear());
        StackApplyOptions options = new() { Api = FakeSwarm.Api, IsWatched = false, RollsBack = true, HistoryLimit = 0 };

        StackOutcome outcome = await Applier.ApplyAsync(new(new("shop"), [Create("web", [])]), new(), options, Told.Add, TestContext.Current.CancellationToken);

        Assert.Equal("EngineUnreachable", Assert.Single(outcome.Failures).ErrorId);
        Assert.Contains("All that was done was taken back.", outcome.Failures[0].Message, StringComparison.Ordinal);
        Assert.Equal(["taken"], Swarm.Services.Select(service => service.Name));
    }

    // Too few managers agreed in time: it may have been taken all the same, and is not taken for somebody else's.
    [Fact]
    public async Task What_was_made_although_managers_did_not_agree_in_time_is_found()
    {
        int asked = 0;
        Swarm.AfterCreate = () => throw new SwarmException(ErrorId.NoLeader, $"not in time {++asked}") { MayBeDone = true };
        StackOutcome outcome = await ApplyAsync([Create("web", [])]);
        Assert.Empty(outcome.Failures);
        Assert.Equal(["create web"], Swarm.Requests.Where(request => request == "create web"));
    }

    [Fact]
    public async Task A_config_that_nobody_knows_to_have_been_made_is_taken_back_too()
    {
        StackStep config = new(new() { Type = SwarmStackObjectType.Config, Name = "shop_c", Action = SwarmStackAction.Create })
        {
            Content = new("c", "shop_c", new(ContentSourceKind.Content, "x")), Labels = AStack.Labels("shop"),
        };
        Swarm.AfterCreate = () =>
        {
            Swarm.Refusals["configs"] = new(ErrorId.EngineUnreachable, "gone");
            Lose(true);
        };
        Swarm.Clock.At(Patience.Limit + TimeSpan.FromSeconds(10), () => Swarm.Refusals.Clear());
        StackApplyOptions options = new() { Api = FakeSwarm.Api, IsWatched = false, RollsBack = true, HistoryLimit = 0 };

        StackOutcome outcome = await Applier.ApplyAsync(new(new("shop"), [config]), new(), options, Told.Add, TestContext.Current.CancellationToken);

        Assert.Equal(SwarmStackChangeOutcome.Undone, outcome.Result.Outcome);
        Assert.Empty(Swarm.Configs);
    }

    private static void Lose(bool isLost)
    {
        if (isLost)
        {
            throw new SwarmException(ErrorId.EngineUnreachable, "The connection broke.");
        }
    }
}
