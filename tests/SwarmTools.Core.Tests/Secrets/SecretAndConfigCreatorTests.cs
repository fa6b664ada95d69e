using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Configs;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Engine;
using SwarmTools.Secrets;

namespace SwarmTools.Core.Tests.Secrets;

public class SecretAndConfigCreatorTests
{
    private readonly FakeSwarm _swarm = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(511_999)]
    public async Task A_secret_is_made_and_returned(int size)
    {
        SwarmSecret secret = await new SecretCreator(_swarm).AddAsync(new() { Name = "db", Payload = new(new byte[size]) }, Stop);
        Assert.Equal("db-id", secret.Id);
        Assert.Equal(["create secret db", "secrets"], _swarm.Requests);
    }

    [Fact]
    public async Task A_secret_of_a_driver_has_no_value()
    {
        await new SecretCreator(_swarm).AddAsync(new() { Name = "db", Driver = "vault" }, Stop);
        Assert.Single(_swarm.Secrets);
    }

    [Theory]
    [InlineData(0, "is empty")]
    [InlineData(512_000, "512,000 bytes; it must have less than 512,000")]
    public async Task A_value_that_the_engine_would_refuse_never_leaves(int size, string why)
    {
        SecretDefinition secret = new() { Name = "db", Payload = new(new byte[size]) };
        await Refused.WithAsync(ErrorId.DataInvalid, ["'db'", why], () => new SecretCreator(_swarm).AddAsync(secret, Stop));
        Assert.Empty(_swarm.Requests);
    }

    [Fact]
    public async Task A_wrong_name_is_refused_before_anything_is_sent()
    {
        await Refused.WithAsync(ErrorId.NameInvalid, ["'a b'"], () => new SecretCreator(_swarm).AddAsync(new() { Name = "a b" }, Stop));
        await Refused.WithAsync(ErrorId.NameInvalid, ["'a b'"], () => new ConfigCreator(_swarm).AddAsync(new() { Name = "a b", Data = [1] }, Stop));
        Assert.Empty(_swarm.Requests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_023_999)]
    public async Task A_config_is_made_and_returned(int size)
    {
        SwarmConfig config = await new ConfigCreator(_swarm).AddAsync(new() { Name = "nginx.conf", Data = new byte[size] }, Stop);
        Assert.Equal("nginx.conf-id", config.Id);
    }

    // swarmkit, manager/controlapi/config.go: "must be larger than 0 and less than 1024000 bytes".
    [Theory]
    [InlineData(0, "has 0 bytes")]
    [InlineData(1_024_000, "has 1,024,000 bytes; it must have 1 to 1,023,999")]
    public async Task Data_that_the_engine_would_refuse_is_not_sent(int size, string why)
    {
        await Refused.WithAsync(ErrorId.DataInvalid, ["'nginx.conf'", why], () => new ConfigCreator(_swarm).AddAsync(new() { Name = "nginx.conf", Data = new byte[size] }, Stop));
        Assert.Empty(_swarm.Requests);
    }
}
