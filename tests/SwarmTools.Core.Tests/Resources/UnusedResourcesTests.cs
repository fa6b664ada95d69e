using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.History;
using SwarmTools.Resources;

namespace SwarmTools.Core.Tests.Resources;

public class UnusedResourcesTests
{
    private const string Spec = """
        {
          "Name": "web",
          "TaskTemplate": {
            "ContainerSpec": {
              "Secrets": [ { "SecretID": "s1-id", "SecretName": "s1" } ],
              "Configs": [ { "ConfigID": "c1-id", "ConfigName": "c1" } ],
              "Privileges": { "CredentialSpec": { "Config": "c2-id" } } },
            "Networks": [ { "Target": "n1-swarm-id" }, { "Target": "n2" } ] },
          "Networks": [ { "Target": "n3-swarm-id" } ]
        }
        """;

    private static readonly SwarmResourceType[] s_all = [SwarmResourceType.Secret, SwarmResourceType.Config, SwarmResourceType.Network];

    private readonly FakeSwarm _swarm = new();

    public UnusedResourcesTests()
    {
        foreach (int number in new[] { 1, 2, 3, 4 })
        {
            _swarm.Secrets.Add(A.Secret("s" + number));
            _swarm.Configs.Add(A.Config("c" + number));
            _swarm.Networks.Add(A.Network("n" + number));
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private UnusedResources Unused => new(_swarm, _swarm, _swarm, _swarm, _swarm, _swarm, new ConfigHistoryStore(_swarm));

    [Fact]
    public async Task What_a_service_uses_stays()
    {
        Use(new() { ["Spec"] = JsonNode.Parse(Spec) });
        Assert.Equal(["s2", "s3", "s4", "c3", "c4", "n4"], await FindAsync(s_all));
    }

    [Fact]
    public async Task What_the_engine_would_go_back_to_stays()
    {
        Use(new() { ["Spec"] = new JsonObject { ["Name"] = "web" }, ["PreviousSpec"] = JsonNode.Parse(Spec) });
        Assert.Equal(["s2", "s3", "s4", "c3", "c4", "n4"], await FindAsync(s_all));
    }

    [Fact]
    public async Task What_a_kept_revision_names_stays_and_so_does_the_revision_although_its_service_is_gone()
    {
        await new ConfigHistoryStore(_swarm).AddAsync(new() { ServiceId = "gone", ServiceName = "gone", Spec = (JsonObject)JsonNode.Parse(Spec)! }, Stop);
        Assert.Equal(["s2", "s3", "s4", "c3", "c4", "n4"], await FindAsync(s_all));
    }

    [Fact]
    public async Task What_a_kept_revision_of_a_stack_names_stays()
    {
        await new StackRevisionStore(_swarm).AddAsync(new() { StackName = "gone", Services = [new("web", "gone_web", (JsonObject)JsonNode.Parse(Spec)!)] }, 1, Stop);
        Assert.Equal(["s2", "s3", "s4", "c3", "c4", "n4"], await FindAsync(s_all));
    }

    [Theory]
    [InlineData(SwarmResourceType.Secret, "s1 s2 s3 s4", "secrets")]
    [InlineData(SwarmResourceType.Config, "c1 c2 c3 c4", "configs")]
    [InlineData(SwarmResourceType.Network, "n1 n2 n3 n4", "networks")]
    public async Task Only_what_was_asked_for_is_found(SwarmResourceType type, string expected, string asked)
    {
        Assert.Equal(expected, string.Join(' ', await FindAsync(type)));
        Assert.Equal([asked, "configs swarmtools.revision.service", "configs swarmtools.stack.revision.of", "services"], _swarm.Requests);
    }

    [Fact]
    public async Task The_ingress_network_and_those_of_nodes_and_engines_stay()
    {
        _swarm.Networks.Clear();
        _swarm.Networks.AddRange(
        [
            A.Network("bridge", "local"),
            new() { Id = "i", Name = "ingress", Scope = "swarm", Ingress = true },
            new() { Id = "o", Name = "only", Scope = "swarm", ConfigOnly = true },
            new() { Id = "h", Name = "host", Scope = "swarm", Labels = new Dictionary<string, string> { ["com.docker.swarm.predefined"] = "host" } },
            A.Network("mine"),
        ]);
        Assert.Equal(["mine"], await FindAsync(SwarmResourceType.Network));
    }

    // A task may come to this node later, and templates are filled in there.
    [Fact]
    public async Task Volumes_that_a_container_has_or_a_service_may_mount_stay()
    {
        foreach (string name in new[] { "named", "web-1-data", "wob-data", "free" })
        {
            _swarm.Volumes.Add(new() { Id = name, Name = name, Scope = "local" });
        }

        _swarm.Volumes.Add(new() { Id = "held", Name = "held", Scope = "local", InUse = true });
        _swarm.Volumes.Add(new() { Id = "composed", Name = "composed", Scope = "local", Labels = new Dictionary<string, string> { ["com.docker.compose.project"] = "other" } });
        _swarm.Volumes.Add(new() { Id = "shared", Name = "shared", Scope = "global" });
        Use(new()
        {
            ["Spec"] = JsonNode.Parse("""
                { "Name": "web", "TaskTemplate": { "ContainerSpec": { "Mounts": [
                  { "Type": "volume", "Source": "named", "Target": "/a" }, { "Type": "volume", "Source": "web-{{.Task.Slot}}-data", "Target": "/b" }, { "Type": "bind", "Source": "free", "Target": "/c" },
                  { "Type": "volume", "Target": "/d" } ] } } }
                """),
        });
        Assert.Equal(["free", "wob-data"], (await FindAsync(SwarmResourceType.Volume)).Order());
        Assert.All(await Unused.FindAsync([SwarmResourceType.Volume], Stop), volume => Assert.Equal("host1", ((SwarmVolume)volume).NodeName));
    }

    [Fact]
    public async Task Each_is_removed_by_its_kind()
    {
        _swarm.Volumes.Add(new() { Id = "v1", Name = "v1" });
        foreach (SwarmObject item in new SwarmObject[] { _swarm.Secrets[0], _swarm.Configs[0], _swarm.Networks[0], _swarm.Volumes[0] })
        {
            Assert.True(await Unused.RemoveAsync(item, Stop));
        }

        Assert.Equal(["remove secret s1-id", "remove config c1-id", "remove network n1-swarm-id", "remove volume v1"], _swarm.Requests);
    }

    [Fact]
    public async Task What_is_in_use_all_the_same_or_gone_already_is_no_error()
    {
        SwarmNetwork network = _swarm.Networks[0];
        _swarm.NetworkHolds = 1;
        Assert.False(await Unused.RemoveAsync(new SwarmVolume { Id = "gone", Name = "gone" }, Stop));
        _swarm.Volumes.Add(new() { Id = "held", Name = "held", InUse = true });
        Assert.False(await Unused.RemoveAsync(_swarm.Volumes[0], Stop));
        Assert.False(await Unused.RemoveAsync(network, Stop));
        Assert.True(await Unused.RemoveAsync(network, Stop));
        Assert.False(await Unused.RemoveAsync(network, Stop));
        Use(new() { ["Spec"] = JsonNode.Parse(Spec) });
        Assert.False(await Unused.RemoveAsync(_swarm.Secrets[0], Stop));
        Assert.False(await Unused.RemoveAsync(_swarm.Configs[0], Stop));
    }

    private async Task<IEnumerable<string>> FindAsync(params SwarmResourceType[] types) => (await Unused.FindAsync(types, Stop)).Select(item => item.Name);

    private void Use(JsonObject document)
    {
        document["ID"] = "web-id";
        document["Version"] = new JsonObject { ["Index"] = 1L };
        _swarm.Services.Add(A.Service(document));
    }
}
