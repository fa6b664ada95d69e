using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Transport;

/// <summary>What is done while a swarm has no leader, or when a manager takes a request and does not answer.</summary>
public sealed class LeaderLossTests : IAsyncLifetime
{
    private const string NoLeader = "The swarm does not have a leader. It's possible that too few managers are online.";
    private const string Create = "/services/create";

    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(20);

    private readonly List<FakeEngine> _engines = [];
    private int _refusals;

    public async ValueTask InitializeAsync()
    {
        for (int i = 0; i < 3; i++)
        {
            _engines.Add((await FakeEngine.StartAsync()).Answer("GET", "/services", "[]").Answer("POST", Create, """{"ID":"x"}"""));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (FakeEngine engine in _engines)
        {
            await engine.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_read_that_hangs_is_answered_by_another_manager()
    {
        Hang(_engines[0], "GET", "/nodes");
        using DockerEngine engine = Connect.To([.. _engines]);

        Assert.Empty(await engine.ListNodesAsync(Stop.Token).WaitAsync(s_soon, Stop.Token));
        Assert.Single(_engines[1].Requests);
    }

    [Fact]
    public async Task A_read_and_a_write_wait_until_there_is_a_leader_again()
    {
        foreach (FakeEngine manager in _engines)
        {
            RefuseFor(manager, "GET", "/nodes", 5);
            RefuseFor(manager, "POST", Create, 10);
        }

        using DockerEngine engine = Connect.To([.. _engines]);
        Assert.Empty(await engine.ListNodesAsync(Stop.Token).WaitAsync(s_soon, Stop.Token));
        Assert.Equal("x", (await engine.CreateServiceAsync([], login: null, Stop.Token).WaitAsync(s_soon, Stop.Token)).Id);
        Assert.True(_refusals > 10, "Both were refused at first.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_too_few_managers_are_left_nobody_waits(bool isWrite)
    {
        string[] gone = [Nobody.Listens(), Nobody.Listens()];
        _engines[0].Refuse("GET", "/nodes", HttpStatusCode.ServiceUnavailable, NoLeader).Refuse("POST", Create, HttpStatusCode.ServiceUnavailable, NoLeader);
        using DockerEngine engine = Connect.To(_engines[0].HostUri, gone[0], gone[1]);

        SwarmException failure = await Refused.WithAsync(
            ErrorId.NoLeader,
            ["of its 3 managers 2 are needed", gone[0], gone[1]],
            () => (isWrite ? (Task)engine.CreateServiceAsync([], login: null, Stop.Token) : engine.ListNodesAsync(Stop.Token)).WaitAsync(s_soon, Stop.Token));

        Assert.True(failure.IsLasting);
        Assert.False(failure.MayBeDone);
        Assert.Single(_engines[0].Requests);
    }

    [Fact]
    public async Task Once_waited_for_in_vain_a_leader_is_not_waited_for_with_each_request()
    {
        using TemporaryFolder folder = new();
        await using FakeEngine alone = (await FakeEngine.StartAsync(socketPath: folder.File("docker.sock"))).Answer("GET", "/info", Info("clusterid", "n1", "10.0.0.1:2377", "10.0.0.2:2377", "10.0.0.3:2377"))
            .Refuse("GET", "/nodes", HttpStatusCode.ServiceUnavailable, NoLeader);
        using DockerEngine engine = Connect.To(alone);
        await engine.InfoAsync(Stop.Token);

        await Refused.WithAsync(ErrorId.NoLeader, ["has elected none"], () => engine.ListNodesAsync(Stop.Token).WaitAsync(s_soon, Stop.Token));
        int asked = alone.Requests.Count;
        Assert.True(asked > 3, $"The leader was waited for: {asked} requests");

        await Refused.WithAsync(ErrorId.NoLeader, ["has elected none"], () => engine.ListNodesAsync(Stop.Token).WaitAsync(s_soon, Stop.Token));
        Assert.Equal(asked + 1, alone.Requests.Count);
        alone.Answer("GET", "/nodes", "[]");
        Assert.Empty(await engine.ListNodesAsync(Stop.Token));
    }

    [Fact]
    public async Task A_write_that_gets_no_answer_is_given_up_when_there_is_another_leader_and_never_sent_again()
    {
        Hang(_engines[0], "POST", Create);
        RefuseFor(_engines[1], "GET", "/services", 3);
        RefuseFor(_engines[2], "GET", "/services", 3);
        using DockerEngine engine = Connect.To([.. _engines]);

        SwarmException failure = await Refused.WithAsync(
            ErrorId.NoLeader, ["may or may not have been done"], () => engine.CreateServiceAsync([], login: null, Stop.Token).WaitAsync(s_soon, Stop.Token));

        Assert.True(failure.MayBeDone);
        Assert.False(failure.IsLasting);
        Assert.Single(_engines.SelectMany(manager => manager.Requests), request => request.Method == "POST");
        // What is asked next is asked of a manager that has the leader.
        await engine.ListServicesAsync(Stop.Token);
        Assert.DoesNotContain(_engines[0].Requests, request => request.Method == "GET");
    }

    [Fact]
    public async Task A_write_that_is_only_slow_is_waited_for()
    {
        _engines[0].Answer("POST", Create, async (_, context) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(5), context.RequestAborted);
            await context.Response.WriteAsync("""{"ID":"slow"}""");
        });
        using DockerEngine engine = Connect.To([.. _engines]);

        Assert.Equal("slow", (await engine.CreateServiceAsync([], login: null, Stop.Token).WaitAsync(s_soon, Stop.Token)).Id);
    }

    [Theory]
    [InlineData("clusterid", "n2", true)]
    [InlineData("another", "n2", false)]
    [InlineData("clusterid", "n1", false)]
    public async Task Other_managers_of_this_swarm_are_asked_when_the_named_one_is_gone(string swarm, string node, bool isAsked)
    {
        using Authority authority = new("lab");
        using X509Certificate2 server = authority.Server();
        void OverTls(ListenOptions options) => options.UseHttps(server);
        FakeEngine named = (await FakeEngine.StartAsync(listen: OverTls)).Answer("GET", "/info", Info("clusterid", "n1", "127.0.0.2:2377"));
        int port = new Uri(named.HostUri).Port;
        await using FakeEngine other = (await FakeEngine.StartAsync(listen: OverTls, address: IPAddress.Parse("127.0.0.2"), port: port))
            .Answer("GET", "/info", Info(swarm, node, "127.0.0.2:2377")).Answer("GET", "/volumes", """{"Volumes":[]}""");
        using DockerEngine engine = Connect.To(named.HostUri, new TlsSettings { SkipVerify = true });
        await engine.InfoAsync(Stop.Token);
        await UntilAsync(() => other.Requests.Count > 0);
        // The answer is taken in a moment later.
        await Task.Delay(200, Stop.Token);
        await named.DisposeAsync();

        if (!isAsked)
        {
            await Refused.WithAsync(ErrorId.EngineUnreachable, [], () => engine.ListNodesAsync(Stop.Token));
            return;
        }

        Assert.Empty(await engine.ListNodesAsync(Stop.Token).WaitAsync(s_soon, Stop.Token));
        // Who is there may be told by another one; what else concerns one engine is not asked of another one.
        Assert.Equal(node, (await engine.InfoAsync(Stop.Token)).NodeId);
        await Refused.WithAsync(ErrorId.EngineUnreachable, [], () => engine.ListVolumesAsync(Stop.Token));
        Assert.Equal(["GET /info", "GET /nodes", "GET /info"], other.Requests.Select(request => request.ToString()));
    }

    [Fact]
    public async Task What_is_in_clear_on_this_machine_alone_does_not_leave_it()
    {
        await using FakeEngine named = (await FakeEngine.StartAsync()).Answer("GET", "/info", Info("clusterid", "n1", "127.0.0.2:2377"));
        await using FakeEngine other = await FakeEngine.StartAsync(address: IPAddress.Parse("127.0.0.2"), port: new Uri(named.HostUri).Port);
        using DockerEngine engine = Connect.To(named);
        await engine.InfoAsync(Stop.Token);
        await Task.Delay(500, Stop.Token);

        Assert.Empty(other.Requests);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (int i = 0; i < 100 && !isSo(); i++)
        {
            await Task.Delay(50, Stop.Token);
        }

        Assert.True(isSo());
    }

    private static string Info(string swarm, string node, params string[] addresses)
    {
        JsonNode info = JsonNode.Parse(EngineJson.Info())!;
        info["Swarm"]!["Cluster"]!["ID"] = swarm;
        info["Swarm"]!["NodeID"] = node;
        info["Swarm"]!["RemoteManagers"] = new JsonArray([.. addresses.Select(address => new JsonObject { ["NodeID"] = address, ["Addr"] = address })]);
        return info.ToJsonString();
    }

    private static void Hang(FakeEngine engine, string method, string path) =>
        engine.Answer(method, path, (_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted));

    // All managers together refuse so often.
    private void RefuseFor(FakeEngine engine, string method, string path, int times) => engine.Answer(method, path, async (_, context) =>
    {
        bool isRefused = Interlocked.Increment(ref _refusals) <= times;
        context.Response.StatusCode = isRefused ? 503 : 200;
        await context.Response.WriteAsync(isRefused ? $$"""{"message":"{{NoLeader}}"}""" : method == "GET" ? "[]" : """{"ID":"x"}""");
    });
}
