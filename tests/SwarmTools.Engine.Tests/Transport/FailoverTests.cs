using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Engine.Transport;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Transport;

public sealed class FailoverTests : IAsyncLifetime
{
    private const string NoLeader = "The swarm does not have a leader. It's possible that too few managers are online.";

    private FakeEngine _first = null!;
    private FakeEngine _second = null!;

    public async ValueTask InitializeAsync()
    {
        _first = await FakeEngine.StartAsync();
        _second = await FakeEngine.StartAsync();
        foreach (FakeEngine engine in new[] { _first, _second })
        {
            engine.Answer("GET", "/nodes", "[]").Answer("POST", "/services/create", """{"ID":"x"}""").Answer("DELETE", "/services/x", "").Answer("POST", "/swarm/leave", "");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task A_read_and_a_write_move_on_from_a_manager_that_refuses_connections()
    {
        using DockerEngine engine = Connect.To(Nobody.Listens(), Nobody.Listens(), _second.HostUri);
        await engine.CreateServiceAsync([], login: null, Stop.Token);
        await engine.ListNodesAsync(Stop.Token);
        Assert.Equal(["POST /services/create", "GET /nodes"], _second.Requests.Select(request => request.ToString()));
    }

    [Fact]
    public async Task A_write_moves_on_when_the_manager_used_so_far_is_gone()
    {
        using DockerEngine engine = Connect.To(_first, _second);
        await engine.ListNodesAsync(Stop.Token);
        await _first.DisposeAsync();
        // The first write may meet the broken connection, and is not repeated then; the next surely meets a closed port.
        try
        {
            await engine.CreateServiceAsync([], login: null, Stop.Token);
        }
        catch (SwarmException failure) when (failure.ErrorId == ErrorId.EngineUnreachable.Name)
        {
            await engine.CreateServiceAsync([], login: null, Stop.Token);
        }

        Assert.Equal(["POST /services/create"], _second.Requests.Select(request => request.ToString()));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "rpc error: code = Unknown desc = " + NoLeader)]
    [InlineData(HttpStatusCode.ServiceUnavailable, NoLeader)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state.")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "Manager is being prepared, please try again.")]
    [InlineData(HttpStatusCode.InternalServerError, "rpc error: code = Unavailable desc = manager stopped: can't initialize raft node")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "Swarm is encrypted and needs to be unlocked before it can be used.")]
    public async Task A_read_and_a_write_move_on_from_a_manager_that_cannot_take_them(HttpStatusCode status, string message)
    {
        _first.Refuse("GET", "/nodes", status, message).Refuse("POST", "/services/create", status, message);
        using DockerEngine engine = Connect.To(_first, _second);
        await engine.CreateServiceAsync([], login: null, Stop.Token);
        await engine.ListNodesAsync(Stop.Token);
        Assert.Equal(["POST /services/create", "GET /nodes"], _second.Requests.Select(request => request.ToString()));
        Assert.Single(_first.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "rpc error: code = DeadlineExceeded desc = context deadline exceeded")]
    [InlineData(HttpStatusCode.InternalServerError, "rpc error: code = Unknown desc = update out of sequence")]
    [InlineData(HttpStatusCode.BadRequest, NoLeader)]
    public async Task Other_refusals_are_not_asked_again_elsewhere(HttpStatusCode status, string message)
    {
        _first.Refuse("POST", "/services/create", status, message);
        using DockerEngine engine = Connect.To(_first, _second);
        await Assert.ThrowsAsync<SwarmException>(() => engine.CreateServiceAsync([], login: null, Stop.Token));
        Assert.Empty(_second.Requests);
    }

    [Fact]
    public async Task A_read_that_broke_is_repeated()
    {
        Cut(_first, "GET", "/nodes");
        using DockerEngine engine = Connect.To(_first, _second);
        Assert.Empty(await engine.ListNodesAsync(Stop.Token));
        Assert.Single(_second.Requests);
    }

    public static TheoryData<string, string, bool> Writes => new()
    {
        { "POST", "/services/create", true }, { "DELETE", "/services/x", true }, { "POST", "/swarm/leave", true },
        { "POST", "/services/create", false }, { "DELETE", "/services/x", false }, { "POST", "/swarm/leave", false },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_write_that_broke_is_never_repeated(string method, string path, bool isWarm)
    {
        Cut(_first, method, path);
        using DockerEngine engine = Connect.To(_first, _second);
        if (isWarm)
        {
            await engine.ListNodesAsync(Stop.Token);
        }

        SwarmException failure = await Refused.WithAsync(ErrorId.EngineUnreachable, ["may or may not"], () => (method, path) switch
        {
            ("DELETE", _) => engine.RemoveServiceAsync("x", "x", Stop.Token),
            (_, "/swarm/leave") => engine.LeaveAsync(true, Stop.Token),
            _ => engine.CreateServiceAsync([], login: null, Stop.Token),
        });
        Assert.DoesNotContain("None of the managers", failure.Message, StringComparison.Ordinal);
        Assert.Single(_first.Requests, request => request.Method == method);
        Assert.Empty(_second.Requests);
    }

    [Theory]
    [InlineData("POST", "/services/create")]
    [InlineData("DELETE", "/services/x")]
    [InlineData("POST", "/swarm/leave")]
    public async Task A_write_to_an_engine_that_hangs_up_politely_is_never_repeated_either(string method, string path)
    {
        await using PoliteEngine polite = new();
        using DockerEngine engine = Connect.To(polite.HostUri, _second.HostUri);
        await engine.PingAsync(Stop.Token);
        await Refused.WithAsync(ErrorId.EngineUnreachable, ["may or may not"], () => (method, path) switch
        {
            ("DELETE", _) => engine.RemoveServiceAsync("x", "x", Stop.Token),
            (_, "/swarm/leave") => engine.LeaveAsync(true, Stop.Token),
            _ => engine.CreateServiceAsync([], login: null, Stop.Token),
        });
        Assert.Single(polite.Requests, request => request.StartsWith(method, StringComparison.Ordinal));
        Assert.Empty(_second.Requests);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task A_read_that_broke_in_the_middle_of_its_answer_is_repeated(int status)
    {
        CutHalfWay("GET", "/nodes", status);
        using DockerEngine engine = Connect.To(_first, _second);
        Assert.Empty(await engine.ListNodesAsync(Stop.Token));
        Assert.Single(_first.Requests);
        Assert.Single(_second.Requests);
    }

    [Fact]
    public async Task A_single_engine_that_breaks_in_the_middle_of_its_answer_is_asked_once()
    {
        CutHalfWay("GET", "/nodes", 200);
        using DockerEngine engine = Connect.To(_first);
        SwarmException failure = await Refused.WithAsync(ErrorId.EngineUnreachable, ["broke"], () => engine.ListNodesAsync(Stop.Token));
        Assert.DoesNotContain("may or may not", failure.Message, StringComparison.Ordinal);
        Assert.Single(_first.Requests);
    }

    [Theory]
    [InlineData(201)]
    [InlineData(500)]
    public async Task A_write_that_broke_in_the_middle_of_its_answer_is_not_repeated(int status)
    {
        CutHalfWay("POST", "/services/create", status);
        using DockerEngine engine = Connect.To(_first, _second);
        await Refused.WithAsync(ErrorId.EngineUnreachable, ["may or may not"], () => engine.CreateServiceAsync([], login: null, Stop.Token));
        Assert.Empty(_second.Requests);
    }

    [Fact]
    public async Task That_there_is_no_leader_tells_more_than_that_others_are_silent()
    {
        _first.Refuse("GET", "/nodes", HttpStatusCode.InternalServerError, NoLeader);
        using DockerEngine engine = Connect.To(_first.HostUri, Nobody.Listens());
        await Refused.WithAsync(ErrorId.NoLeader, ["has no leader"], () => engine.ListNodesAsync(Stop.Token));
    }

    [Fact]
    public async Task When_no_manager_answers_each_is_named()
    {
        string[] silent = [Nobody.Listens(), "unix:///nowhere/docker.sock"];
        using DockerEngine engine = Connect.To(silent);
        await Refused.WithAsync(ErrorId.EngineUnreachable, ["None of the managers", silent[0], "/nowhere/docker.sock"], () => engine.ListNodesAsync(Stop.Token));
    }

    [Fact]
    public async Task Docker_dotnet_moves_on_too()
    {
        using DockerEngine engine = Connect.To(Nobody.Listens(), _second.HostUri);
        Assert.Equal("node1", (await engine.InfoAsync(Stop.Token)).HostName);
    }

    public static TheoryData<Exception, bool> Failures => new()
    {
        { new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused)), true },
        { new HttpRequestException("x", new SocketException((int)SocketError.HostUnreachable)), true },
        { new HttpRequestException("x", new IOException("x", new SocketException((int)SocketError.HostUnreachable))), false },
        { new HttpRequestException("x", new IOException("x", new SocketException((int)SocketError.ConnectionReset))), false },
        { new OperationCanceledException("x", new TimeoutException()), true },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void Only_what_failed_before_there_was_a_connection_was_surely_not_sent(Exception failure, bool expected) =>
        Assert.Equal(expected, TransportErrors.WasNotSent(failure));

    private void CutHalfWay(string method, string path, int status) => _first.Answer(method, path, async (_, context) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 100;
        await context.Response.Body.WriteAsync("[{\"mess"u8.ToArray());
        await context.Response.Body.FlushAsync();
        await Task.Delay(100);
        context.Abort();
    });

    private static void Cut(FakeEngine engine, string method, string path) => engine.Answer(method, path, (_, context) =>
    {
        context.Abort();
        return Task.CompletedTask;
    });
}
