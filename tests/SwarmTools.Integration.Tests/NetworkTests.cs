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
            "param($name, $network) $null = New-SwarmNetwork $network; New-SwarmService $name swarmtools/test:1 -Network $network -EndpointMode Dnsrr -UpdateMonitor 100ms", name, network);

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
