using System;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Engine;
using SwarmTools.Services;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Services;

/// <summary>Edits whose answer is lost, as when the manager that has them goes away.</summary>
public class LostUpdateTests
{
    private readonly FakeSwarm _swarm = new();

    public LostUpdateTests() => _swarm.Services.Add(A.Service("web"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static SwarmException Lost => new(ErrorId.NoLeader, "The leader went away.") { MayBeDone = true };

    [Fact]
    public async Task A_count_goes_up_once_although_the_answer_was_lost()
    {
        _swarm.AfterUpdate = LostAfter(() => _swarm.AfterUpdate = () => { });

        Assert.True((await RestartAsync()).IsChanged);
        Assert.Equal(1, (int)_swarm.SpecOf("web")["TaskTemplate"]!["ForceUpdate"]!);
    }

    [Fact]
    public async Task A_count_goes_up_once_although_the_request_was_lost()
    {
        _swarm.BeforeUpdate = LostAfter(() => _swarm.BeforeUpdate = () => { });

        Assert.True((await RestartAsync()).IsChanged);
        Assert.Equal(1, (int)_swarm.SpecOf("web")["TaskTemplate"]!["ForceUpdate"]!);
    }

    [Fact]
    public async Task A_count_goes_up_once_although_somebody_else_changed_the_service_after_it()
    {
        _swarm.AfterUpdate = LostAfter(() =>
        {
            _swarm.AfterUpdate = () => { };
            _swarm.Change("web", service =>
            {
                service["PreviousSpec"] = service["Spec"]!.DeepClone();
                service["Spec"]!["Labels"] = new JsonObject { ["other"] = "1" };
            });
        });

        Assert.True((await RestartAsync()).IsChanged);
        Assert.Equal(1, (int)_swarm.SpecOf("web")["TaskTemplate"]!["ForceUpdate"]!);
        Assert.Equal("1", (string?)_swarm.SpecOf("web")["Labels"]!["other"]);
    }

    [Fact]
    public async Task A_way_back_whose_answer_was_lost_is_no_change_of_somebody_else()
    {
        JsonObject known = _swarm.SpecOf("web");
        JsonObject previous = (JsonObject)known.DeepClone();
        previous["Labels"] = new JsonObject { ["before"] = "1" };
        _swarm.Change("web", service => service["PreviousSpec"] = previous.DeepClone());
        _swarm.BeforeUpdate = LostAfter(() =>
        {
            _swarm.BeforeUpdate = () => { };
            _swarm.Change("web", service => (service["Spec"], service["PreviousSpec"]) = (previous.DeepClone(), known.DeepClone()));
        });

        Assert.True((await new ServiceUpdater(_swarm, _swarm.Clock, new Random(1)).RollBackAsync("web-id", known, TimeSpan.FromSeconds(10), Stop)).IsChanged);
        Assert.Equal("1", (string?)_swarm.SpecOf("web")["Labels"]!["before"]);
    }

    [Fact]
    public async Task Where_every_answer_is_lost_that_is_told()
    {
        _swarm.BeforeUpdate = () => throw Lost;

        Assert.True((await Refused.WithAsync(ErrorId.NoLeader, ["went away"], RestartAsync)).MayBeDone);
        Assert.Equal(LostAnswers.Attempts, _swarm.Requests.FindAll(request => request == "inspect web-id").Count);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_afterwards_the_lost_answer_is_told()
    {
        _swarm.BeforeUpdate = () =>
        {
            _swarm.Refusals["inspect web-id"] = new(ErrorId.EngineUnreachable, "gone");
            throw Lost;
        };

        await Refused.WithAsync(ErrorId.NoLeader, ["The leader went away."], RestartAsync);
    }

    [Fact]
    public async Task Where_there_can_be_no_leader_any_more_that_is_told_and_that_it_may_be_done()
    {
        _swarm.BeforeUpdate = () =>
        {
            _swarm.Refusals["inspect web-id"] = new(ErrorId.NoLeader, "Two of three are gone.") { IsLasting = true };
            throw Lost;
        };

        SwarmException failure = await Refused.WithAsync(ErrorId.NoLeader, ["Two of three are gone.", "may or may not"], RestartAsync);
        Assert.Equal((true, true), (failure.MayBeDone, failure.IsLasting));
    }

    private static Action LostAfter(Action first) => () =>
    {
        first();
        throw Lost;
    };

    private Task<ServiceUpdate> RestartAsync() =>
        new ServiceUpdater(_swarm, _swarm.Clock, new Random(1)).EditAsync("web-id", [ServiceOptions.ForceUpdate("-Name")], login: null, TimeSpan.FromSeconds(10), Stop);
}
