using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Testing;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>The addresses of overlay networks: counted as the swarm's managers do, and not promised twice.</summary>
public sealed class AddressTests(Labs labs) : SwarmTests(labs)
{
    private const string Options = "-UpdateMonitor 100ms -StopGracePeriod 1s -NoResolveImage";

    public static TheoryData<string, string, string> Filled()
    {
        TheoryData<string, string, string> rows = [];
        foreach (string engine in new EachEngine().Select(row => row.Data))
        {
            rows.Add("10.101.1.0/29", "Vip", engine);
            rows.Add("10.101.2.0/29", "Dnsrr", engine);
            rows.Add("10.101.3.0/28", "Vip", engine);
        }

        return rows;
    }

    // All on one node: as many tasks run as were said to fit, and the one after them stays New.
    [Theory]
    [MemberData(nameof(Filled))]
    public async Task The_first_task_that_does_not_fit_is_exactly_the_one_predicted(string subnet, string mode, string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string name, string network) = (stage.Name("web"), stage.Name("net"));
        await stage.DoAsync($"param($name, $network, $subnet, $mode) $null = New-SwarmNetwork $network -Subnet $subnet; New-SwarmService $name swarmtools/test:1 -Network $network -EndpointMode $mode {Options}", name, network, subnet, mode);
        Seen one = await MeasureAsync(stage, network);
        long fitting = 1 + (long)one.Required("Free");

        await stage.DoAsync("param($name, $count) Resize-SwarmService $name $count", name, fitting);
        Seen full = await MeasureAsync(stage, network);
        await stage.FailAsync("AddressesRunOut", "param($name, $count) Resize-SwarmService $name $count", name, fitting + 1);
        await stage.DoAsync("param($name, $count) Resize-SwarmService $name $count -Force -NoWait", name, fitting + 1);
        await Stage.UntilAsync(async () => await StatesAsync(stage, name) == $"{fitting} running, 1 new", () => StatesAsync(stage, name).Result);
        await Task.Delay(1000, TestContext.Current.CancellationToken);

        Assert.Equal($"{fitting} running, 1 new", await StatesAsync(stage, name));
        Assert.Equal((0L, 0), (full.Required("Free"), full.Required("WaitingTasks")));
        Assert.Equal(full.Required("Size"), full.Required("Used"));
        Assert.Equal((0L, 1), ((await MeasureAsync(stage, network)).Required("Free"), (await MeasureAsync(stage, network)).Required("WaitingTasks")));
        Assert.Contains("1 task waits for one", string.Join('|', (await stage.DoAsync("param($name) Test-Swarm | Where-Object Target -eq $name | ForEach-Object Evidence", network)).Texts), StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_network_of_29_bits_scaled_to_20_is_refused_with_the_numbers_and_force_lets_it_through(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string name, string network) = (stage.Name("web"), stage.Name("net"));
        await stage.DoAsync($"param($name, $network) $null = New-SwarmNetwork $network -Subnet 10.101.4.0/29; New-SwarmService $name swarmtools/test:1 -Network $network {Options}", name, network);
        string before = await stage.DockerAsync("service", "inspect", name, "--format", "{{.Version.Index}}");

        ScriptResult refused = await stage.FailAsync("AddressesRunOut", "param($name) Resize-SwarmService $name 20", name);

        Assert.Contains(
            "(10.101.4.0/29) has 8 addresses, 2 of them free, and all together needs 25 at least: 3 that nobody gets, 1 for services, 20 for tasks, 1 for nodes that have such tasks", refused.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, await stage.DockerAsync("service", "inspect", name, "--format", "{{.Version.Index}}"));
        await stage.DoAsync("param($name) Resize-SwarmService $name 20 -Force -NoWait", name);
        Assert.Equal("20", await stage.DockerAsync("service", "inspect", name, "--format", "{{.Spec.Mode.Replicated.Replicas}}"));
        await Stage.UntilAsync(async () => await StatesAsync(stage, name) == "3 running, 17 new", () => StatesAsync(stage, name).Result);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_stack_that_would_run_out_is_not_published_and_nothing_is_made(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = new();
        string name = stage.Name("shop");
        string file = Write(folder, 20);

        ScriptResult refused = await stage.FailAsync("AddressesRunOut", "param($file, $name) Publish-SwarmStack $file $name", file, name);
        Assert.Contains("has 8 addresses, 5 of them free, and all together needs 25 at least", refused.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", await stage.DockerAsync("network", "ls", "-q", "--filter", "name=" + name));
        Assert.Contains("does not fit", Assert.Single((await stage.DoAsync("param($file, $name) $null = Compare-SwarmStack $file $name", file, name)).Warnings), StringComparison.Ordinal);

        // As many as fit are not refused, and run.
        await stage.DoAsync("param($file, $name) Publish-SwarmStack $file $name", Write(folder, 3), name);
        Assert.Equal("3 running", await StatesAsync(stage, name + "_web"));
        await stage.FailAsync("AddressesRunOut", "param($file, $name) Publish-SwarmStack $file $name", Write(folder, 4), name);

        ScriptResult forced = await stage.DoAsync("param($file, $name) Publish-SwarmStack $file $name -Force -NoWait", file, name);
        Assert.Contains("needs 25 at least", string.Join('|', forced.Warnings), StringComparison.Ordinal);
        await Stage.UntilAsync(async () => await StatesAsync(stage, name + "_web") == "3 running, 17 new", () => StatesAsync(stage, name + "_web").Result);
        await stage.DoAsync("param($name) Remove-SwarmStack $name", name);
    }

    // Such an update stands still for ever: the new task finds no address, and the old one ends after the new one runs.
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task An_update_that_starts_first_is_refused_where_no_address_is_free(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string name, string network) = (stage.Name("web"), stage.Name("net"));
        await stage.DoAsync($"param($name, $network) $null = New-SwarmNetwork $network -Subnet 10.101.5.0/29; New-SwarmService $name swarmtools/test:1 -Network $network -Replicas 3 -UpdateOrder StartFirst {Options}", name, network);

        ScriptResult refused = await stage.FailAsync("AddressesRunOut", "param($name) Set-SwarmService $name -ForceUpdate", name);

        Assert.Contains("1 for the new task that is started before an old one ends", refused.Error.ToString(), StringComparison.Ordinal);
        await stage.DoAsync("param($name) Resize-SwarmService $name 2; Set-SwarmService $name -ForceUpdate", name);
        await stage.DoAsync("param($name) Resize-SwarmService $name 3; Set-SwarmService $name -ForceUpdate -UpdateOrder StopFirst", name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Containers_that_joined_by_themselves_are_counted(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string network, string container) = (stage.Name("net"), stage.Name("alone"));
        await stage.DoAsync("param($network) New-SwarmNetwork $network -Subnet 10.101.6.0/29 -Attachable", network);
        Assert.Null((await MeasureAsync(stage, network))["ContainerAddresses"]);
        try
        {
            await stage.DockerAsync("run", "-d", "--name", container, "--network", network, "swarmtools/test:1");
            Seen usage = await MeasureAsync(stage, network);
            Assert.Equal((1L, 1L, 3L), (usage["ContainerAddresses"], usage["NodeAddresses"], usage["Free"]));
        }
        finally
        {
            await stage.TryDockerAsync("rm", "-f", container);
        }
    }

    private static string Write(TemporaryFolder folder, int replicas)
    {
        string file = Path.Combine(folder.Path, string.Create(CultureInfo.InvariantCulture, $"{replicas}.yml"));
        File.WriteAllText(file, $$"""
            services:
              web: { image: "swarmtools/test:1", stop_grace_period: 1s, networks: [net], deploy: { replicas: {{replicas}}, update_config: { monitor: 100ms } } }
            networks:
              net: { ipam: { config: [ { subnet: 10.101.7.0/29 } ] } }
            """);
        return file;
    }

    private static async Task<Seen> MeasureAsync(Stage stage, string network) => new((await stage.DoAsync("param($network) Measure-SwarmNetwork $network", network)).Output.Single());

    // Such as "3 running, 1 new".
    private static async Task<string> StatesAsync(Stage stage, string service)
    {
        JsonArray tasks = (JsonArray)await stage.Raw.GetAsync("/tasks?filters=" + Uri.EscapeDataString($$"""{"service":["{{service}}"],"desired-state":["running"]}"""));
        return string.Join(", ", tasks.GroupBy(task => (string)task!["Status"]!["State"]!).OrderByDescending(group => group.Key, StringComparer.Ordinal).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}")));
    }
}
