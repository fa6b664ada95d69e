using System;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Configs.</summary>
public sealed class ConfigTests(Labs labs) : SwarmTests(labs)
{
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_config_comes_back_as_it_was_written(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("app");

        ScriptResult result = await stage.DoAsync(
            "param($name, $text) $null = Add-SwarmConfig $name $text -Label team=a; Get-SwarmConfig $name -AsString; Get-SwarmConfig $name", name, "key=ä\nlast");

        Assert.Equal("key=ä\nlast", result.Texts[0]);
        Assert.Equal(11, new Seen(result.Output[1])["Size"]);
        Assert.Equal("key=ä\nlast", await stage.DockerAsync("config", "inspect", "--format", "{{printf \"%s\" .Spec.Data}}", name));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_name_that_exists_is_refused(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        await stage.DoAsync("param($name) Add-SwarmConfig $name one", stage.Name("app"));

        await stage.FailAsync("ConfigExists", "param($name) Add-SwarmConfig $name two", stage.Name("app"));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_config_in_use_is_not_removed_and_the_error_names_the_service(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string name, string config) = (stage.Name("web"), stage.Name("app"));
        await stage.DoAsync(
            "param($name, $config) $null = Add-SwarmConfig $config one; New-SwarmService $name swarmtools/test:1 -Config $config -Replicas 0 -NoWait", name, config);

        ScriptResult result = await stage.FailAsync("ConfigInUse", "param($config) Remove-SwarmConfig $config", config);

        Assert.Contains(name, result.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_config_that_does_not_exist_stops_the_service_before_it_is_made(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("web");

        await stage.FailAsync("ConfigNotFound", "param($name) New-SwarmService $name swarmtools/test:1 -Config absent", name);

        Assert.Equal("", await stage.DockerAsync("service", "ls", "-q", "--filter", "name=" + name));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_config_of_a_megabyte_less_one_byte_is_taken(string engine)
    {
        await using Stage stage = await OnAsync(engine);

        ScriptResult result = await stage.DoAsync("param($name, $data) Add-SwarmConfig $name -Bytes $data", stage.Name("large"), new byte[(1000 * 1024) - 1]);

        Assert.Equal((1000 * 1024) - 1, new Seen(result.Output.Single())["Size"]);
        await stage.FailAsync("DataInvalid", "param($name, $data) Add-SwarmConfig $name -Bytes $data", stage.Name("larger"), new byte[1000 * 1024]);
    }
}
