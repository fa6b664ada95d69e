using System.Linq;
using System.Net;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Requests;

public class VersionTests
{
    [Theory]
    [InlineData("1.40")]
    [InlineData("1.51")]
    [InlineData("1.99")]
    public async Task Every_request_names_the_newest_version_of_the_engine(string version)
    {
        await using FakeEngine fake = await FakeEngine.StartAsync(version);
        fake.Answer("GET", "/services", "[]").Answer("GET", "/networks", "[]").Answer("POST", "/services/create", """{"ID":"x"}""");
        using DockerEngine engine = Connect.To(fake);
        EnginePing ping = await engine.PingAsync(Stop.Token);
        await engine.ListServicesAsync(Stop.Token);
        await engine.InfoAsync(Stop.Token);
        await engine.CreateServiceAsync([], login: null, Stop.Token);
        Assert.Equal(version, ping.ApiVersion.ToString());
        Assert.Equal([version, version, version], fake.Requests.Select(request => request.Version));
    }

    [Fact]
    public async Task A_first_request_pings_and_the_next_do_not()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        int pings = 0;
        fake.Answer("GET", "/_ping", (request, context) =>
        {
            pings++;
            Assert.Equal("", request.Version);
            return Task.CompletedTask;
        }).Answer("GET", "/nodes", "[]");
        using DockerEngine engine = Connect.To(fake);
        await engine.ListNodesAsync(Stop.Token);
        await engine.ListNodesAsync(Stop.Token);
        Assert.Equal(1, pings);
    }

    [Fact]
    public async Task After_an_upgrade_of_the_engine_a_write_names_its_new_version()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync("1.41");
        fake.Answer("GET", "/services/web", EngineJson.Service("web").ToJsonString()).Answer("POST", "/services/webid/update", "{}");
        fake.Answer("GET", "/networks", "[]").Answer("POST", "/networks/create", """{"Id":"n"}""");
        using DockerEngine engine = Connect.To(fake);
        await engine.InfoAsync(Stop.Token);
        fake.ApiVersion = "1.51";
        ServiceDocument read = await engine.InspectServiceAsync("web", Stop.Token);
        await Refused.WithAsync(ErrorId.UpdateOutOfSequence, ["1.41", "1.51"], () => engine.UpdateServiceAsync("webid", 10, [], read.Api, login: null, Stop.Token));
        read = await engine.InspectServiceAsync("web", Stop.Token);
        await engine.UpdateServiceAsync("webid", 10, [], read.Api, login: null, Stop.Token);
        await engine.CreateNetworkAsync(new() { Name = "net" }, Stop.Token);
        Assert.Equal("1.51", fake.Sent("POST", "/services/webid/update").Version);
        Assert.Equal("1.51", fake.Sent("POST", "/networks/create").Version);
    }

    [Fact]
    public async Task What_names_no_version_is_no_engine()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync(" ");
        using DockerEngine engine = Connect.To(fake);
        await Refused.WithAsync(ErrorId.EngineError, ["'lab'", "not a Docker engine"], () => engine.ListNodesAsync(Stop.Token));
    }

    [Fact]
    public async Task A_ping_that_is_refused_says_why()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("GET", "/_ping", "nobody is at home", HttpStatusCode.BadGateway);
        using DockerEngine engine = Connect.To(fake);
        await Refused.WithAsync(ErrorId.EngineError, ["'lab'", "nobody is at home"], () => engine.PingAsync(Stop.Token));
    }

    [Fact]
    public async Task A_ping_tells_the_time_of_the_engine()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("GET", "/_ping", (_, context) =>
        {
            context.Response.Headers.Date = "Fri, 02 Jan 2026 03:04:05 GMT";
            return Task.CompletedTask;
        });
        using DockerEngine engine = Connect.To(fake);
        EnginePing ping = await engine.PingAsync(Stop.Token);
        Assert.Equal(new(2026, 1, 2, 3, 4, 5, default), ping.EngineTime);
    }
}
