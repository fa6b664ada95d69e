using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Addresses;
using SwarmTools.Core.Tests.Fakes;

namespace SwarmTools.Core.Tests.Addresses;

public class ServiceAddressesTests
{
    private const string StartFirst = """{"UpdateConfig":{"Parallelism":1,"Order":"start-first"}}""";

    private readonly FakeSwarm _swarm = new();

    public ServiceAddressesTests()
    {
        _swarm.Networks.Add(AnAddress.Network("net", "10.0.0.0/29"));
        _swarm.Services.Add(AnAddress.Service("web", "net", 3, StartFirst));
        _swarm.Tasks.AddRange(AnAddress.Tasks("web", "net", 3, "n1"));
    }

    [Fact]
    public async Task An_update_by_force_alone_is_one_too()
    {
        JsonObject forced = Spec(3);
        forced["TaskTemplate"]!["ForceUpdate"] = 1L;

        Assert.Equal("AddressesRunOut", (await Assert.ThrowsAsync<SwarmException>(() => RequireAsync(forced))).ErrorId);
    }

    [Fact]
    public async Task Nothing_is_asked_where_no_more_is_taken()
    {
        JsonObject labelled = Spec(3);
        labelled["Labels"] = new JsonObject { ["a"] = "b" };

        await RequireAsync(labelled);
        await RequireAsync(Spec(1));

        Assert.Empty(_swarm.Requests);
    }

    private static JsonObject Spec(long replicas) => (JsonObject)JsonNode.Parse(AnAddress.Spec("web", "net-id", replicas, StartFirst).ToJsonString())!;

    private Task RequireAsync(JsonObject after) => new ServiceAddresses(_swarm, _swarm, new(_swarm, _swarm, _swarm, _swarm.Clock)).RequireAsync(Spec(3), after, TestContext.Current.CancellationToken);
}
