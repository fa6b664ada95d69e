using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Networks of the swarm.</summary>
public sealed class NetworkTests(Labs labs) : SwarmTests(labs)
{
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_network_is_made_as_it_was_described(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("net");

        ScriptResult result = await stage.DoAsync(
            "param($name) New-SwarmNetwork $name -Subnet 10.99.7.0/24 -Gateway 10.99.7.1 -Attachable -Internal -Label a=b -Option @{ 'com.docker.network.driver.mtu' = '1400' }", name);

        JsonNode network = await stage.InspectAsync("network", name);
        Assert.Equal(("overlay", "swarm"), ((string)network["Driver"]!, (string)network["Scope"]!));
        Assert.True((bool)network["Attachable"]!);
        Assert.True((bool)network["Internal"]!);
        Assert.Equal("b", (string)network["Labels"]!["a"]!);
        Assert.Equal("1400", (string)network["Options"]!["com.docker.network.driver.mtu"]!);
        Assert.Equal("10.99.7.0/24", (string)network["IPAM"]!["Config"]![0]!["Subnet"]!);
        Assert.Equal("10.99.7.1", (string)network["IPAM"]!["Config"]![0]!["Gateway"]!);
        Assert.Equal((string)network["Id"]!, new Seen(result.Output.Single())["Id"]);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_network_is_made_as_docker_makes_it(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string theirs, string ours) = (stage.Name("theirs"), stage.Name("ours"));
        await stage.DockerAsync(
            "network", "create", "--driver", "overlay", "--attachable", "--internal", "--subnet", "10.98.7.0/24", "--subnet", "10.98.8.0/24", "--gateway", "10.98.8.1",
            "--gateway", "10.98.7.1", "--ip-range", "10.98.7.128/25", "--aux-address", "router=10.98.7.200", "--label", "a=b", "--opt", "com.docker.network.driver.mtu=1400", theirs);
        string expected = Comparable(await GivenAsync(stage, theirs), theirs);
        await stage.DockerAsync("network", "rm", theirs);
        await Stage.UntilAsync(async () => !(await stage.DockerAsync("network", "ls", "--format", "{{.Name}}")).Contains(theirs, StringComparison.Ordinal), theirs + " is gone");

        await stage.DoAsync(
            """
            param($name)
            New-SwarmNetwork $name -Attachable -Internal -Subnet 10.98.7.0/24, 10.98.8.0/24 -Gateway 10.98.8.1, 10.98.7.1 -IPRange 10.98.7.128/25 `
                -AuxAddress @{ router = '10.98.7.200' } -Label a=b -Option @{ 'com.docker.network.driver.mtu' = 1400 }
            """,
            ours);

        Assert.Equal(expected, Comparable(await GivenAsync(stage, ours), ours));
    }

    // A network of the nodes' own hardware: each node holds the configuration, the swarm the network.
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_configuration_of_the_node_serves_a_network_of_the_swarm(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string settings, string name) = (stage.Name("settings"), stage.Name("lan"));

        ScriptResult result = await stage.DoAsync(
            """
            param($settings, $name)
            New-SwarmNetwork $settings -ConfigOnly -Subnet 10.97.7.0/24
            New-SwarmNetwork $name -Driver macvlan -Scope swarm -ConfigFrom $settings -Attachable
            Get-SwarmNetwork $settings
            """,
            settings,
            name);

        Assert.Equal([settings, name, settings], result.Texts);
        JsonNode network = await stage.InspectAsync("network", name);
        Assert.Equal(("macvlan", "swarm", settings), ((string)network["Driver"]!, (string)network["Scope"]!, (string)network["ConfigFrom"]!["Network"]!));
        Assert.Equal(true, new Seen(result.Output[2])["ConfigOnly"]);
        await stage.DoAsync("param($settings, $name) Remove-SwarmNetwork $name; Remove-SwarmNetwork $settings", settings, name);
    }

    // Newer engines show the addresses only when the swarm has given them.
    private static async Task<JsonNode> GivenAsync(Stage stage, string name)
    {
        JsonNode network = await stage.InspectAsync("network", name);
        await Stage.UntilAsync(async () => (network = await stage.InspectAsync("network", name))["IPAM"]!["Config"] is JsonArray { Count: 2 }, () => network.ToJsonString());
        return network;
    }

    private static string Comparable(JsonNode network, string name)
    {
        JsonObject plain = (JsonObject)network.DeepClone();
        plain.Remove("Id");
        plain.Remove("Created");
        // The engine chooses the network's number in the overlay.
        (plain["Options"] as JsonObject)?.Remove("com.docker.network.driver.overlay.vxlanid_list");
        plain["IPAM"]!["Config"] = new JsonArray([.. plain["IPAM"]!["Config"]!.AsArray().OrderBy(pool => (string)pool!["Subnet"]!, StringComparer.Ordinal).Select(pool => pool!.DeepClone())]);
        return plain.ToJsonString().Replace(name, "NAME", StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_name_that_exists_is_refused(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        await stage.DoAsync("param($name) New-SwarmNetwork $name", stage.Name("net"));

        await stage.FailAsync("NetworkExists", "param($name) New-SwarmNetwork $name", stage.Name("net"));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_network_in_use_is_not_removed_and_the_error_names_the_service(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string name, string network) = (stage.Name("web"), stage.Name("net"));
        await stage.DoAsync(
            "param($name, $network) $null = New-SwarmNetwork $network; New-SwarmService $name swarmtools/test:1 -Network $network -EndpointMode Dnsrr -UpdateMonitor 100ms -StopGracePeriod 1s", name, network);

        ScriptResult result = await stage.FailAsync("NetworkInUse", "param($network) Remove-SwarmNetwork $network -Timeout 1s", network);

        Assert.Contains(name, result.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Networks_of_one_node_are_not_listed(string engine)
    {
        await using Stage stage = await OnAsync(engine);

        ScriptResult result = await stage.DoAsync("Get-SwarmNetwork");

        Assert.Contains("ingress", result.Texts);
        Assert.DoesNotContain("bridge", result.Texts);
        await stage.FailAsync("NetworkNotFound", "Get-SwarmNetwork bridge");
    }
}
