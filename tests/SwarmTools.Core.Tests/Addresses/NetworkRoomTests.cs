using SwarmTools.Addresses;
using SwarmTools.Engine;

namespace SwarmTools.Core.Tests.Addresses;

public class NetworkRoomTests
{
    // As engines 20.10 to 28.5 filled such networks.
    [Theory]
    [InlineData("10.0.0.0/29", "", "10.0.0.1", 8, 3)]
    [InlineData("10.0.0.0/28", "", "", 16, 3)]
    [InlineData("10.0.0.0/24", "", "10.0.0.254", 256, 3)]
    [InlineData("10.0.0.0/24", "10.0.0.16/29", "10.0.0.16", 8, 1)]
    [InlineData("10.0.0.0/24", "10.0.0.16/29", "10.0.0.20", 8, 1)]
    [InlineData("10.0.0.0/24", "10.0.0.16/29", "10.0.0.1", 8, 0)]
    [InlineData("10.0.0.0/24", "10.0.0.0/29", "10.0.0.1", 8, 2)]
    [InlineData("10.0.0.0/24", "10.0.0.248/29", "10.0.0.1", 8, 1)]
    [InlineData("10.0.0.0/31", "", "10.0.0.0", 2, 1)]
    [InlineData("10.0.0.0/8", "", "", 16777216, 3)]
    [InlineData("fd00::/64", "", "fd00::1", 9007199254740992, 1)]
    public void The_first_the_last_and_the_gateway_are_nobodys(string subnet, string range, string gateway, long size, long reserved)
    {
        NetworkRoom room = NetworkRoom.Of(new SwarmNetwork { Name = "n", Scope = "swarm", Driver = "overlay", Ranges = [new(subnet, range, gateway)] })!;
        Assert.Equal((size, reserved), (room.Size, room.Reserved));
    }

    [Fact]
    public void Several_subnets_are_added_up()
    {
        NetworkRoom room = NetworkRoom.Of(new NetworkDefinition { Name = "n", Pools = [new("10.0.0.0/29"), new("10.0.1.0/28")] }, 24)!;
        Assert.Equal((24, 6), (room.Size, room.Reserved));
        Assert.Equal(["10.0.0.0/29", "10.0.1.0/28"], room.Subnets);
    }

    [Fact]
    public void A_network_that_names_no_subnet_gets_one_of_the_pool()
    {
        NetworkRoom room = NetworkRoom.Of(new NetworkDefinition { Name = "n" }, 24)!;
        Assert.Equal((true, 256L), (room.IsFromPool, room.Size));
        Assert.Equal((8, 3), (room.WithPool(29).Size, room.WithPool(29).Reserved));
    }

    [Fact]
    public void Networks_whose_addresses_the_swarm_does_not_give_are_not_counted()
    {
        Assert.Null(NetworkRoom.Of(new SwarmNetwork { Scope = "local", Driver = "bridge", Ranges = [new("172.17.0.0/16", "", "")] }));
        Assert.Null(NetworkRoom.Of(new SwarmNetwork { Scope = "swarm", Driver = "macvlan" }));
        Assert.Null(NetworkRoom.Of(new NetworkDefinition { Name = "n", IpamDriver = "infoblox" }, 24));
        Assert.Contains("given by each node", Assert.Throws<SwarmException>(() => NetworkRoom.Require(new() { Name = "lan", Scope = "swarm", Driver = "macvlan" })).Message, System.StringComparison.Ordinal);
        Assert.Contains("no subnet yet", Assert.Throws<SwarmException>(() => NetworkRoom.Require(new() { Name = "n", Scope = "swarm" })).Message, System.StringComparison.Ordinal);
    }
}
