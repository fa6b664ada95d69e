using System;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Services;

namespace SwarmTools.Core.Tests.Services;

/// <summary>The later steps of a change: whole specs that take the place of one that is known.</summary>
public class ServiceReplacementTests
{
    private readonly FakeSwarm _swarm = new();

    public ServiceReplacementTests() => _swarm.Services.Add(A.Service(new JsonObject
    {
        ["ID"] = "web-id", ["Version"] = new JsonObject { ["Index"] = 7L }, ["Spec"] = Spec("now"), ["PreviousSpec"] = Spec("before"),
    }));

    [Fact]
    public async Task A_spec_takes_the_place_of_the_one_that_is_known()
    {
        JsonObject wish = Spec("next");
        Assert.True((await ReplaceAsync("now", wish)).IsChanged);
        Assert.Equal(Spec("next").ToJsonString(), _swarm.SpecOf("web").ToJsonString());
        Assert.Equal(["inspect web-id", "update web-id 7"], _swarm.Requests);
        Assert.Null(Assert.Single(_swarm.Logins));
    }

    [Fact]
    public async Task It_is_sent_although_it_says_the_same_for_that_begins_an_update_anew()
    {
        Assert.True((await ReplaceAsync("now", Spec("now"))).IsChanged);
        Assert.Equal("update web-id 7", _swarm.Requests[^1]);
    }

    [Fact]
    public async Task A_spec_that_is_another_by_now_is_a_conflict_and_stays()
    {
        SwarmException failure = await Refused.WithAsync(ErrorId.Conflict, ["'web'", "(TaskTemplate.ContainerSpec.Image)", "left as it is"], () => ReplaceAsync("older", Spec("next")));
        Assert.Equal(SwarmErrorKind.Conflict, failure.Kind);
        Assert.Equal(["inspect web-id"], _swarm.Requests);
    }

    [Fact]
    public async Task A_change_that_comes_in_the_last_moment_is_a_conflict_too()
    {
        Others(spec => spec["TaskTemplate"]!["ContainerSpec"]!["Image"] = "other");
        await Refused.WithAsync(ErrorId.Conflict, ["TaskTemplate.ContainerSpec.Image"], () => ReplaceAsync("now", Spec("next")));
        Assert.Equal(Spec("other").ToJsonString(), _swarm.SpecOf("web").ToJsonString());
    }

    [Fact]
    public async Task What_somebody_else_changed_besides_goes_with_it()
    {
        Others(spec => (spec["Labels"], spec["Mode"]) = (new JsonObject { ["a"] = "" }, null));
        Assert.True((await ReplaceAsync("now", Spec("next"))).IsChanged);
        Assert.Equal(("next", ""), ((string?)_swarm.SpecOf("web")["TaskTemplate"]!["ContainerSpec"]!["Image"], (string?)_swarm.SpecOf("web")["Labels"]!["a"]));
        Others(spec => spec["Labels"]!["a"] = "b");
        Assert.True((await ReturnAsync("next", Spec("now"))).IsChanged);
        Assert.Equal(("now", "b"), ((string?)_swarm.SpecOf("web")["TaskTemplate"]!["ContainerSpec"]!["Image"], (string?)_swarm.SpecOf("web")["Labels"]!["a"]));
    }

    [Fact]
    public async Task How_tasks_are_replaced_is_the_rollouts_own()
    {
        Others(spec => spec["UpdateConfig"] = new JsonObject { ["Delay"] = 5 });
        await Refused.WithAsync(ErrorId.Conflict, ["UpdateConfig.Delay"], () => ReplaceAsync("now", Spec("next")));
    }

    [Fact]
    public async Task A_version_that_counts_up_without_a_change_is_none()
    {
        Others(_ => { });
        Assert.True((await ReplaceAsync("now", Spec("next"))).IsChanged);
        Assert.Equal(["inspect web-id", "update web-id 7", "inspect web-id", "update web-id 8"], _swarm.Requests);
    }

    [Fact]
    public async Task The_engine_goes_back_by_itself_where_it_still_knows_the_spec()
    {
        Assert.True((await ReturnAsync("now", Spec("before"))).IsChanged);
        Assert.Equal(["inspect web-id", "roll back web-id 7"], _swarm.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_spec_that_the_engine_does_not_know_any_more_is_sent(bool isAnother)
    {
        _swarm.Change("web", document => document["PreviousSpec"] = isAnother ? Spec("older") : null);
        Assert.True((await ReturnAsync("now", Spec("before"))).IsChanged);
        Assert.Equal(Spec("before").ToJsonString(), _swarm.SpecOf("web").ToJsonString());
        Assert.Equal("update web-id 8", _swarm.Requests[^1]);
    }

    [Fact]
    public async Task Where_the_engine_went_back_already_nothing_is_sent()
    {
        Assert.False((await ReturnAsync("next", Spec("now"))).IsChanged);
        Assert.Equal(["inspect web-id"], _swarm.Requests);
    }

    [Fact]
    public async Task What_the_engine_does_not_know_any_more_is_sent_as_the_caller_wants_it()
    {
        Assert.True((await ReturnAsync("now", Spec("older"), Spec("older, carefully"))).IsChanged);
        Assert.Equal("older, carefully", (string?)_swarm.SpecOf("web")["TaskTemplate"]!["ContainerSpec"]!["Image"]);
    }

    [Fact]
    public async Task What_somebody_else_wrote_meanwhile_is_not_taken_back()
    {
        await Refused.WithAsync(ErrorId.Conflict, ["'web'", "TaskTemplate.ContainerSpec.Image"], () => ReturnAsync("older", Spec("before")));
        Assert.Equal(["inspect web-id"], _swarm.Requests);
    }

    [Fact]
    public async Task Going_back_is_tried_again_where_somebody_was_faster()
    {
        Others(_ => { });
        Assert.True((await ReturnAsync("now", Spec("before"))).IsChanged);
        Assert.Equal("roll back web-id 8", _swarm.Requests[^1]);
    }

    [Fact]
    public async Task The_specs_of_the_caller_stay_its_own()
    {
        JsonObject wish = Spec("next");
        await ReplaceAsync("now", wish);
        await ReturnAsync("next", wish);
        Assert.Null(wish.Parent);
        Assert.Equal(Spec("next").ToJsonString(), wish.ToJsonString());
    }

    private void Others(Action<JsonObject> change) => _swarm.BeforeUpdate = () =>
    {
        _swarm.BeforeUpdate = () => { };
        _swarm.Touch("web", change);
    };

    private static JsonObject Spec(string image) => (JsonObject)JsonNode.Parse($$"""{ "Name": "web", "TaskTemplate": { "ContainerSpec": { "Image": "{{image}}" } }, "Invented": 0.10 }""")!;

    private ServiceUpdater Updater => new(_swarm, _swarm.Clock, new Random(1));

    private Task<ServiceUpdate> ReplaceAsync(string known, JsonObject wish) =>
        Updater.ReplaceAsync("web-id", Spec(known), wish, _ => { }, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

    private Task<ServiceUpdate> ReturnAsync(string known, JsonObject original, JsonObject? sent = null) =>
        Updater.ReturnAsync("web-id", Spec(known), original, sent ?? original, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
}
