using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.History;

namespace SwarmTools.Core.Tests.History;

public partial class ConfigHistoryStoreTests
{
    private readonly FakeSwarm _swarm = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ConfigHistoryStore Store => new(_swarm);

    [Fact]
    public async Task Numbers_count_up_for_each_service_of_its_own()
    {
        Assert.Equal(1, (await AddAsync("web")).Revision);
        Assert.Equal(2, (await AddAsync("web")).Revision);
        Assert.Equal(1, (await AddAsync("db")).Revision);
        Assert.Equal(["db 1", "web 1", "web 2"], (await Store.ListAsync(null, Stop)).Select(revision => $"{revision.ServiceName} {revision.Revision}"));
        Assert.Equal([1, 2], (await Store.ListAsync("web", Stop)).Select(revision => revision.Revision));
    }

    [Fact]
    public async Task Numbers_of_forgotten_revisions_do_not_come_again_while_later_ones_are_kept()
    {
        SwarmRevision first = await AddAsync("web");
        await AddAsync("web");
        await Store.RemoveAsync(first, Stop);
        Assert.Equal(3, (await AddAsync("web")).Revision);
    }

    [Fact]
    public async Task Numbers_are_sorted_as_numbers()
    {
        for (int count = 0; count < 11; count++)
        {
            await AddAsync("web");
        }

        Assert.Equal(Enumerable.Range(1, 11), (await Store.ListAsync("web", Stop)).Select(revision => revision.Revision));
    }

    [Fact]
    public async Task All_that_a_draft_says_is_read_again()
    {
        SwarmRevision kept = await Store.AddAsync(
            new()
            {
                ServiceId = "web-id", ServiceName = "web", From = 7, Reason = "because", Author = "me@here", Outcome = SwarmRolloutOutcome.InProgress,
                Spec = Spec("""{ "TaskTemplate": { "ContainerSpec": { "Image": "app:1@sha256:abc" } } }"""),
            },
            Stop);
        Assert.Equal(("web revision 1", "web", "web-id", 7), (kept.Name, kept.ServiceName, kept.ServiceId, kept.FromRevision));
        Assert.Equal(("because", "me@here", "app:1", "sha256:abc"), (kept.Reason, kept.CreatedBy, kept.Image, kept.ImageDigest));
        Assert.Equal((SwarmRolloutOutcome.InProgress, A.Noon, null), (kept.Outcome, kept.CreatedAt, kept.EndedAt));
    }

    // Go reads and writes more than .NET's numbers hold, and a newer engine more than we know.
    [Fact]
    public async Task A_spec_comes_back_as_it_was_with_unknown_fields_and_exact_numbers()
    {
        const string Odd = """{"Name":"web","Invented":{"deep":[1,2.50,0.10,18446744073709551615,null,true,""]},"TaskTemplate":{"ContainerSpec":{"Env":["ü=\u0027\"<>&"]}}}""";
        SwarmRevision kept = await Store.AddAsync(new() { ServiceName = "web", Spec = Spec(Odd) }, Stop);
        Assert.Equal(Spec(Odd).ToJsonString(), RevisionJson.SpecOf(kept).ToJsonString());
        Assert.Contains("0.10,18446744073709551615", kept.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_not_changed_by_being_kept()
    {
        RevisionDraft draft = new() { ServiceName = "web", Spec = Spec("""{ "A": 1 }""") };
        await Store.AddAsync(draft, Stop);
        Assert.Null(draft.Spec.Parent);
        Assert.Equal("""{"A":1}""", draft.Spec.ToJsonString());
    }

    [Fact]
    public async Task Nothing_but_labels_of_our_own_is_written()
    {
        await AddAsync("web");
        Assert.Equal(
            ["swarmtools.revision.number=1", "swarmtools.revision.outcome=Unknown", "swarmtools.revision.service=web"],
            Assert.Single(_swarm.Configs).Labels.Select(label => $"{label.Key}={label.Value}").Order());
        Assert.True(_swarm.Configs[0].IsHidden);
    }

    [Fact]
    public async Task The_name_is_one_that_an_engine_takes_however_long_that_of_the_service_is()
    {
        await AddAsync(new string('w', 63));
        await AddAsync("web");
        Assert.All(_swarm.Configs, config => Assert.Matches(ConfigName(), config.Name));
        Assert.Distinct(_swarm.Configs.Select(config => config.Name));
    }

    [Fact]
    public async Task Of_two_clients_that_take_a_number_at_once_one_takes_the_next()
    {
        _swarm.BeforeConfig = () =>
        {
            _swarm.BeforeConfig = () => { };
            Assert.True(AddAsync("web", "the other's").IsCompletedSuccessfully);
        };
        Assert.Equal(2, (await AddAsync("web", "ours")).Revision);
        Assert.Equal(["1 the other's", "2 ours"], (await Store.ListAsync("web", Stop)).Select(revision => $"{revision.Revision} {revision.Reason}"));
    }

    [Fact]
    public async Task A_number_that_is_taken_for_ever_is_given_up()
    {
        await AddAsync("web");
        // As if its label were gone: the name is taken, and nobody can see by which number.
        _swarm.Configs[0] = new() { Id = _swarm.Configs[0].Id, Name = _swarm.Configs[0].Name };
        await Refused.WithAsync(ErrorId.ConfigExists, ["exists already"], () => AddAsync("web"));
        Assert.Equal(21, _swarm.Requests.Count(request => request.StartsWith("create", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task How_a_rollout_ended_is_noted_although_another_client_changes_a_label()
    {
        SwarmRevision kept = await AddAsync("web");
        bool done = false;
        _swarm.BeforeLabels = () =>
        {
            if (!done)
            {
                done = true;
                SwarmConfig now = _swarm.Configs[0];
                _swarm.Configs[0] = new() { Id = now.Id, Name = now.Name, Data = now.Data, Version = now.Version + 1, Labels = new Dictionary<string, string>(now.Labels.ToDictionary()) { ["mine"] = "1" } };
            }
        };
        await _swarm.Clock.DelayAsync(TimeSpan.FromSeconds(9), Stop);
        await Store.MarkAsync(kept, SwarmRolloutOutcome.RolledBack, Stop);
        SwarmRevision marked = Assert.Single(await Store.ListAsync("web", Stop));
        Assert.Equal((SwarmRolloutOutcome.RolledBack, A.Noon.AddSeconds(9)), (marked.Outcome, marked.EndedAt));
        Assert.Equal("1", marked.Labels["mine"]);
    }

    [Fact]
    public async Task Labels_that_others_change_all_the_time_are_given_up()
    {
        SwarmRevision kept = await AddAsync("web");
        _swarm.BeforeLabels = () =>
        {
            SwarmConfig now = _swarm.Configs[0];
            _swarm.Configs[0] = new() { Id = now.Id, Name = now.Name, Data = now.Data, Version = now.Version + 1, Labels = now.Labels };
        };
        await Refused.WithAsync(ErrorId.UpdateOutOfSequence, ["changed by somebody else"], () => Store.MarkAsync(kept, SwarmRolloutOutcome.Converged, Stop));
    }

    [Fact]
    public async Task What_another_client_forgot_is_neither_marked_nor_an_error()
    {
        SwarmRevision kept = await AddAsync("web");
        _swarm.Refusals["remove config " + kept.Id] = new SwarmException(ErrorId.ConfigNotFound, "gone");
        await Store.RemoveAsync(kept, Stop);
        _swarm.Configs.Clear();
        await Store.MarkAsync(kept, SwarmRolloutOutcome.Converged, Stop);
        Assert.DoesNotContain(_swarm.Requests, request => request.StartsWith("label", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9._-]{0,62}[a-zA-Z0-9]\z")]
    private static partial Regex ConfigName();

    private Task<SwarmRevision> AddAsync(string service, string reason = "", string spec = "{}") =>
        Store.AddAsync(new() { ServiceName = service, Reason = reason, Spec = Spec(spec) }, Stop);

    private static JsonObject Spec(string json) => (JsonObject)JsonNode.Parse(json)!;
}
