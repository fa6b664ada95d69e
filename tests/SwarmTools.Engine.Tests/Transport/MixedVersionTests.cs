using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Transport;

/// <summary>Managers of several versions, as there are during an upgrade.</summary>
public sealed class MixedVersionTests : IAsyncLifetime
{
    private const string NoLeader = "The swarm does not have a leader. It's possible that too few managers are online.";

    private FakeEngine _first = null!;
    private FakeEngine _second = null!;

    public async ValueTask InitializeAsync()
    {
        _first = await FakeEngine.StartAsync();
        _second = await FakeEngine.StartAsync();
        _first.Answer("GET", "/nodes", "[]");
        _second.Answer("GET", "/nodes", "[]").Answer("POST", "/services/create", """{"ID":"x"}""");
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Theory]
    [InlineData("1.51", "1.41")]
    [InlineData("1.41", "1.51")]
    public async Task Each_manager_is_asked_at_its_own_version(string version, string otherVersion)
    {
        _first.ApiVersion = version;
        _second.ApiVersion = otherVersion;
        using DockerEngine engine = Connect.To(_first, _second);
        await engine.ListNodesAsync(Stop.Token);
        _first.Refuse("GET", "/nodes", HttpStatusCode.ServiceUnavailable, NoLeader);
        _first.Refuse("GET", "/info", HttpStatusCode.ServiceUnavailable, NoLeader);
        await engine.ListNodesAsync(Stop.Token);
        await engine.InfoAsync(Stop.Token);
        Assert.Equal([version, version], _first.Requests.Select(request => request.Version));
        Assert.Equal([otherVersion, otherVersion], _second.Requests.Select(request => request.Version));
    }

    // An older one would drop what it does not know of the spec that the newer one gave.
    [Theory]
    [InlineData("1.41", true)]
    [InlineData("1.51", false)]
    [InlineData("1.52", false)]
    public async Task A_spec_goes_to_no_manager_that_is_older_than_the_one_before(string otherVersion, bool isRefused)
    {
        _first.ApiVersion = "1.51";
        _second.ApiVersion = otherVersion;
        using DockerEngine engine = Connect.To(_first, _second);
        await engine.ListNodesAsync(Stop.Token);
        _first.Refuse("POST", "/services/create", HttpStatusCode.ServiceUnavailable, NoLeader);
        Task<ServiceCreation> MakeAsync() => engine.CreateServiceAsync([], login: null, Stop.Token);
        if (isRefused)
        {
            await Refused.WithAsync(ErrorId.EngineTooOld, ["1.41", "1.51"], MakeAsync);
            Assert.DoesNotContain(_second.Requests, request => request.Method == "POST");
            return;
        }

        Assert.Equal("x", (await MakeAsync()).Id);
    }

    // A newer one may tell of the service what the older one does not know, and would lose it.
    [Theory]
    [InlineData("1.41", "1.51")]
    [InlineData("1.51", "1.41")]
    public async Task A_spec_goes_back_only_to_a_manager_of_the_version_it_was_read_of(string version, string otherVersion)
    {
        _first.ApiVersion = version;
        _second.ApiVersion = otherVersion;
        string service = EngineJson.Service("web").ToJsonString();
        _first.Answer("GET", "/services/webid", service).Refuse("POST", "/services/webid/update", HttpStatusCode.ServiceUnavailable, NoLeader);
        _second.Answer("GET", "/services/webid", service).Answer("POST", "/services/webid/update", "{}");
        using DockerEngine engine = Connect.To(_first, _second);
        ServiceDocument read = await engine.InspectServiceAsync("webid", Stop.Token);
        await Refused.WithAsync(ErrorId.UpdateOutOfSequence, ["'web'", version, otherVersion], () => engine.UpdateServiceAsync("webid", 10, (JsonObject)read.Json["Spec"]!, read.Api, login: null, Stop.Token));
        Assert.DoesNotContain(_second.Requests, request => request.Method == "POST");

        _first.Refuse("GET", "/services/webid", HttpStatusCode.ServiceUnavailable, NoLeader);
        read = await engine.InspectServiceAsync("webid", Stop.Token);
        Assert.Equal(otherVersion, read.Api.ToString());
        await engine.UpdateServiceAsync("webid", 10, (JsonObject)read.Json["Spec"]!, read.Api, login: null, Stop.Token);
        Assert.Equal(otherVersion, _second.Sent("POST", "/services/webid/update").Version);
    }
}
