using System;
using System.Linq;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Diagnostics;

namespace SwarmTools.Core.Tests.Diagnostics;

public class AddressHealthTests
{
    private static readonly SwarmSnapshot s_seen = new() { Swarm = new() { Name = "default", SubnetSize = 24 }, Nodes = [A.Node("n1")], At = A.Noon };

    [Theory]
    [InlineData(2, 2, "")]
    [InlineData(3, 3, "Warning Addresses of net: All 5 addresses of 10.0.0.0/29 are taken: no task more can start.")]
    [InlineData(2, 4, "Advice Addresses of net: Updates of its services may need 9 of 8 addresses of 10.0.0.0/29.")]
    public void A_network_that_is_full_or_will_be_is_told(int running, int wanted, string expected) =>
        Assert.Equal(expected, Found(s_seen with { Networks = [AnAddress.Network("net", "10.0.0.0/29")], Services = [AnAddress.Service("web", "net", wanted)], Tasks = [.. AnAddress.Tasks("web", "net", running, "n1")] }));

    [Fact]
    public void A_network_of_which_less_than_a_fifth_is_free_is_told() => Assert.Equal(
        "Warning Addresses of net: Of 13 addresses of 10.0.0.0/28 only 2 can be had.",
        Found(s_seen with { Networks = [AnAddress.Network("net", "10.0.0.0/28")], Services = [AnAddress.Service("web", "net", 9)], Tasks = [.. AnAddress.Tasks("web", "net", 9, "n1")] }));

    [Fact]
    public void Tasks_that_wait_are_critical()
    {
        SwarmSnapshot full = s_seen with { Networks = [AnAddress.Network("net", "10.0.0.0/29")], Services = [AnAddress.Service("web", "net", 4)] };
        Assert.Equal(
            "Critical Addresses of net: All 5 addresses of 10.0.0.0/29 are taken, and 1 task waits for one.", Found(full with { Tasks = [.. AnAddress.Tasks("web", "net", 3, "n1"), AnAddress.Waiting("web", 60)] }));
        Assert.Equal(
            "Critical Addresses of net: 1 task waits for an address of 10.0.0.0/29, although only 7 of 8 can be accounted for.", Found(full with { Tasks = [.. AnAddress.Tasks("web", "net", 2, "n1"), AnAddress.Waiting("web", 60)] }));
    }

    [Fact]
    public void A_network_that_got_no_subnet_is_told_after_a_while()
    {
        SwarmNetwork network = new() { Name = "net", Id = "net-id", Scope = "swarm", CreatedAt = A.Noon.AddSeconds(-5) };
        Assert.Equal("", Found(s_seen with { Networks = [network] }));
        Assert.Equal("Critical Subnet of net: The swarm gave it no subnet: services on it do not start.", Found(s_seen with { Networks = [network], At = A.Noon.AddMinutes(1) }));
    }

    [Theory]
    [InlineData(7, "")]
    [InlineData(13, "Warning AddressPool of : 3 of 16 subnets (/28) of the swarm's address pool are left.")]
    [InlineData(16, "Critical AddressPool of : All 16 subnets (/28) of the swarm's address pool are taken: a new network gets none.")]
    public void A_pool_that_runs_out_is_told(int networks, string expected) => Assert.Equal(expected, Found(s_seen with
    {
        Swarm = new() { Name = "default", DefaultAddressPool = ["10.9.0.0/24"], SubnetSize = 28 },
        Networks = [AnAddress.Network("other", "10.8.0.0/24"), .. Enumerable.Range(0, networks).Select(number => AnAddress.Network($"net{number}", $"10.9.0.{16 * number}/28"))],
    }));

    [Fact]
    public void A_large_subnet_takes_several_of_the_pool() => Assert.StartsWith(
        "Critical AddressPool of : All 16 subnets",
        Found(s_seen with { Swarm = new() { Name = "default", DefaultAddressPool = ["10.9.0.0/24"], SubnetSize = 28 }, Networks = [AnAddress.Network("net", "10.9.0.0/24")] }),
        StringComparison.Ordinal);

    private static string Found(SwarmSnapshot seen) => string.Join('|', new AddressHealth(seen).Find().Select(finding => $"{finding.Severity} {finding.Check} of {finding.Target}: {finding.Evidence}"));
}
