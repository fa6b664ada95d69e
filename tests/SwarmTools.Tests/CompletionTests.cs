using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>What the tab key offers.</summary>
public sealed class CompletionTests : CmdletTests
{
    private const string Complete = "param($line) [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches";

    [Theory]
    [InlineData("Get-SwarmService ", "api|web")]
    [InlineData("Get-SwarmService w", "web")]
    [InlineData("Get-SwarmService *p", "api")]
    [InlineData("Get-SwarmService 'w", "'web'")]
    [InlineData("Get-SwarmService \"w", "\"web\"")]
    [InlineData("Get-SwarmService [", "")]
    [InlineData("Get-SwarmService apii", "apiid")]
    [InlineData("Get-SwarmConfig ", "site")]
    [InlineData("Get-SwarmStack s", "shop")]
    [InlineData("Publish-SwarmStack file.yml s", "shop")]
    [InlineData("Compare-SwarmStack file.yml shop -Service ", "web")]
    [InlineData("Get-SwarmTask -Node ", "'east 1'|twin1id|twin2id")]
    [InlineData("Get-SwarmEvent -Name s", "settings|site")]
    [InlineData("New-SwarmNetwork n -ConfigFrom ", "settings")]
    public void Names_of_what_there_is(string line, string expected) => Offers(line, expected);

    [Theory]
    [InlineData("Get-SwarmService -Label ", "com.docker.stack.namespace=|tier=")]
    [InlineData("Get-SwarmService -Label tier=", "'tier=a b'|tier=front")]
    [InlineData("Get-SwarmService -Label 'tier=f", "'tier=front'")]
    [InlineData("New-SwarmService x y -Label tier=fr", "tier=front")]
    [InlineData("Set-SwarmService web -RemoveLabel ", "com.docker.stack.namespace|tier")]
    [InlineData("Set-SwarmService api -RemoveLabel ", "tier")]
    [InlineData("Set-SwarmNode -AddLabel zone=", "zone=east|zone=west")]
    [InlineData("Get-SwarmNode -Label z", "zone=")]
    [InlineData("Set-SwarmService web -RemoveContainerLabel ", "inside")]
    public void Keys_and_values_of_labels(string line, string expected) => Offers(line, expected);

    [Theory]
    [InlineData("New-SwarmService x y -Constraint node.labels.", "node.labels.zone!=|node.labels.zone==")]
    [InlineData("New-SwarmService x y -Constraint node.labels.zone==", "node.labels.zone==east|node.labels.zone==west")]
    [InlineData("New-SwarmService x y -Constraint 'node.labels.zone == w", "'node.labels.zone == west'")]
    [InlineData("New-SwarmService x y -Constraint node.hostname==e", "'node.hostname==east 1'")]
    [InlineData("New-SwarmService x y -Constraint node.role!=", "node.role!=manager|node.role!=worker")]
    [InlineData("New-SwarmService x y -PlacementPreference ", "spread=node.labels.zone")]
    [InlineData("Set-SwarmService web -RemoveConstraint ", "node.role==manager")]
    public void What_nodes_can_be_asked(string line, string expected) => Offers(line, expected);

    [Theory]
    [InlineData("Set-SwarmService api -Image n", "nginx:1.25|nginx:1.27")]
    [InlineData("New-SwarmService x nginx:1.2", "nginx:1.25|nginx:1.27")]
    [InlineData("New-SwarmService x -Image 'nginx:", "'nginx:1.25'|'nginx:1.27'")]
    public void Images_and_tags_that_the_swarm_runs(string line, string expected)
    {
        Offers(line, expected);

        Assert.All(Engine.Requests, request => Assert.DoesNotContain("distribution", request.Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("New-SwarmService x y -Mount t", "target=|type=")]
    [InlineData("New-SwarmService x y -Mount type=", "type=bind|type=cluster|type=npipe|type=tmpfs|type=volume")]
    [InlineData("New-SwarmService x y -Mount type=volume,source=", "source=data|source=far")]
    [InlineData("New-SwarmService x y -Mount 'type=volume,source=d", "'type=volume,source=data'")]
    [InlineData("New-SwarmService x y -Mount type=bind,source=", "")]
    [InlineData("New-SwarmService x y -Mount type=bind,source=/a,", "bind-propagation=|bind-recursive=|consistency=|readonly|target=")]
    [InlineData("New-SwarmService x y -Mount type=tmpfs,tmpfs-m", "tmpfs-mode=")]
    [InlineData("New-SwarmService x y -Mount bind-propagation=rs", "bind-propagation=rshared|bind-propagation=rslave")]
    [InlineData("Set-SwarmService web -RemoveMount ", "/data")]
    [InlineData("New-SwarmService x y -Publish published=80,", "mode=|name=|protocol=|target=")]
    [InlineData("New-SwarmService x y -Publish target=80,mode=", "mode=host|mode=ingress")]
    [InlineData("New-SwarmService x y -Publish \"target=80,protocol=", "\"target=80,protocol=sctp\"|\"target=80,protocol=tcp\"|\"target=80,protocol=udp\"")]
    [InlineData("Set-SwarmService web -RemovePublish ", "8080:80/tcp")]
    public void Mounts_and_ports_in_their_short_form(string line, string expected) => Offers(line, expected);

    [Theory]
    [InlineData("New-SwarmService x y -Config ", "site|source=")]
    [InlineData("New-SwarmService x y -Config source=", "source=site")]
    [InlineData("New-SwarmService x y -Config source=site,", "gid=|mode=|target=|uid=")]
    [InlineData("New-SwarmService x y -Config 'source=site,mode=04", "'source=site,mode=0400'|'source=site,mode=0440'|'source=site,mode=0444'")]
    [InlineData("New-SwarmService x y -Network ", "front|name=")]
    [InlineData("New-SwarmService x y -Network name=front,", "alias=|driver-opt=")]
    [InlineData("New-SwarmVolume v -Cluster -Secret key=", "key=password")]
    public void Secrets_configs_and_networks_with_what_a_service_makes_of_them(string line, string expected) => Offers(line, expected);

    [Theory]
    [InlineData("Restore-SwarmServiceRevision web -Revision ", "1|2")]
    [InlineData("Compare-SwarmService web -Revision ", "1|2")]
    [InlineData("Get-SwarmTask -State r", "Ready|Rejected|Remove|Running")]
    [InlineData("Get-SwarmEvent -Type n", "Network|Node")]
    [InlineData("Get-SwarmService -Mode g", "Global|GlobalJob")]
    [InlineData("New-SwarmService x y -LogDriver j", "journald|json-file")]
    [InlineData("New-SwarmService x y -DropCapability net_a", "NET_ADMIN")]
    [InlineData("New-SwarmService x y -Platform ", "linux/amd64")]
    [InlineData("Set-SwarmService web -RemoveEnvironment ", "PASSWORD")]
    public void Revisions_and_words(string line, string expected) => Offers(line, expected);

    // PowerShell ends a text at typographic quotes too.
    [Fact]
    public void A_label_of_somebody_else_does_not_become_a_command()
    {
        const string Value = "x\u201D; 'more' #\u201E $(1)`";
        JsonObject service = EngineJson.Service("web");
        service["Spec"]!["Labels"] = new JsonObject { ["tier"] = Value };
        Engine.Answer("GET", "/services", EngineJson.List(service));

        foreach (string quote in new[] { "", "'", "\"" })
        {
            Assert.Equal(["tier=" + Value], Run(Texts($"Get-SwarmService -Label {quote}tier=").Single()).Texts);
        }
    }

    [Fact]
    public void The_list_tells_what_each_one_is()
    {
        Fill();

        Assert.Equal(["Replicated, 2/2, nginx:1.27"], Tips("Get-SwarmService w"));
        Assert.Equal(["Worker, Ready, Active, engine 28.5.2, 10.0.0.2"], Tips("Get-SwarmNode 'e"));
        Assert.StartsWith("twin (twin1id)", Run(Complete + " | ForEach-Object ListItemText", "Get-SwarmNode t").Texts[0], StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", string.Concat(Tips("Set-SwarmService web -RemoveEnvironment ")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_connection_in_the_same_line_is_the_one_that_is_asked()
    {
        Fill();
        await using FakeEngine other = (await FakeEngine.StartAsync()).Answer("GET", "/services", EngineJson.List(EngineJson.Service("elsewhere")));
        Run("param($uri) $global:there = Connect-Swarm $uri -PassThru; Connect-Swarm $args[0]", other.HostUri, Engine.HostUri);

        Assert.Equal(["elsewhere"], Texts("Get-SwarmService -Connection $there -Name "));
        Assert.Equal(["elsewhere"], Texts("Set-SwarmService -Connection $there "));
        Assert.Equal(["api", "web"], Texts("Get-SwarmService "));
        Assert.Equal(["$there"], Texts("Get-SwarmService -Connection the"));
        Assert.Equal(["elsewhere"], Run("param($line) $global:PSDefaultParameterValues = @{ '*-Swarm*:Connection' = $there }; " + Complete[13..] + " | ForEach-Object CompletionText", "Get-SwarmService ").Texts);
    }

    [Fact]
    public void An_engine_that_is_silent_is_given_two_seconds_and_no_more()
    {
        Engine.Answer("GET", "/services", (_, context) => Task.Delay(System.Threading.Timeout.Infinite, context.RequestAborted));
        Stopwatch watch = Stopwatch.StartNew();

        ScriptResult result = Run(Complete, "Get-SwarmService ");

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(6));
        Assert.DoesNotContain(result.Texts, text => text.Contains("web", StringComparison.Ordinal));
        Assert.Empty(result.Errors);
    }

    [Theory]
    [InlineData("Get-SwarmService ")]
    [InlineData("New-SwarmService x y -Mount type=volume,source=")]
    [InlineData("Get-SwarmNode -Label zone=")]
    [InlineData("Restore-SwarmServiceRevision web -Revision ")]
    public void Without_an_engine_nothing_is_offered_and_nothing_fails(string line)
    {
        using ModuleSession session = new();

        ScriptResult result = session.Run(
            "param($line) $global:gone = Connect-Swarm 'tcp://127.0.0.1:1' -PassThru -ErrorAction SilentlyContinue; $env:DOCKER_HOST = 'tcp://127.0.0.1:1'; $before = $Error.Count; "
            + Complete[13..] + " | ForEach-Object CompletionText; $Error.Count - $before; @(Get-SwarmConnection).Count", line);

        Environment.SetEnvironmentVariable("DOCKER_HOST", null);
        Assert.DoesNotContain(result.Texts, text => text.StartsWith("source", StringComparison.Ordinal));
        Assert.Equal(["0", "0"], result.Texts.TakeLast(2));
    }

    private void Offers(string line, string expected)
    {
        Fill();

        Assert.Equal(expected, string.Join('|', Texts(line)));
    }

    private List<string> Texts(string line) => [.. Run(Complete + " | Where-Object ResultType -in ParameterValue, Variable | ForEach-Object CompletionText", line).Texts];

    private List<string> Tips(string line) => [.. Run(Complete + " | ForEach-Object ToolTip", line).Texts];

    private void Fill()
    {
        JsonObject web = EngineJson.Service("web", replicas: 2);
        JsonObject spec = web["Spec"]!.AsObject();
        spec["Labels"] = new JsonObject { ["tier"] = "front", ["com.docker.stack.namespace"] = "shop" };
        spec["TaskTemplate"] = JsonNode.Parse(
            """
            {
              "ContainerSpec": {
                "Image": "nginx:1.27", "Env": ["PASSWORD=hunter2"], "Labels": { "inside": "x" },
                "Mounts": [{ "Type": "volume", "Source": "far", "Target": "/data" }]
              },
              "Placement": { "Constraints": ["node.role==manager"] }
            }
            """);
        spec["EndpointSpec"] = JsonNode.Parse("""{ "Ports": [{ "Protocol": "tcp", "TargetPort": 80, "PublishedPort": 8080, "PublishMode": "ingress" }] }""");
        web["Endpoint"] = spec["EndpointSpec"]!.DeepClone();
        JsonObject api = EngineJson.Service("api");
        api["Spec"]!["Labels"] = new JsonObject { ["tier"] = "a b" };
        api["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Image"] = "nginx:1.25@sha256:" + new string('a', 64);
        Engine.Answer("GET", "/services", EngineJson.List(web, api))
            .Answer("GET", "/nodes", EngineJson.List(Node("east 1", "east", "e1id"), Node("twin", "west", "twin1id"), Node("twin", "", "twin2id")))
            .Answer("GET", "/secrets", EngineJson.List(EngineJson.Named("password")))
            .Answer("GET", "/configs", EngineJson.List(EngineJson.Named("site"), EngineJson.Revision("web", 1), EngineJson.Revision("web", 2, 1)))
            .Answer("GET", "/networks", EngineJson.List(EngineJson.Network("front"), Settings()))
            .Answer("GET", "/tasks", "[]")
            .Answer("GET", "/volumes", """{ "Volumes": [{ "Name": "data", "Driver": "local", "Scope": "local", "CreatedAt": "2026-01-02T03:04:05Z" }] }""")
            .Answer("GET", "/containers/json", "[]")
            .Answer("GET", "/system/df", "{}");
    }

    private static JsonObject Node(string name, string zone, string id)
    {
        JsonObject node = EngineJson.Node(name, name == "twin" ? "manager" : "worker");
        node["ID"] = id;
        node["Status"]!["Addr"] = "10.0.0.2";
        node["Description"] = JsonNode.Parse("""{ "Platform": { "OS": "linux", "Architecture": "x86_64" }, "Engine": { "EngineVersion": "28.5.2" } }""");
        node["Description"]!["Hostname"] = name;
        node["Spec"]!["Availability"] = "active";
        node["Spec"]!["Labels"] = zone.Length > 0 ? new JsonObject { ["zone"] = zone } : [];
        return node;
    }

    private static JsonObject Settings()
    {
        JsonObject network = EngineJson.Network("settings");
        network["ConfigOnly"] = true;
        return network;
    }
}
