using System.Collections.Generic;
using SwarmTools.Addresses;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Engine;

namespace SwarmTools.Core.Tests.Addresses;

public class AddressAccountTests
{
    private const string StartFirst = """{"UpdateConfig":{"Parallelism":2,"Order":"start-first"}}""";

    private static readonly SwarmNode[] s_nodes = [A.Node("n1"), A.Node("n2"), A.Node("n3")];

    [Fact]
    public void Services_tasks_and_nodes_have_an_address_each()
    {
        SwarmNetworkUsage usage = Of("10.0.0.0/28", [AnAddress.Service("web", "net", 4)], [.. AnAddress.Tasks("web", "net", 4, "n1", "n2")]);

        Assert.Equal("16 = 3 + 1 + 4 + 2, free 6", Text(usage));
        Assert.Equal(3 + 1 + 4 + 3, usage.Needed);
    }

    [Fact]
    public void A_service_of_dnsrr_has_none() =>
        Assert.Equal("8 = 3 + 0 + 2 + 1, free 2", Text(Of("10.0.0.0/29", [AnAddress.Service("web", "net", 2, """{"EndpointSpec":{"Mode":"dnsrr"}}""")], [.. AnAddress.Tasks("web", "net", 2, "n1")])));

    [Fact]
    public void What_has_ended_gives_its_address_back_and_what_is_to_end_has_it_still()
    {
        SwarmTask[] tasks =
        [
            .. AnAddress.Tasks("web", "net", 1, "n1"),
            With(SwarmTaskState.Running, SwarmTaskState.Shutdown, "n2"),
            With(SwarmTaskState.Shutdown, SwarmTaskState.Shutdown, "n3"),
            With(SwarmTaskState.Failed, SwarmTaskState.Running, "n3"),
        ];
        Assert.Equal("8 = 3 + 1 + 2 + 2, free 0", Text(Of("10.0.0.0/29", [AnAddress.Service("web", "net", 1)], tasks)));
    }

    // Tasks of a service that is gone still end, perhaps on a node that does not answer.
    [Fact]
    public void Tasks_of_a_service_that_is_gone_count() =>
        Assert.Equal("8 = 3 + 0 + 1 + 1, free 3", Text(Of("10.0.0.0/29", [], [.. AnAddress.Tasks("old", "net", 1, "n1")])));

    [Fact]
    public void Nodes_come_last()
    {
        SwarmNetworkUsage usage = Of("10.0.0.0/29", [AnAddress.Service("web", "net", 4)], [.. AnAddress.Tasks("web", "net", 4, "n1", "n2", "n3")]);

        Assert.Equal("8 = 3 + 1 + 4 + 0, free 0", Text(usage));
    }

    [Fact]
    public void Each_node_is_in_the_ingress_network()
    {
        SwarmNetwork ingress = AnAddress.Network("ingress", "10.0.0.0/24", isIngress: true);
        Assert.Equal("256 = 3 + 0 + 0 + 3, free 250", Text(new AddressAccount(new(s_nodes, [], [], A.Noon)).Of(NetworkRoom.Of(ingress)!, [])));
    }

    [Fact]
    public void Containers_that_joined_by_themselves_and_their_nodes_count()
    {
        SwarmNode[] nodes = [new() { Id = "n1", Address = "10.1.0.1" }, new() { Id = "n2", Address = "10.1.0.2" }];
        AddressAccount account = new(new(nodes, [], [], A.Noon));
        NetworkRoom room = NetworkRoom.Of(AnAddress.Network("net", "10.0.0.0/29"))!;

        SwarmNetworkUsage usage = account.Of(room, [new("a", "10.1.0.1"), new("b", "10.1.0.1")]);

        Assert.Equal(("8 = 3 + 0 + 0 + 1, free 2", 2L), (Text(usage), usage.ContainerAddresses));
        Assert.Null(account.Of(room, null).ContainerAddresses);
    }

    [Theory]
    [InlineData(StartFirst, 3 + 1 + 4 + 2 + 3)]
    [InlineData("""{"UpdateConfig":{"Parallelism":0,"Order":"start-first"}}""", 3 + 1 + 4 + 4 + 3)]
    [InlineData("""{"UpdateConfig":{"Parallelism":2,"Order":"stop-first"}}""", 3 + 1 + 4 + 3)]
    [InlineData("""{"Mode":{"Global":{}}}""", 3 + 1 + 4 + 3)]
    public void At_the_peak_new_tasks_are_there_beside_the_old_ones(string more, long peak) =>
        Assert.Equal(peak, Of("10.0.0.0/24", [AnAddress.Service("web", "net", 4, more)], [.. AnAddress.Tasks("web", "net", 4, "n1")]).Needed);

    [Fact]
    public void Tasks_that_wait_although_there_are_addresses_tell_of_some_that_cannot_be_traced()
    {
        SwarmService[] services = [AnAddress.Service("web", "net", 2)];
        SwarmTask[] running = [.. AnAddress.Tasks("web", "net", 1, "n1")];

        SwarmNetworkUsage young = Of("10.0.0.0/29", services, [.. running, AnAddress.Waiting("web", 5)]);
        SwarmNetworkUsage old = Of("10.0.0.0/29", services, [.. running, AnAddress.Waiting("web", 60)]);

        Assert.Equal((1, 0L, 2L), (young.WaitingTasks, young.Untraced, young.Free));
        Assert.Equal((1, 2L, 0L), (old.WaitingTasks, old.Untraced, old.Free));
    }

    private static SwarmTask With(SwarmTaskState state, SwarmTaskState desired, string node) => new()
    {
        Id = $"{state}{node}",
        ServiceId = "web-id",
        NodeId = node,
        State = state,
        DesiredState = desired,
        Addresses = [new("net-id", "10.0.0.9/24")],
    };

    private static SwarmNetworkUsage Of(string subnet, IReadOnlyList<SwarmService> services, IReadOnlyList<SwarmTask> tasks) =>
        new AddressAccount(new(s_nodes, services, tasks, A.Noon)).Of(NetworkRoom.Of(AnAddress.Network("net", subnet))!, System.Array.Empty<AttachedContainer>());

    private static string Text(SwarmNetworkUsage usage) => $"{usage.Size} = {usage.UnusableAddresses} + {usage.ServiceAddresses} + {usage.TaskAddresses} + {usage.NodeAddresses}, free {usage.Free}";
}
