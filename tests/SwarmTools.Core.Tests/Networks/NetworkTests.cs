using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Networks;

namespace SwarmTools.Core.Tests.Networks;

public class NetworkTests
{
    private readonly FakeSwarm _swarm = new() { Networks = { A.Network("front") } };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.2, "10.0.1.0/24", 0.2)]
    [InlineData(60, "", 5)]
    public async Task A_network_is_returned_when_it_has_its_subnet_or_patience_ends(double given, string subnet, double waited)
    {
        _swarm.SubnetsAfter = TimeSpan.FromSeconds(given);
        SwarmNetwork network = await CreateAsync("overlay");
        Assert.Equal(("back-swarm-id", subnet), (network.Id, string.Join(",", network.Subnets)));
        Assert.Equal(TimeSpan.FromSeconds(waited), _swarm.Clock.UtcNow - A.Noon);
    }

    [Fact]
    public async Task Another_driver_need_not_give_a_subnet()
    {
        Assert.Empty((await CreateAsync("macvlan")).Subnets);
        Assert.Empty(_swarm.Clock.Delays);
    }

    [Theory]
    [InlineData("10.0.9.0/24", "10.0.9.0/24")]
    [InlineData("10.0.0.0/16", "10.0.9.0/24")]
    [InlineData("10.0.9.128/25", "10.0.9.0/24")]
    [InlineData("fd00:1::/64", "fd00:1::/48")]
    public async Task A_subnet_that_overlaps_another_is_refused_before_anything_is_made(string subnet, string taken)
    {
        _swarm.Networks.Add(A.Network("other", "swarm", taken));
        await Refused.WithAsync(ErrorId.SubnetInUse, ["'back'", subnet, taken, "'other'"], () => CreateAsync("overlay", subnet));
        Assert.Equal(["networks"], _swarm.Requests);
    }

    [Theory]
    [InlineData("10.0.8.0/24", "10.0.9.0/24", "swarm")]
    [InlineData("10.0.9.0/24", "fd00:1::/48", "swarm")]
    [InlineData("10.0.9.0/24", "10.0.9.0/24", "local")]
    public async Task A_subnet_that_is_free_in_the_swarm_is_taken(string subnet, string other, string scope)
    {
        _swarm.Networks.Add(A.Network("other", scope, other));
        Assert.Equal("back", (await CreateAsync("overlay", subnet)).Name);
    }

    [Fact]
    public async Task A_network_that_nobody_uses_is_removed_at_once()
    {
        await RemoveAsync();
        Assert.Empty(_swarm.Networks);
        Assert.Empty(_swarm.Clock.Delays);
    }

    [Fact]
    public async Task One_that_ending_tasks_hold_is_tried_again()
    {
        _swarm.NetworkHolds = 3;
        await RemoveAsync();
        Assert.Equal(3, _swarm.Clock.Delays.Count);
    }

    [Fact]
    public async Task One_that_services_name_is_refused_at_once()
    {
        _swarm.Services.Add(new() { Name = "web", NetworkIds = ["front-swarm-id"] });
        await Refused.WithAsync(ErrorId.NetworkInUse, ["'front'", "'web'", "first"], () => RemoveAsync());
        Assert.Empty(_swarm.Clock.Delays);
    }

    [Fact]
    public async Task One_that_stays_in_use_is_refused_in_the_engines_words_in_the_end()
    {
        _swarm.NetworkHolds = int.MaxValue;
        await Refused.WithAsync(ErrorId.NetworkInUse, ["'front' is in use by task x"], () => RemoveAsync());
        Assert.InRange(_swarm.Clock.UtcNow - A.Noon, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5.3));
    }

    [Fact]
    public async Task One_that_stays_listed_is_not_gone()
    {
        _swarm.NetworksLinger = true;
        await Refused.WithAsync(ErrorId.RemovalTimedOut, ["'front' was removed", "after 5s"], () => RemoveAsync());
        await RemoveAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task One_that_is_gone_is_not_found()
    {
        _swarm.Networks.Clear();
        await Refused.WithAsync(ErrorId.NetworkNotFound, ["'front'"], () => RemoveAsync());
    }

    [Theory]
    [InlineData("", "", "", "", "")]
    [InlineData("10.1.0.0/16", "", "", "", "10.1.0.0/16   ")]
    [InlineData("10.1.0.0/16,fd00::/8", "10.1.0.1", "", "", "10.1.0.0/16 10.1.0.1  ,fd00::/8   ")]
    [InlineData("10.1.0.0/16,fd00::/8", "fd00::1,10.1.0.1", "", "", "10.1.0.0/16 10.1.0.1  ,fd00::/8 fd00::1  ")]
    [InlineData("10.1.0.0/16", "10.1.0.1", "10.1.2.0/24", "", "10.1.0.0/16 10.1.0.1 10.1.2.0/24 ")]
    [InlineData("10.1.0.0/16,10.2.0.0/16", "", "10.2.2.0/24", "10.2.0.9,10.1.0.9,10.2.0.8", "10.1.0.0/16   a1=10.1.0.9,10.2.0.0/16  10.2.2.0/24 a0=10.2.0.9 a2=10.2.0.8")]
    public void What_belongs_to_a_subnet_is_what_is_inside_it(string subnets, string gateways, string ranges, string others, string expected) => Assert.Equal(
        expected,
        string.Join(",", Pools(subnets, gateways, ranges, others).Select(pool =>
            $"{pool.Subnet} {pool.Gateway} {pool.IPRange} {string.Join(" ", pool.AuxAddresses.Select(aux => $"{aux.Key}={aux.Value}"))}")));

    [Theory]
    [InlineData("", "10.1.0.1", "", "-Gateway 10.1.0.1 is in no subnet")]
    [InlineData("10.1.0.0/16", "10.2.0.1", "", "-Gateway 10.2.0.1 is in no subnet")]
    [InlineData("10.1.0.0/16", "", "10.0.0.0/8", "-IPRange 10.0.0.0/8 is in no subnet")]
    [InlineData("10.1.0.0/16", "", "10.1.0.0/24,10.1.1.0/24", "-IPRange names two for the subnet 10.1.0.0/16: 10.1.0.0/24 and 10.1.1.0/24")]
    [InlineData("10.1.0.0/16,10.1.2.0/24", "", "", "-Subnet 10.1.2.0/24 overlaps 10.1.0.0/16")]
    [InlineData("10.1.0.0", "", "", "'10.1.0.0' is not a range")]
    [InlineData("10.1.0.0/33", "", "", "'10.1.0.0/33' is not a range")]
    [InlineData("10.1.0.0/-1", "", "", "'10.1.0.0/-1' is not a range")]
    [InlineData("10.1.0.0/ 8", "", "", "'10.1.0.0/ 8' is not a range")]
    [InlineData("10/8", "", "", "'10/8' is not a range")]
    [InlineData("fd00::/129", "", "", "'fd00::/129' is not a range")]
    [InlineData("net/8", "", "", "'net/8' is not a range")]
    [InlineData("10.1.0.0/16", "gate", "", "-Gateway 'gate' is not an address")]
    [InlineData("10.1.0.0/16", "10", "", "-Gateway '10' is not an address")]
    [InlineData("10.1.0.0/16", "", "10.1", "'10.1' is not a range")]
    public void What_does_not_fit_is_refused(string subnets, string gateways, string ranges, string why) =>
        Refused.With(ErrorId.OptionInvalid, [why], () => Pools(subnets, gateways, ranges));

    private static System.Collections.Generic.IReadOnlyList<Engine.NetworkPool> Pools(string subnets, string gateways, string ranges, string others = "") => NetworkPools.From(
        Split(subnets), Split(gateways), Split(ranges), Split(others).Select((address, index) => ($"a{index}", address)).ToDictionary());

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private Task<SwarmNetwork> CreateAsync(string driver, string? subnet = null) => new NetworkCreator(_swarm, _swarm.Clock).CreateAsync(
        new() { Name = "back", Driver = driver, Pools = subnet is null ? [] : [new(subnet)] }, Stop);

    private Task RemoveAsync(TimeSpan? timeout = null) =>
        new NetworkRemover(_swarm, _swarm, _swarm.Clock).RemoveAsync(A.Network("front"), timeout ?? TimeSpan.FromSeconds(5), Stop);
}
