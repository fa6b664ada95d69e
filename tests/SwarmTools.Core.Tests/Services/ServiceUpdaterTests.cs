using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Engine;
using SwarmTools.Services;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Services;

public class ServiceUpdaterTests
{
    private const string Spec = """
        {
          "Name": "web",
          "Labels": { "tier": "front", "since": "2026-01-02T03:04:05.1234567890Z" },
          "TaskTemplate": {
            "ContainerSpec": { "Image": "nginx", "OomScoreAdj": 10, "Privileges": { "Seccomp": { "Mode": "unconfined" } } },
            "InventedByATest": { "deep": [1, 2.50, 18446744073709551615, null] }
          },
          "UpdateConfig": { "Monitor": 1, "MaxFailureRatio": 0.10 },
          "AlsoInvented": true
        }
        """;

    private readonly FakeSwarm _swarm = new();

    public ServiceUpdaterTests() => _swarm.Services.Add(A.Service(new JsonObject
    {
        ["ID"] = "web-id", ["Version"] = new JsonObject { ["Index"] = 7L }, ["Spec"] = JsonNode.Parse(Spec),
    }));

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Unknown_fields_survive_an_edit_untouched()
    {
        await EditAsync();
        JsonObject expected = (JsonObject)JsonNode.Parse(Spec)!;
        expected["Labels"]!["added"] = "1";
        Assert.Equal(expected.ToJsonString(), _swarm.SpecOf("web").ToJsonString());
    }

    [Fact]
    public async Task An_edit_reads_and_writes_with_the_version()
    {
        Assert.True((await EditAsync()).IsChanged);
        Assert.Equal(["inspect web-id", "update web-id 7"], _swarm.Requests);
        Assert.Empty(_swarm.Clock.Delays);
    }

    [Fact]
    public async Task Labels_are_made_where_there_were_none()
    {
        _swarm.Touch("web", spec => spec.Remove("Labels"));
        await EditAsync();
        Assert.Equal("1", (string?)_swarm.SpecOf("web")["Labels"]!["added"]);
    }

    [Fact]
    public async Task Where_somebody_was_faster_the_edit_is_applied_to_what_they_wrote()
    {
        int others = 3;
        _swarm.BeforeUpdate = () =>
        {
            if (others-- > 0)
            {
                _swarm.Touch("web", spec => spec["Labels"]![$"other{others}"] = "x");
            }
        };
        await EditAsync();
        Assert.Equal(["added", "other0", "other1", "other2", "since", "tier"], _swarm.SpecOf("web")["Labels"]!.AsObject().Select(label => label.Key).Order());
        Assert.Equal(["update web-id 7", "update web-id 8", "update web-id 9", "update web-id 10"], _swarm.Requests.Where(request => request.StartsWith("update", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Pauses_are_random_and_grow_to_a_limit()
    {
        int others = 12;
        _swarm.BeforeUpdate = () =>
        {
            if (others-- > 0)
            {
                _swarm.Touch("web", _ => { });
            }
        };
        await EditAsync(new Longest());
        Assert.Equal([2, 4, 8, 16, 32, 64, 64, 64, 64, 64, 64, 64], _swarm.Clock.Delays.Select(delay => delay.TotalMilliseconds));
    }

    [Fact]
    public async Task At_the_deadline_the_conflict_is_told()
    {
        _swarm.BeforeUpdate = () => _swarm.Touch("web", _ => { });
        SwarmException failure = await Refused.WithAsync(ErrorId.UpdateOutOfSequence, ["'web'"], () => EditAsync(new Longest()));
        Assert.Equal(SwarmErrorKind.Conflict, failure.Kind);
        Assert.InRange((_swarm.Clock.UtcNow - A.Noon).TotalSeconds, 10, 10.6);
    }

    [Fact]
    public async Task Another_failure_is_not_tried_again()
    {
        _swarm.BeforeUpdate = () => throw new SwarmException(ErrorId.RequestRefused, "no");
        await Refused.WithAsync(ErrorId.RequestRefused, ["no"], () => EditAsync());
        Assert.Empty(_swarm.Clock.Delays);
    }

    [Fact]
    public async Task A_service_that_goes_meanwhile_is_not_found()
    {
        _swarm.BeforeUpdate = () => _swarm.Remove("web");
        await Refused.WithAsync(ErrorId.ServiceNotFound, ["'web-id'"], () => EditAsync());
    }

    [Fact]
    public async Task An_edit_never_moves_on_to_another_service_of_the_same_name()
    {
        bool first = true;
        _swarm.BeforeUpdate = () =>
        {
            if (first)
            {
                first = false;
                _swarm.Remove("web");
                _swarm.Services.Add(A.Service(new JsonObject
                {
                    ["ID"] = "new-id", ["Version"] = new JsonObject { ["Index"] = 1L }, ["Spec"] = new JsonObject { ["Name"] = "web" },
                }));
                throw new SwarmException(ErrorId.UpdateOutOfSequence, "update out of sequence");
            }
        };
        await Refused.WithAsync(ErrorId.ServiceNotFound, ["'web-id'"], () => EditAsync());
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        using CancellationTokenSource stop = new();
        _swarm.BeforeUpdate = () =>
        {
            _swarm.Touch("web", _ => { });
            stop.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EditAsync(new Random(1), stop.Token));
    }

    [Fact]
    public async Task Nothing_is_sent_when_all_is_as_asked()
    {
        Assert.False((await EditAsync(ServiceOptions.Labels.Put("-AddLabel", "tier", "front"))).IsChanged);
        Assert.Equal(["inspect web-id"], _swarm.Requests);
    }

    [Fact]
    public async Task A_login_is_sent_although_nothing_else_changes()
    {
        await new ServiceUpdater(_swarm, _swarm.Clock, new Random(1)).EditAsync("web-id", [], RegistryLogin.None, s_timeout, TestContext.Current.CancellationToken);
        Assert.Same(RegistryLogin.None, Assert.Single(_swarm.Logins));
    }

    private Task<ServiceUpdate> EditAsync(params SpecEdit[] edits) => ApplyAsync(new Random(1), TestContext.Current.CancellationToken, edits);

    private Task<ServiceUpdate> EditAsync(Random random, CancellationToken? stop = null) =>
        ApplyAsync(random, stop ?? TestContext.Current.CancellationToken, ServiceOptions.Labels.Put("-AddLabel", "added", "1"));

    private Task<ServiceUpdate> EditAsync() => EditAsync(new Random(1));

    private Task<ServiceUpdate> ApplyAsync(Random random, CancellationToken stop, params SpecEdit[] edits) =>
        new ServiceUpdater(_swarm, _swarm.Clock, random).EditAsync("web-id", edits, login: null, s_timeout, stop);

    private sealed class Longest : Random
    {
        public override int Next(int minValue, int maxValue) => maxValue - 1;
    }
}
