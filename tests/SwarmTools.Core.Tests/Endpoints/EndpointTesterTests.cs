using System;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Diagnostics;
using SwarmTools.Endpoints;

namespace SwarmTools.Core.Tests.Endpoints;

public class EndpointTesterTests
{
    private readonly FakeSwarm _swarm = new();

    public EndpointTesterTests()
    {
        _swarm.Nodes.Clear();
        _swarm.Nodes.AddRange([Node("n1", "10.1.0.1"), Node("n2", "10.1.0.2"), Node("n3", "10.1.0.3", SwarmNodeState.Down)]);
        _swarm.Ports["10.1.0.1:8080"] = new(SwarmEndpointOutcome.Answers, TimeSpan.FromMilliseconds(3));
    }

    [Fact]
    public async Task A_port_of_the_mesh_is_tried_on_every_node_that_is_ready()
    {
        Assert.Equal(["n1 10.1.0.1 Answers 3", "n2 10.1.0.2 Refused "], await TestAsync(Service(Port(8080))));
        Assert.Equal(["try 10.1.0.1:8080", "try 10.1.0.2:8080"], _swarm.Requests.Where(request => request.StartsWith("try", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task A_port_of_a_node_is_tried_where_a_task_runs()
    {
        _swarm.Tasks.Add(Task("n1", SwarmTaskState.Running));
        _swarm.Tasks.Add(Task("n2", SwarmTaskState.Failed));

        Assert.Equal(["n1 10.1.0.1 Answers 3"], await TestAsync(Service(Port(8080, SwarmPublishMode.Host))));
    }

    [Fact]
    public async Task Without_a_task_no_node_answers()
    {
        SwarmService service = Service(Port(8080, SwarmPublishMode.Host));

        Assert.Equal(["  NoTask "], await TestAsync(service));
    }

    [Fact]
    public async Task Ports_of_udp_are_named_and_not_tried()
    {
        Assert.Equal(["n1 10.1.0.1 NotTried ", "n2 10.1.0.2 NotTried "], await TestAsync(Service(Port(8080, protocol: SwarmPortProtocol.Udp))));
        Assert.DoesNotContain(_swarm.Requests, request => request.StartsWith("try", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("0.0.0.0", "")]
    [InlineData("::", "")]
    [InlineData("0.0.0.0", "0.0.0.0:2377")]
    public async Task A_node_without_a_known_address_is_not_tried_and_nobody_says_that_it_answers(string address, string manager)
    {
        _swarm.Nodes.Clear();
        _swarm.Nodes.Add(new() { Id = "n1", Name = "n1", Address = address, ManagerAddress = manager, State = SwarmNodeState.Ready });
        _swarm.Ports[address + ":8080"] = new(SwarmEndpointOutcome.Answers, TimeSpan.Zero);

        SwarmEndpointResult result = Assert.Single(await ResultsAsync(Service(Port(8080))));

        Assert.Equal((SwarmEndpointOutcome.NotTried, "The address of the node is not known."), (result.Outcome, result.Message));
        Assert.StartsWith("Try it at an address of the node that you know.", result.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(_swarm.Requests, request => request.StartsWith("try", StringComparison.Ordinal));
        Assert.Equal("The service 'web' is not well. 8080:80/tcp on n1: The address of the node is not known.", Assert.Single(ServiceVerdict.Of([result])).Failure.Message);
    }

    [Theory]
    [InlineData("windows", SwarmPublishMode.Ingress, "Nodes of Windows do not take part in the routing mesh in every version: publish the port in mode host")]
    [InlineData("linux", SwarmPublishMode.Ingress, "Every node should answer for the service")]
    [InlineData("windows", SwarmPublishMode.Host, "The task runs there")]
    public void What_does_not_answer_comes_with_what_to_do(string system, SwarmPublishMode mode, string advice) => Assert.StartsWith(
        advice,
        EndpointTargets.Judge(new(Service(), new() { Name = "n", OperatingSystem = system }, Port(80, mode)), new(SwarmEndpointOutcome.TimedOut, TimeSpan.FromSeconds(3))).Remedy,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("10.1.0.1", "10.1.0.9:2377", "10.1.0.1")]
    [InlineData("0.0.0.0", "10.1.0.9:2377", "10.1.0.9")]
    [InlineData("", "[fd00::9]:2377", "fd00::9")]
    [InlineData("0.0.0.0", "", "0.0.0.0")]
    public void A_manager_that_does_not_know_its_address_is_reached_by_that_of_the_others(string address, string manager, string expected) =>
        Assert.Equal(expected, new EndpointTarget(Service(), new() { Address = address, ManagerAddress = manager }, Port(80)).Address);

    [Fact]
    public async Task The_verdict_names_what_does_not_answer()
    {
        (string service, SwarmException failure) = Assert.Single(ServiceVerdict.Of(await ResultsAsync(Service(Port(8080)))));
        Assert.Equal(("web", "ServiceNotWell", "The service 'web' is not well. 8080:80/tcp on n2 (10.1.0.2): Refused."), (service, failure.ErrorId, failure.Message));
        Assert.Empty(ServiceVerdict.Of(await ResultsAsync(Service(Port(8080, protocol: SwarmPortProtocol.Udp)))));
    }

    [Theory]
    [InlineData("health")]
    [InlineData("/a b")]
    [InlineData("/a\r\nHost: x")]
    [InlineData("/\u00E9")]
    public void A_path_that_cannot_be_asked_for_is_refused(string path) => Assert.Equal("OptionInvalid", Assert.Throws<SwarmException>(() => EndpointTester.RequireUsable(path, TimeSpan.FromSeconds(1))).ErrorId);

    [Fact]
    public void No_time_is_refused() => Assert.Equal("OptionInvalid", Assert.Throws<SwarmException>(() => EndpointTester.RequireUsable(null, TimeSpan.Zero)).ErrorId);

    private async Task<string[]> TestAsync(SwarmService service) =>
        [.. (await ResultsAsync(service)).Select(result => $"{result.NodeName} {result.Address} {result.Outcome} {result.Latency?.TotalMilliseconds}")];

    private Task<System.Collections.Generic.IReadOnlyList<SwarmEndpointResult>> ResultsAsync(SwarmService service) =>
        new EndpointTester(_swarm, _swarm, _swarm).TestAsync([service], null, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

    private static SwarmNode Node(string name, string address, SwarmNodeState state = SwarmNodeState.Ready) => new() { Id = name, Name = name, Address = address, State = state };

    private static SwarmTask Task(string node, SwarmTaskState state) =>
        new() { Id = node, ServiceId = "web-id", NodeId = node, State = state, DesiredState = SwarmTaskState.Running, Ports = [Port(8080, SwarmPublishMode.Host)] };

    private static SwarmPort Port(int published, SwarmPublishMode mode = SwarmPublishMode.Ingress, SwarmPortProtocol protocol = SwarmPortProtocol.Tcp) =>
        new() { TargetPort = 80, PublishedPort = published, PublishMode = mode, Protocol = protocol };

    private static SwarmService Service(params SwarmPort[] ports) => new() { Id = "web-id", Name = "web", Ports = ports };
}
