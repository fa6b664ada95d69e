using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Addresses;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Addresses;

/// <summary>What would surely not fit is found; what would fit is not.</summary>
public class AddressGuardTests
{
    private const string StartFirst = """{"UpdateConfig":{"Parallelism":1,"Order":"start-first"}}""";

    private readonly FakeSwarm _swarm = new();

    public AddressGuardTests() => _swarm.Nodes.AddRange([A.Node("n2"), A.Node("n3")]);

    [Fact]
    public async Task A_net_of_29_bits_scaled_to_20_is_refused_with_the_numbers()
    {
        _swarm.Tasks.AddRange(AnAddress.Tasks("web", "net", 1, "n1"));

        SwarmException refusal = AddressGuard.Refusal(await NeedsAsync("10.0.0.0/29", AnAddress.Service("web", "net", 1), AnAddress.Spec("web", "net-id", 20)), "The service 'web'")!;

        Assert.Equal(
            "The service 'web' does not fit: The network 'net' (10.0.0.0/29) has 8 addresses, 2 of them free, and all together needs 25 at least: 3 that nobody gets, 1 for services, 20 for tasks, 1 for nodes that have such tasks. "
            + "Tasks without an address never start. Use a network with a larger subnet, or fewer tasks; -Force does it all the same. Nothing was changed.",
            refusal.Message);
        Assert.Equal("AddressesRunOut", refusal.ErrorId);
    }

    // As real engines filled a /29 on one node: three tasks run with the service's address and the node's, the fourth stays New.
    [Theory]
    [InlineData("10.0.0.0/29", 3, "vip", true)]
    [InlineData("10.0.0.0/29", 4, "vip", false)]
    [InlineData("10.0.0.0/29", 4, "dnsrr", true)]
    [InlineData("10.0.0.0/29", 5, "dnsrr", false)]
    [InlineData("10.0.0.0/28", 11, "vip", true)]
    [InlineData("10.0.0.0/28", 12, "vip", false)]
    public async Task The_first_task_that_does_not_fit_is_the_one_refused(string subnet, long replicas, string mode, bool fits) =>
        Assert.Equal(fits, (await NeedsAsync(subnet, null, AnAddress.Spec("web", "net-id", replicas, $$"""{"EndpointSpec":{"Mode":"{{mode}}"} }"""))).Count == 0);

    // Measured: with none free such an update stands still for ever, with one it ends, however many are replaced at once.
    [Theory]
    [InlineData(11, 1, "short")]
    [InlineData(10, 1, "")]
    [InlineData(10, 3, "tight")]
    [InlineData(10, 0, "tight")]
    public async Task An_update_that_starts_first_needs_one_more_and_is_warned_of_for_the_rest(int replicas, int parallelism, string expected)
    {
        string more = $$"""{"UpdateConfig":{"Parallelism":{{parallelism}},"Order":"start-first"} }""";
        _swarm.Tasks.AddRange(AnAddress.Tasks("web", "net", replicas, "n1"));

        IReadOnlyList<AddressNeed> needs = await NeedsAsync("10.0.0.0/28", AnAddress.Service("web", "net", replicas, more), AnAddress.Spec("web", "net-id", replicas, more), replaces: true);

        Assert.Equal(expected, string.Join("", needs.Select(need => need.IsShort ? "short" : need.IsTight ? "tight" : "?")));
    }

    [Fact]
    public async Task An_update_that_stops_first_needs_no_more()
    {
        _swarm.Tasks.AddRange(AnAddress.Tasks("web", "net", 11, "n1"));

        Assert.Empty(await NeedsAsync("10.0.0.0/28", AnAddress.Service("web", "net", 11), AnAddress.Spec("web", "net-id", 11), replaces: true));
        Assert.Empty(_swarm.Requests);
    }

    [Fact]
    public async Task What_is_full_already_may_be_made_smaller_and_changed_in_other_ways()
    {
        _swarm.Tasks.AddRange(AnAddress.Tasks("web", "net", 11, "n1"));

        Assert.Empty(await NeedsAsync("10.0.0.0/28", AnAddress.Service("web", "net", 11), AnAddress.Spec("web", "net-id", 2)));
        Assert.Empty(await NeedsAsync("10.0.0.0/28", AnAddress.Service("web", "net", 11, StartFirst), AnAddress.Spec("web", "net-id", 11, StartFirst)));
    }

    [Fact]
    public async Task Other_services_count_as_they_run_now()
    {
        SwarmService other = AnAddress.Service("db", "net", 2);
        _swarm.Tasks.AddRange(AnAddress.Tasks("db", "net", 2, "n1"));

        Assert.Empty(await NeedsAsync("10.0.0.0/28", null, AnAddress.Spec("web", "net-id", 8), others: other));
        AddressNeed need = Assert.Single(await NeedsAsync("10.0.0.0/28", null, AnAddress.Spec("web", "net-id", 9), others: other));
        Assert.Equal((2, 11, 1), (need.Services, need.Tasks, need.Nodes));
    }

    [Fact]
    public async Task A_task_on_each_node_takes_an_address_for_each_node()
    {
        Assert.Empty(await NeedsAsync("10.0.0.0/28", null, AnAddress.Spec("web", "net-id", 1, """{"Mode":{"Global":{}}}""")));
        AddressNeed need = Assert.Single(await NeedsAsync("10.0.0.0/29", null, AnAddress.Spec("web", "net-id", 1, """{"Mode":{"Global":{}}}""")));
        Assert.Equal((3, 3), (need.Tasks, need.Nodes));
    }

    [Theory]
    [InlineData("""{"Mode":{"ReplicatedJob":{"MaxConcurrent":20,"TotalCompletions":20}}}""")]
    [InlineData("""{"TaskTemplate":{"Networks":[{"Target":"net-id"}],"RestartPolicy":{"Condition":"none"}}}""")]
    public async Task Tasks_that_end_by_themselves_are_not_counted_as_all_there_at_once(string more) => Assert.Empty(await NeedsAsync("10.0.0.0/29", null, AnAddress.Spec("web", "net-id", 20, more)));

    [Fact]
    public async Task Nothing_is_asked_where_a_network_is_large_enough_in_any_case()
    {
        Assert.Empty(await NeedsAsync("10.0.0.0/24", AnAddress.Service("web", "net", 1), AnAddress.Spec("web", "net-id", 100)));
        Assert.Empty(_swarm.Requests);
    }

    private Task<IReadOnlyList<AddressNeed>> NeedsAsync(string subnet, SwarmService? before, JsonObject after, bool replaces = false, params SwarmService[] others)
    {
        ClaimChange change = new(before is null ? null : ServiceClaim.Of(ServiceSpec.Of(before).Json), ServiceClaim.Of(after), replaces);
        AddressForecast forecast = new(before is null ? others : [before, .. others], [change]);
        return new AddressGuard(_swarm, _swarm, _swarm, _swarm.Clock).FindAsync(forecast, [NetworkRoom.Of(AnAddress.Network("net", subnet))!], TestContext.Current.CancellationToken);
    }
}
