using System;
using System.Threading.Tasks;
using SwarmTools.Connections;
using SwarmTools.Core.Tests.Fakes;

namespace SwarmTools.Core.Tests.Connections;

public class ConnectionProbeTests
{
    private readonly FakeSwarm _swarm = new();

    [Fact]
    public async Task A_manager_that_answers_is_reported_in_full()
    {
        SwarmConnectionReport report = await RunAsync();
        Assert.True(report is { Name: "prod", Reachable: true, IsManager: true, HasLeader: true, SwarmState: SwarmLocalState.Active, EngineVersion: "28.5.2" });
        Assert.Equal((new Version(1, 51), "", ""), (report.ApiVersion, report.ErrorId, report.Error));
    }

    [Fact]
    public async Task The_round_trip_is_that_of_the_second_ping_when_the_connection_is_open()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(5), (await RunAsync()).RoundTrip);
        Assert.Equal(["ping", "ping", "info", "nodes"], _swarm.Requests);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1.9, 0)]
    [InlineData(-1.9, 0)]
    [InlineData(90, 90)]
    [InlineData(-90, -90)]
    public async Task Clocks_may_differ_by_the_second_that_the_engine_tells_its_time_to(double ahead, double told)
    {
        _swarm.PingTime = TimeSpan.Zero;
        _swarm.Ping = new() { EngineTime = A.Noon.AddSeconds(ahead) };
        Assert.Equal(TimeSpan.FromSeconds(told), (await RunAsync()).ClockSkew);
    }

    [Fact]
    public async Task An_engine_that_does_not_tell_its_time_has_no_skew()
    {
        _swarm.Ping = new();
        Assert.Null((await RunAsync()).ClockSkew);
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_a_report_too()
    {
        _swarm.Refusals["ping"] = new(ErrorId.EngineUnreachable, "Nobody there.");
        SwarmConnectionReport report = await RunAsync();
        Assert.True(report is { Reachable: false, IsManager: false, HasLeader: null, ErrorId: "EngineUnreachable", Error: "Nobody there." });
    }

    [Fact]
    public async Task A_worker_is_not_asked_for_nodes()
    {
        _swarm.Engine = new() { SwarmState = SwarmLocalState.Active, SwarmError = "rpc error" };
        SwarmConnectionReport report = await RunAsync();
        Assert.True(report is { Reachable: true, IsManager: false, HasLeader: null, Error: "rpc error" });
        Assert.DoesNotContain("nodes", _swarm.Requests);
    }

    [Fact]
    public async Task A_swarm_without_a_leader_is_told()
    {
        _swarm.Refusals["nodes"] = new(ErrorId.NoLeader, "No leader.");
        Assert.True(await RunAsync() is { Reachable: true, IsManager: true, HasLeader: false, ErrorId: "NoLeader", Error: "No leader." });
    }

    [Fact]
    public async Task What_is_known_before_a_failure_is_kept()
    {
        _swarm.Refusals["info"] = new(ErrorId.EngineError, "Broken.");
        Assert.True(await RunAsync() is { Reachable: true, IsManager: false, ErrorId: "EngineError" });
    }

    private Task<SwarmConnectionReport> RunAsync() =>
        new ConnectionProbe(_swarm, _swarm.Clock).RunAsync(new() { Name = "prod" }, TestContext.Current.CancellationToken);
}
