using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Requests;

public class BodyTests
{
    private const string Spec = """
        {
          "Name": "web",
          "Invented": { "big": 9007199254740993, "huge": 18446744073709551615, "ratio": 1.10, "nothing": null, "list": [1, "2", true, {}] },
          "Labels": { "since": "2026-01-02T03:04:05.1234567890Z", "day": "2026-01-02", "ümlaut <&>": "日本" }
        }
        """;

    [Fact]
    public async Task A_spec_of_a_new_service_is_sent_unchanged()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("POST", "/services/create", """{"ID":"x1","Warnings":["image is not pinned",null]}""");
        using DockerEngine engine = Connect.To(fake);
        ServiceCreation made = await engine.CreateServiceAsync((JsonObject)JsonNode.Parse(Spec)!, login: null, Stop.Token);
        Assert.Equal(Json.Plain(Spec), Json.Plain(fake.Sent("POST", "/services/create").Body));
        Assert.StartsWith("application/json", fake.Sent("POST", "/services/create").Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("x1", made.Id);
        Assert.Equal(["image is not pinned", ""], made.Warnings);
    }

    [Fact]
    public async Task A_spec_of_an_update_is_sent_unchanged()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("POST", "/services/x1/update", """{"Warnings":null}""");
        using DockerEngine engine = Connect.To(fake);
        await engine.UpdateServiceAsync("x1", 3, (JsonObject)JsonNode.Parse(Spec)!, new(1, 51), login: null, Stop.Token);
        Assert.Equal(Json.Plain(Spec), Json.Plain(fake.Sent("POST", "/services/x1/update").Body));
    }

    [Fact]
    public async Task An_answer_without_a_body_is_enough_for_an_update()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("POST", "/services/x1/update", "");
        using DockerEngine engine = Connect.To(fake);
        await engine.UpdateServiceAsync("x1", 3, [], new(1, 51), login: null, Stop.Token);
        Assert.Equal("{}", fake.Sent("POST", "/services/x1/update").Body);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(70_000)]
    [InlineData(500_000)]
    public async Task A_secret_is_sent_in_base64(int size)
    {
        byte[] value = [.. Enumerable.Range(0, size).Select(index => (byte)(index * 7))];
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("POST", "/secrets/create", """{"ID":"s1"}""");
        using DockerEngine engine = Connect.To(fake);
        string id = await engine.CreateSecretAsync(new() { Name = "key", Payload = new(value) }, Stop.Token);
        JsonNode body = JsonNode.Parse(fake.Sent("POST", "/secrets/create").Body)!;
        Assert.Equal("s1", id);
        Assert.Equal("key", (string?)body["Name"]);
        Assert.Equal(value, Convert.FromBase64String((string)body["Data"]!));
    }

    [Fact]
    public async Task A_secret_has_labels_and_drivers()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("POST", "/secrets/create", """{"ID":"s1"}""");
        using DockerEngine engine = Connect.To(fake);
        SwarmSecretDefinition(out SecretDefinition definition);
        await engine.CreateSecretAsync(definition, Stop.Token);
        Assert.Equal(
            """{"Name":"key","Labels":{"a \u0022b\u0022":"}"},"Driver":{"Name":"vault"},"Templating":{"Name":"golang"}}""",
            fake.Sent("POST", "/secrets/create").Body);

        static void SwarmSecretDefinition(out SecretDefinition made) => made = new()
        {
            Name = "key",
            Labels = new System.Collections.Generic.Dictionary<string, string> { ["a \"b\""] = "}" },
            Driver = "vault",
            TemplateDriver = "golang",
        };
    }

    [Fact]
    public async Task The_callers_bytes_of_a_secret_are_left_to_the_caller()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("POST", "/secrets/create", """{"ID":"s1"}""");
        using DockerEngine engine = Connect.To(fake);
        using SecretPayload payload = SecretPayload.From("geheim");
        await engine.CreateSecretAsync(new() { Name = "key", Payload = payload }, Stop.Token);
        Assert.Equal("geheim", Encoding.UTF8.GetString(payload.Bytes));
    }

    [Fact]
    public async Task A_config_is_sent_in_base64()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("POST", "/configs/create", """{"ID":"c1"}""");
        using DockerEngine engine = Connect.To(fake);
        string id = await engine.CreateConfigAsync(new() { Name = "conf", Data = [0, 255, 10], TemplateDriver = "golang" }, Stop.Token);
        Assert.Equal("c1", id);
        Assert.Equal(
            """{"Name":"conf","Labels":{},"Data":"AP8K","Templating":{"Name":"golang"}}""",
            fake.Sent("POST", "/configs/create").Body);
    }

    [Fact]
    public async Task A_network_is_sent_with_its_pools()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("POST", "/networks/create", """{"Id":"n1"}""");
        using DockerEngine engine = Connect.To(fake);
        string id = await engine.CreateNetworkAsync(
            new() { Name = "net", Attachable = true, Internal = true, Pools = [new("10.9.0.0/24") { Gateway = "10.9.0.1" }] }, Stop.Token);
        JsonNode body = JsonNode.Parse(fake.Sent("POST", "/networks/create").Body)!;
        Assert.Equal("n1", id);
        Assert.Equal(("net", "overlay", true, true), ((string?)body["Name"], (string?)body["Driver"], (bool)body["Attachable"]!, (bool)body["Internal"]!));
        Assert.Equal("10.9.0.0/24", (string?)body["IPAM"]!["Config"]![0]!["Subnet"]);
        Assert.Equal("10.9.0.1", (string?)body["IPAM"]!["Config"]![0]!["Gateway"]);
    }

    [Fact]
    public async Task A_network_leaves_to_the_engine_what_was_not_said()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("POST", "/networks/create", """{"Id":"n1"}""");
        using DockerEngine engine = Connect.To(fake);
        await engine.CreateNetworkAsync(new() { Name = "net" }, Stop.Token);
        Assert.Equal(
            """{"Name":"net","CheckDuplicate":true,"Driver":"overlay","Scope":"","Internal":false,"Attachable":false,"Ingress":false,"ConfigOnly":false,"IPAM":{"Driver":"default","Options":{},"Config":[]},"Options":{},"Labels":{}}""",
            fake.Sent("POST", "/networks/create").Body);
    }

    [Fact]
    public async Task A_network_is_sent_as_it_was_defined()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("POST", "/networks/create", """{"Id":"n1"}""");
        using DockerEngine engine = Connect.To(fake);
        Dictionary<string, string> pairs = new() { ["a"] = "b" };
        await engine.CreateNetworkAsync(
            new()
            {
                Name = "net", Driver = "macvlan", Scope = "swarm", ConfigFrom = "conf", IPv4 = false, IPv6 = true, IpamDriver = "mine", IpamOptions = pairs,
                Pools = [new("fd00::/64") { IPRange = "fd00::/80", AuxAddresses = pairs }],
            },
            Stop.Token);
        JsonNode body = JsonNode.Parse(fake.Sent("POST", "/networks/create").Body)!;
        Assert.Equal("""{"Network":"conf"}""", body["ConfigFrom"]!.ToJsonString());
        Assert.Equal("""{"Driver":"mine","Options":{"a":"b"},"Config":[{"Subnet":"fd00::/64","IPRange":"fd00::/80","AuxiliaryAddresses":{"a":"b"}}]}""", body["IPAM"]!.ToJsonString());
        Assert.Equal((false, true, "swarm"), ((bool)body["EnableIPv4"]!, (bool)body["EnableIPv6"]!, (string?)body["Scope"]));
    }

    [Fact]
    public async Task A_new_swarm_leaves_to_the_engine_what_was_not_said()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("POST", "/swarm/init", "\"node1\"\n");
        using DockerEngine engine = Connect.To(fake);
        Assert.Equal("node1", await engine.InitializeAsync(new(), Stop.Token));
        JsonNode body = JsonNode.Parse(fake.Sent("POST", "/swarm/init").Body)!;
        Assert.Equal("0.0.0.0:2377", (string?)body["ListenAddr"]);
        Assert.Equal(
            """{"Orchestration":{},"Raft":{},"Dispatcher":{},"CAConfig":{},"EncryptionConfig":{"AutoLockManagers":false}}""",
            body["Spec"]!.ToJsonString());
        Assert.Null(body["DataPathPort"]);
    }

    [Fact]
    public async Task A_new_swarm_is_sent_as_it_was_defined()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("POST", "/swarm/init", "\"node1\"");
        using DockerEngine engine = Connect.To(fake);
        await engine.InitializeAsync(
            new()
            {
                AdvertiseAddress = "10.0.0.1", DataPathPort = 7789, DefaultAddressPool = ["10.20.0.0/16"], SubnetSize = 26, AutoLock = true,
                ForceNewCluster = true, Availability = SwarmNodeAvailability.Drain, CertificateExpiry = TimeSpan.FromHours(1),
                DispatcherHeartbeat = TimeSpan.FromSeconds(5), TaskHistoryLimit = 0, SnapshotInterval = 10000, MaxSnapshots = 0,
                ExternalCas = [new("https://ca.example.com/sign", "", new Dictionary<string, string> { ["team"] = "ops" })],
            },
            Stop.Token);
        Assert.Equal(
            """{"ListenAddr":"0.0.0.0:2377","AdvertiseAddr":"10.0.0.1","DataPathAddr":"","ForceNewCluster":true,"AutoLockManagers":true,"Availability":"drain","Spec":{"Orchestration":{"TaskHistoryRetentionLimit":0},"Raft":{"SnapshotInterval":10000,"KeepOldSnapshots":0},"Dispatcher":{"HeartbeatPeriod":5000000000},"CAConfig":{"NodeCertExpiry":3600000000000,"ExternalCAs":[{"Protocol":"cfssl","URL":"https://ca.example.com/sign","Options":{"team":"ops"},"CACert":""}]},"EncryptionConfig":{"AutoLockManagers":true}},"DataPathPort":7789,"DefaultAddrPool":["10.20.0.0/16"],"SubnetSize":26}""",
            fake.Sent("POST", "/swarm/init").Body);
    }
}
