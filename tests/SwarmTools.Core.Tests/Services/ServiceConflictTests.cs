using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Services;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Services;

/// <summary>What becomes of a change when somebody else changes the service in the same moment.</summary>
public class ServiceConflictTests
{
    private readonly FakeSwarm _swarm = new();

    public ServiceConflictTests() => _swarm.Services.Add(A.Service(new JsonObject
    {
        ["ID"] = "web-id",
        ["Version"] = new JsonObject { ["Index"] = 7L },
        ["Spec"] = JsonNode.Parse("""{ "Name": "web", "Labels": { "tier": "front" }, "TaskTemplate": { "ContainerSpec": { "Image": "nginx" } } }"""),
    }));

    [Fact]
    public async Task A_field_that_somebody_else_set_to_something_else_meanwhile_is_a_conflict()
    {
        Others(spec => spec["TaskTemplate"]!["ContainerSpec"]!["Image"] = "apache");
        SwarmException failure = await Refused.WithAsync(ErrorId.Conflict, ["'web'", "-Image"], () => EditAsync(ServiceOptions.Image.Set("-Image", "nginx:2")));
        Assert.Equal(SwarmErrorKind.Conflict, failure.Kind);
        Assert.Equal("apache", (string?)_swarm.SpecOf("web")["TaskTemplate"]!["ContainerSpec"]!["Image"]);
    }

    [Fact]
    public async Task A_field_that_somebody_else_set_to_what_is_asked_for_is_none()
    {
        Others(spec => spec["TaskTemplate"]!["ContainerSpec"]!["Image"] = "nginx:2");
        Assert.False((await EditAsync(ServiceOptions.Image.Set("-Image", "nginx:2"))).IsChanged);
    }

    [Fact]
    public async Task Another_key_of_the_same_map_is_no_conflict_and_the_same_key_is_one()
    {
        Others(spec => spec["Labels"]!["other"] = "x");
        await EditAsync(ServiceOptions.Labels.Put("-AddLabel", "mine", "1"));
        Assert.Equal("x", (string?)_swarm.SpecOf("web")["Labels"]!["other"]);

        Others(spec => spec["Labels"]!["mine"] = "3");
        await Refused.WithAsync(ErrorId.Conflict, ["-AddLabel"], () => EditAsync(ServiceOptions.Labels.Put("-AddLabel", "mine", "2")));
    }

    [Fact]
    public async Task What_somebody_else_took_away_already_is_no_conflict()
    {
        _swarm.Touch("web", spec => new SpecPath("TaskTemplate.ContainerSpec.Hosts").Write(spec, new JsonArray("10.0.0.5 db", "10.0.0.6 api")));
        Others(spec => new SpecPath("TaskTemplate.ContainerSpec.Hosts").Write(spec, new JsonArray("10.0.0.6 api")));
        await EditAsync(ServiceOptions.Hosts.Remove("-RemoveExtraHost", "db"), ServiceOptions.Labels.Put("-AddLabel", "mine", "1"));
        Assert.Equal("""["10.0.0.6 api"]""", _swarm.SpecOf("web")["TaskTemplate"]!["ContainerSpec"]!["Hosts"]!.ToJsonString());
    }

    [Fact]
    public async Task A_name_that_somebody_adds_to_the_entry_of_another_is_no_conflict()
    {
        _swarm.Touch("web", spec => new SpecPath("TaskTemplate.ContainerSpec.Hosts").Write(spec, new JsonArray("10.0.0.5 db api")));
        Others(spec => new SpecPath("TaskTemplate.ContainerSpec.Hosts").Write(spec, new JsonArray("10.0.0.5 db api new")));
        await EditAsync(ServiceOptions.Hosts.Remove("-RemoveExtraHost", "db"));
        Assert.Equal("""["10.0.0.5 api new"]""", _swarm.SpecOf("web")["TaskTemplate"]!["ContainerSpec"]!["Hosts"]!.ToJsonString());
    }

    [Fact]
    public async Task A_relative_change_is_made_on_what_others_made()
    {
        _swarm.Touch("web", spec => spec["Mode"] = JsonNode.Parse("""{ "Replicated": { "Replicas": 2 } }"""));
        Others(spec => spec["Mode"]!["Replicated"]!["Replicas"] = 7);
        await EditAsync(ReplicaEdits.Add("-Add", 1));
        Assert.Equal(8, (int)_swarm.SpecOf("web")["Mode"]!["Replicated"]!["Replicas"]!);
    }

    [Fact]
    public async Task Going_back_is_asked_for_again_where_the_engine_was_faster_and_refused_where_somebody_was()
    {
        Task<ServiceUpdate> UndoAsync() => new ServiceUpdater(_swarm, _swarm.Clock, new Random(1)).RollBackAsync("web-id", _swarm.SpecOf("web"), TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await Refused.WithAsync(ErrorId.RevisionNotFound, ["'web'", "as it was made"], UndoAsync);
        JsonObject document = (JsonObject)JsonNode.Parse(_swarm.Services[0].RawJson)!;
        document["PreviousSpec"] = new JsonObject();
        _swarm.Becomes(A.Service(document));
        Others(_ => { });
        Assert.True((await UndoAsync()).IsChanged);
        Assert.Equal(["roll back web-id 7", "roll back web-id 8"], _swarm.Requests.Where(request => request.StartsWith("roll", StringComparison.Ordinal)));
        Others(spec => spec["Labels"]!["other"] = "x");
        await Refused.WithAsync(ErrorId.Conflict, ["Labels.other", "Nothing was changed"], UndoAsync);
    }

    // Once, in the moment before the first update arrives.
    private void Others(Action<JsonObject> change)
    {
        bool done = false;
        _swarm.BeforeUpdate = () =>
        {
            if (!done)
            {
                done = true;
                _swarm.Touch("web", change);
            }
        };
    }

    [Fact]
    public async Task A_capability_that_somebody_drops_while_it_is_added_is_a_conflict()
    {
        _swarm.BeforeUpdate = () =>
        {
            _swarm.BeforeUpdate = () => { };
            _swarm.Touch("web", spec => new SpecPath("TaskTemplate.ContainerSpec.CapabilityDrop").Write(spec, new JsonArray("CAP_KILL")));
        };
        await Refused.WithAsync(ErrorId.Conflict, ["-AddCapability"], () => EditAsync([.. CapabilityEdits.Change(["CAP_KILL"], [])]));
    }

    [Fact]
    public async Task A_credential_spec_that_somebody_sets_is_no_conflict_with_other_configs()
    {
        _swarm.BeforeUpdate = () =>
        {
            _swarm.BeforeUpdate = () => { };
            _swarm.Touch("web", spec => new SpecPath("TaskTemplate.ContainerSpec.Configs").Write(spec, new JsonArray(new JsonObject { ["Runtime"] = new JsonObject(), ["ConfigID"] = "c9" })));
        };
        await EditAsync(ServiceOptions.Configs.Replace("-Config", [new() { Source = "app", SourceId = "c1" }]));
        Assert.Equal(["c1", "c9"], _swarm.SpecOf("web")["TaskTemplate"]!["ContainerSpec"]!["Configs"]!.AsArray().Select(config => (string?)config!["ConfigID"]));
    }

    private Task<ServiceUpdate> EditAsync(params SpecEdit[] edits) =>
        new ServiceUpdater(_swarm, _swarm.Clock, new Random(1)).EditAsync("web-id", edits, login: null, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
}
