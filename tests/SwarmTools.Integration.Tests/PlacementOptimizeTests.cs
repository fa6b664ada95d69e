using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Tasks that are spread over the nodes again after some were away.</summary>
public sealed class PlacementOptimizeTests(Labs labs)
{
    private const string Quick = "-UpdateMonitor 200ms -StopGracePeriod 1s";
    private const string Healthy = Quick + " -HealthCommand 'true' -HealthInterval 1s";

    // Which node has how many depends on the scheduler alone: it differs between engines in nothing that matters here.
    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task After_nodes_came_back_only_what_gains_is_moved_and_no_service_ever_has_less_than_its_replicas(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);
        (string many, string few, string pinned, string agent) = (stage.Name("many"), stage.Name("few"), stage.Name("pinned"), stage.Name("agent"));
        await stage.DoAsync(
            $"param($many, $few, $pinned, $agent) Set-SwarmNode w1, w2 -Availability Drain; $null = New-SwarmService $many swarmtools/test:1 -Replicas 11 {Healthy} -NoWait; $null = New-SwarmService $few swarmtools/test:1 -Replicas 4 {Healthy} -NoWait; $null = New-SwarmService $pinned swarmtools/test:1 -Replicas 3 -Constraint node.hostname==m1 {Quick} -NoWait; $null = New-SwarmService $agent swarmtools/test:1 -Mode Global {Quick} -NoWait; $null = Wait-SwarmService $many, $few, $pinned, $agent; $null = Resume-SwarmNode w1, w2",
            many,
            few,
            pinned,
            agent);
        await Stage.UntilAsync(async () => (await CountsAsync(stage, agent)).All(count => count == 1), "the global service is on all nodes again");
        string before = await SpecsAsync(stage, many, few, pinned, agent);
        string tasks = await TasksAsync(stage, many, few, pinned, agent);
        string untouched = await TasksAsync(stage, pinned, agent);

        Assert.Empty((await stage.DoAsync("Optimize-SwarmPlacement -WhatIf")).Output);
        Assert.Equal((before, tasks), (await SpecsAsync(stage, many, few, pinned, agent), await TasksAsync(stage, many, few, pinned, agent)));

        DateTimeOffset start = DateTimeOffset.UtcNow;
        Assert.Equal([$"{few} Moved 1 2 1", $"{many} Moved 4 4 1"], Told(await stage.DoAsync("Optimize-SwarmPlacement -BatchSize 3")));

        Assert.All([await CountsAsync(stage, many), await CountsAsync(stage, few)], counts => Assert.InRange(counts.Max() - counts.Min(), 0, 1));
        HealthEvents events = await HealthEvents.SinceAsync(stage.Lab, start);
        Assert.Equal((11, 4), (events.Least(many, 11), events.Least(few, 4)));
        Assert.Equal((4, 1), (events.Started(many), events.Started(few)));
        Assert.Equal((before, untouched), (await SpecsAsync(stage, many, few, pinned, agent), await TasksAsync(stage, pinned, agent)));

        tasks = await TasksAsync(stage, many, few, pinned, agent);
        Assert.Empty((await stage.DoAsync("Optimize-SwarmPlacement")).Output);
        Assert.Equal([$"{many} Balanced 0 1 1"], Told(await stage.DoAsync("param($many) Optimize-SwarmPlacement $many", many)));
        Assert.Equal(tasks, await TasksAsync(stage, many, few, pinned, agent));
    }

    [Fact]
    public async Task What_a_run_that_was_stopped_left_is_finished_by_the_next_and_a_number_that_somebody_set_stays()
    {
        await using Stage stage = await labs.ClusterAsync(EachLabEngine.Names[^1]);
        string web = stage.Name("web");
        await stage.DoAsync($"param($web) $null = New-SwarmService $web swarmtools/test:1 -Replicas 5 {Quick}", web);
        string before = await SpecsAsync(stage, web);

        await stage.UpdateByDockerAsync(web, "--label-add", "swarmtools.placement.surge=5+2", "--replicas", "7");
        Assert.Equal([$"{web} Balanced 0 0 0"], Told(await stage.DoAsync("param($web) Wait-SwarmService $web | Out-Null; Optimize-SwarmPlacement $web", web)));
        Assert.Equal(before, await SpecsAsync(stage, web));

        await stage.UpdateByDockerAsync(web, "--label-add", "swarmtools.placement.surge=5+2", "--replicas", "6");
        await stage.DoAsync("param($web) Optimize-SwarmPlacement $web", web);
        Assert.Equal(before.Replace("\"Replicas\":5", "\"Replicas\":6", StringComparison.Ordinal), await SpecsAsync(stage, web));
    }

    [Fact]
    public async Task A_node_that_takes_tasks_again_gets_some_at_once_where_that_is_wished()
    {
        await using Stage stage = await labs.ClusterAsync(EachLabEngine.Names[^1]);
        (string web, string held) = (stage.Name("web"), stage.Name("held"));
        await stage.DoAsync(
            $"param($web, $held) Set-SwarmNode w2 -Availability Drain; $null = New-SwarmService $web swarmtools/test:1 -Replicas 8 {Quick} -NoWait; $null = New-SwarmService $held swarmtools/test:1 -Replicas 8 -Mount type=volume,source=data,target=/d {Quick} -NoWait; $null = Wait-SwarmService $web, $held",
            web,
            held);

        ScriptResult result = await stage.DoAsync("Resume-SwarmNode w2 -Optimize");
        Assert.Equal("w2", result.Texts[0]);
        Assert.Equal([$"{web} Moved 1 2 1"], Told(result.Output.Skip(1)));
        Assert.Equal(1, (await CountsAsync(stage, web))[4]);
        Assert.Equal([$"{held} Skipped 0 2 2"], Told(await stage.DoAsync("param($held) Optimize-SwarmPlacement $held", held)));
    }

    private static string[] Told(ScriptResult result) => Told(result.Output);

    // Service, outcome, number of moves, and the skew before and after.
    private static string[] Told(IEnumerable<object> results) => [.. results.Select(result => new Seen(result)).Select(result =>
        $"{result.Text("ServiceName")} {result.Text("Outcome")} {((IReadOnlyList<object>)result.Required("Moves")).Count} {result.Text("SkewBefore")} {result.Text("SkewAfter")}")];

    private static Task<string> SpecsAsync(Stage stage, params string[] services) => stage.DockerAsync(["service", "inspect", .. services, "--format", "{{json .Spec}}"]);

    private static Task<string> TasksAsync(Stage stage, params string[] services) => stage.DockerAsync(["service", "ps", .. services, "--filter", "desired-state=running", "-q"]);

    // How many tasks are to run on each node, by the names of the nodes.
    private static async Task<int[]> CountsAsync(Stage stage, string service)
    {
        string[] nodes = (await stage.DockerAsync("service", "ps", service, "--filter", "desired-state=running", "--format", "{{.Node}}")).Split('\n');
        return [.. new[] { "m1", "m2", "m3", "w1", "w2" }.Select(name => nodes.Count(node => node == name))];
    }
}
