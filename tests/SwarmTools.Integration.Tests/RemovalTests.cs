using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>What is removed is gone when the command returns.</summary>
public sealed class RemovalTests(Labs labs) : SwarmTests(labs)
{
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task After_a_service_its_network_can_be_removed_at_once_and_both_names_are_free(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string name, string network) = (stage.Name("web"), stage.Name("net"));
        const string Make = "param($name, $network) $null = New-SwarmNetwork $network; New-SwarmService $name swarmtools/test:1 -Network $network -EndpointMode Dnsrr -UpdateMonitor 100ms";
        await stage.DoAsync(Make, name, network);

        await stage.DoAsync("param($name) Remove-SwarmService $name", name);

        await stage.DockerAsync("network", "rm", network);
        ScriptResult again = await stage.DoAsync(Make, name, network);
        Assert.Equal([name], again.Texts);
    }

    // Engine 20.10 keeps the tasks of a removed job.
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_job_that_is_done_is_removed_at_once(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("job");
        await stage.DoAsync(
            "param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Mode replicated-job -Replicas 2 -RestartCondition none -Entrypoint /bin/sh -Argument '-c', 'exit 0'", name);

        Assert.Empty((await stage.DoAsync("param($name) Remove-SwarmService $name -Timeout 20s", name)).Output);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Both_can_be_removed_by_one_line_of_script(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string name, string network) = (stage.Name("web"), stage.Name("net"));
        await stage.DoAsync(
            "param($name, $network) $null = New-SwarmNetwork $network; New-SwarmService $name swarmtools/test:1 -Network $network -EndpointMode Dnsrr -UpdateMonitor 100ms", name, network);

        await stage.DoAsync("param($name, $network) Get-SwarmService $name | Remove-SwarmService -NoWait; Get-SwarmNetwork $network | Remove-SwarmNetwork", name, network);

        ScriptResult again = await stage.DoAsync("param($network) New-SwarmNetwork $network", network);
        Assert.Equal([network], again.Texts);
        Assert.Equal([network], (await stage.DoAsync("param($network) Get-SwarmNetwork $network", network)).Texts);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_wait_for_removal_ends_when_somebody_else_removed_the_service(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("web");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -UpdateMonitor 100ms", name);

        Task<ScriptResult> waiting = stage.DoAsync("param($name) Wait-SwarmService $name -Removed -Timeout 60s", name);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        await stage.DockerAsync("service", "rm", name);

        Assert.Equal("Removed", new Seen((await waiting).Output.Single()).Text("Outcome"));
        Assert.Equal("", await stage.DockerAsync("ps", "-q", "--filter", "name=" + name));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_wait_for_removal_that_does_not_come_times_out(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("web");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoWait", name);

        await stage.FailAsync("RemovalTimedOut", "param($name) Wait-SwarmService $name -Removed -Timeout 1s", name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Several_services_are_removed_by_a_wildcard(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        await stage.DoAsync("param($a, $b) $a, $b | New-SwarmService -Image swarmtools/test:1 -NoWait", stage.Name("a"), stage.Name("b"));

        await stage.DoAsync("param($pattern) Remove-SwarmService $pattern", stage.Name("*"));

        Assert.Equal("", await stage.DockerAsync("service", "ls", "-q", "--filter", "name=" + stage.Name("")));
    }
}
