using System.Collections.Generic;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Tests.Mapping;

/// <summary>Who has addresses, as engines tell it.</summary>
public class AddressMappingTests
{
    [Fact]
    public async Task The_addresses_of_a_task_are_read_by_network()
    {
        SwarmTask task = await Read.Task("""
            { "ID": "t", "NetworksAttachments": [
              { "Network": { "ID": "n1", "Spec": { "Name": "net", "ID": "no" }, "IPAMOptions": { "Configs": [ { "Subnet": "10.0.1.0/24" } ] } }, "Addresses": [ "10.0.1.3/24" ] },
              { "Network": { "ID": "n2" }, "Addresses": null }, { "Network": null, "Addresses": [] } ] }
            """);
        Assert.Equal([new("n1", "10.0.1.3/24")], task.Addresses);
        Assert.Empty((await Read.Task("""{ "ID": "t", "NetworksAttachments": null }""")).Addresses);
    }

    [Fact]
    public async Task What_a_network_takes_addresses_from_is_read()
    {
        SwarmNetwork network = Assert.Single(await Read.Async("/networks", """
            [ { "Id": "n", "Name": "net", "IPAM": { "Driver": "default", "Config": [ { "Subnet": "10.0.1.0/24", "IPRange": "10.0.1.16/29", "Gateway": "10.0.1.1", "Invented": {} }, { "Subnet": "fd00::/64" } ] } } ]
            """, (engine, stop) => engine.ListNetworksAsync(stop)));
        Assert.Equal([new("10.0.1.0/24", "10.0.1.16/29", "10.0.1.1"), new("fd00::/64", "", "")], network.Ranges);
        Assert.Equal(["10.0.1.0/24", "fd00::/64"], network.Subnets);
    }

    // Recorded: two containers beside a service.
    [Fact]
    public async Task Containers_that_joined_by_themselves_are_those_of_no_service()
    {
        IReadOnlyList<AttachedContainer>? found = await ContainersAsync("""
            { "Id": "n", "Containers": { "lb-at": { "Name": "at-endpoint" } }, "Services": {
              "web": { "VIP": "10.94.0.7", "Tasks": [ { "Name": "web.1.x", "Info": { "Host IP": "10.77.1.11" } } ] },
              "": { "VIP": "<nil>", "Ports": [], "LocalLBIndex": 0, "Tasks": [ { "Name": "c2", "EndpointIP": "10.94.0.4", "Info": { "Host IP": "10.77.1.11" } }, { "Name": "c1", "Info": { "Host IP": "10.77.1.22" } } ] } } }
            """);
        Assert.Equal([new("c2", "10.77.1.11"), new("c1", "10.77.1.22")], found);
    }

    [Theory]
    [InlineData("""{ "Id": "n", "Containers": {}, "Services": null }""", false)]
    [InlineData("""{ "Id": "n", "Containers": null }""", false)]
    [InlineData("""{ "Id": "n", "Containers": { "lb-n": {} } }""", true)]
    [InlineData("""{ "Id": "n", "Services": {} }""", false)]
    public async Task An_engine_that_is_not_on_a_network_does_not_know(string answer, bool knows) => Assert.Equal(knows, await ContainersAsync(answer) is { Count: 0 });

    private static Task<IReadOnlyList<AttachedContainer>?> ContainersAsync(string answer) => Read.Async("/networks/n", answer, (engine, stop) => engine.ListContainersAsync("n", stop));
}
