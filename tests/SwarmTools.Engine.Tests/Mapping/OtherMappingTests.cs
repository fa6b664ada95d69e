using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Mapping;

public class OtherMappingTests
{
    private const string Swarm = """
        {
          "ID": "s1", "Version": { "Index": 9 }, "CreatedAt": "2026-01-02T03:04:05Z", "JoinTokens": { "Worker": "SWMTKN-worker", "Manager": "SWMTKN-manager" },
          "Spec": { "Name": "default", "Labels": { "l": "1" }, "Orchestration": { "TaskHistoryRetentionLimit": 5 }, "Dispatcher": { "HeartbeatPeriod": 5000000000 },
            "CAConfig": { "NodeCertExpiry": 7776000000000000 }, "EncryptionConfig": { "AutoLockManagers": true }, "Invented": 1 },
          "DefaultAddrPool": [ "10.0.0.0/8" ], "SubnetSize": 24, "DataPathPort": 4789, "RootRotationInProgress": true, "TLSInfo": {}
        }
        """;

    [Fact]
    public async Task A_swarm_is_read_whole_without_its_tokens()
    {
        Swarm swarm = await Read.Async("/swarm", Swarm, (engine, stop) => engine.InspectSwarmAsync(stop));
        Assert.Equal(("s1", "default", 9), (swarm.Id, swarm.Name, swarm.Version));
        Assert.Equal((true, 5, TimeSpan.FromDays(90), TimeSpan.FromSeconds(5)), (swarm.AutoLock, swarm.TaskHistoryLimit, swarm.CertificateExpiry, swarm.DispatcherHeartbeat));
        Assert.Equal((24, 4789, true), (swarm.SubnetSize, swarm.DataPathPort, swarm.RootRotationInProgress));
        Assert.Equal(["10.0.0.0/8"], swarm.DefaultAddressPool);
        Assert.Equal(("node1id", "127.0.0.1", 1, 1), (swarm.NodeId, swarm.NodeAddress, swarm.Managers, swarm.Nodes));
        Assert.Equal(["127.0.0.1:2377"], swarm.ManagerAddresses);
        Assert.DoesNotContain("SWMTKN", Encoding.UTF8.GetString(swarm.RawJson), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Join_tokens_are_sealed()
    {
        SwarmJoinTokens tokens = await Read.Async("/swarm", Swarm, (engine, stop) => engine.JoinTokensAsync(stop));
        Assert.Equal(("SWMTKN-worker", "SWMTKN-manager"), (Open(tokens.Worker), Open(tokens.Manager)));
        Assert.True(tokens.Worker.IsReadOnly());
    }

    [Fact]
    public async Task Secrets_are_read()
    {
        IReadOnlyList<SwarmSecret> secrets = await Read.Async("/secrets", """
            [ { "ID": "2", "Version": { "Index": 3 }, "CreatedAt": "2026-01-02T03:04:05Z", "Spec": { "Name": "key", "Labels": { "l": "1" }, "Driver": { "Name": "vault", "Options": { "Name": "no" } } } },
              { "ID": "1", "Spec": { "Name": "a", "Labels": {}, "Driver": null, "Templating": { "Name": "golang" } } } ]
            """, (engine, stop) => engine.ListSecretsAsync(stop));
        Assert.Equal(["a", "key"], secrets.Select(secret => secret.Name));
        Assert.Equal(("golang", "vault", "1"), (secrets[0].TemplateDriver, secrets[1].Driver, secrets[1].Labels["l"]));
    }

    [Fact]
    public async Task Volumes_are_read()
    {
        IReadOnlyList<SwarmVolume> volumes = await Read.Async("/volumes", """
            { "Warnings": null, "Volumes": [
              { "CreatedAt": "2026-01-02T03:04:05Z", "Driver": "local", "Labels": { "com.docker.stack.namespace": "shop" }, "Mountpoint": "/v/b", "Name": "b", "Options": { "type": "nfs" }, "Scope": "local", "Invented": [1] },
              { "Name": "a", "Driver": "rexray", "Labels": null, "Options": null, "Scope": "global" } ] }
            """, (engine, stop) => engine.ListVolumesAsync(stop));
        Assert.Equal(["a", "b"], volumes.Select(volume => volume.Id));
        Assert.Equal(("global", "rexray", "", 0), (volumes[0].Scope, volumes[0].Driver, volumes[0].StackName, volumes[0].Labels.Count));
        Assert.Equal(("shop", "/v/b", "nfs", 2026), (volumes[1].StackName, volumes[1].Mountpoint, volumes[1].Options["type"], volumes[1].CreatedAt.Year));
        Assert.Contains("Invented", volumes[1].ToJson(), StringComparison.Ordinal);
        Assert.Empty(await Read.Async("/volumes", """{"Volumes":null,"Warnings":null}""", (engine, stop) => engine.ListVolumesAsync(stop)));
    }

    [Fact]
    public async Task Configs_are_read_with_their_data()
    {
        IReadOnlyList<SwarmConfig> configs = await Read.Async("/configs", """
            [ { "ID": "1", "Spec": { "Name": "conf", "Data": "AP8K" } }, { "ID": "2", "Spec": { "Name": "empty", "Data": null } }, { "ID": "3", "Spec": { "Name": "odd", "Data": "!" } } ]
            """, (engine, stop) => engine.ListConfigsAsync(stop));
        Assert.Equal([0, 255, 10], configs[0].Data);
        Assert.Equal([0, 0], configs.Skip(1).Select(config => config.Data.Length));
    }

    [Fact]
    public async Task Networks_are_read()
    {
        IReadOnlyList<SwarmNetwork> networks = await Read.Async("/networks", """
            [ { "Name": "net", "Id": "n1", "Created": "2026-01-02T03:04:05.123456789Z", "Scope": "swarm", "Driver": "overlay", "EnableIPv6": true,
                "IPAM": { "Driver": "default", "Options": null, "Config": [ { "Subnet": "10.0.9.0/24", "Gateway": "10.0.9.1" }, { "Subnet": "fd00::/64" } ] },
                "Internal": true, "Attachable": true, "Ingress": false, "ConfigFrom": { "Network": "" }, "Containers": {}, "Options": { "encrypted": "" }, "Labels": { "l": "1" } },
              { "Name": "bridge", "Id": "b1", "Scope": "local", "IPAM": { "Config": null }, "Options": null, "Labels": null } ]
            """, (engine, stop) => engine.ListNetworksAsync(stop));
        Assert.Equal(["bridge", "net"], networks.Select(network => network.Name));
        SwarmNetwork net = networks[1];
        Assert.Equal(("n1", "swarm", "overlay", true, true, true, false, true),
            (net.Id, net.Scope, net.Driver, net.IPv6, net.Internal, net.Attachable, net.Ingress, net.Encrypted));
        Assert.Equal(["10.0.9.0/24", "fd00::/64"], net.Subnets);
        Assert.Empty(networks[0].Subnets);
    }

    [Theory]
    [InlineData("inactive", SwarmLocalState.NotInSwarm)]
    [InlineData("", SwarmLocalState.NotInSwarm)]
    [InlineData("active", SwarmLocalState.Active)]
    [InlineData("locked", SwarmLocalState.Locked)]
    [InlineData("pending", SwarmLocalState.Pending)]
    [InlineData("of tomorrow", SwarmLocalState.Unknown)]
    public async Task An_engine_tells_its_state(string state, SwarmLocalState expected)
    {
        EngineDescription info = await Read.Async("/info", EngineJson.Info(state), (engine, stop) => engine.InfoAsync(stop));
        Assert.Equal((expected, "28.5.2", "node1"), (info.SwarmState, info.EngineVersion, info.HostName));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData(" \n[ ]\n")]
    public async Task An_empty_list_is_empty(string json) => Assert.Empty(await Read.Services(json));

    [Theory]
    [InlineData("")]
    [InlineData("<html>a proxy</html>")]
    [InlineData("[{")]
    [InlineData("[{]")]
    [InlineData("[{\"ID\":\"\\ud800\"}]")]
    [InlineData("{\"ID\":\"x\"}")]
    [InlineData("\"text\"")]
    public async Task Wrong_json_of_a_list_is_an_error_of_the_engine(string json) =>
        await Refused.WithAsync(ErrorId.EngineError, ["'lab'", "not one of a Docker engine"], () => Read.Services(json));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>a proxy</html>")]
    public async Task Wrong_json_of_an_object_is_an_error_of_the_engine(string json)
    {
        await Refused.WithAsync(ErrorId.EngineError, ["'lab'"], () => Read.Async("/services/web", json, (engine, stop) => engine.GetServiceAsync("web", stop)));
        await Refused.WithAsync(ErrorId.EngineError, ["'lab'"], () => Read.Async("/services/web", json, (engine, stop) => engine.InspectServiceAsync("web", stop)));
    }

    [Theory]
    [InlineData("<html>a proxy</html>")]
    [InlineData("[]")]
    public async Task Wrong_json_of_what_docker_dotnet_reads_is_an_error_of_the_engine(string json) =>
        await Refused.WithAsync(ErrorId.EngineError, ["'lab'"], () => Read.Async("/info", json, (engine, stop) => engine.InfoAsync(stop)));

    [Fact]
    public async Task Values_of_the_wrong_type_are_passed_over_in_answers_to_writes_too()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("POST", "/services/create", """{"ID":5,"Warnings":[6,"w"]}""", HttpStatusCode.Created);
        fake.Answer("GET", "/distribution/web/json", """{"Descriptor":"x"}""");
        using DockerEngine engine = Connect.To(fake);
        ServiceCreation made = await engine.CreateServiceAsync([], login: null, Stop.Token);
        Assert.Equal("", made.Id);
        Assert.Equal(["", "w"], made.Warnings);
        Assert.Equal("", (await engine.LookUpImageAsync("web", login: null, Stop.Token)).Digest);
    }

    private static string Open(SecureString text)
    {
        nint pointer = Marshal.SecureStringToGlobalAllocUnicode(text);
        try
        {
            return Marshal.PtrToStringUni(pointer)!;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }
}
