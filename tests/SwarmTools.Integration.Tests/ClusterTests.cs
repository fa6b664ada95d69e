using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>A swarm of three managers and two workers.</summary>
public sealed class ClusterTests(Labs labs)
{
    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task Nodes_are_listed_with_their_roles_and_the_leader(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);

        Seen[] nodes = [.. (await stage.DoAsync("Get-SwarmNode")).Output.Select(node => new Seen(node))];

        Assert.Equal(["m1 Manager", "m2 Manager", "m3 Manager", "w1 Worker", "w2 Worker"], nodes.Select(node => $"{node["Name"]} {node.Text("Role")}"));
        Assert.Single(nodes, node => (bool)node["IsLeader"]!);
        Assert.All(nodes, node => Assert.Equal(("Ready", "Active"), (node.Text("State"), node.Text("Availability"))));
        Assert.All(nodes, node => Assert.Equal(stage.Lab[node.Text("Name")].Address, node["Address"]));
        Assert.Equal(["w1", "w2"], (await stage.DoAsync("Get-SwarmNode -Role Worker")).Texts);
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task A_global_service_runs_on_all_nodes(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);
        string name = stage.Name("everywhere");

        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -Mode Global -UpdateMonitor 100ms", name);

        ScriptResult tasks = await stage.DoAsync("param($name) Get-SwarmTask $name -State Running", name);
        Assert.Equal(["m1", "m2", "m3", "w1", "w2"], tasks.Output.Select(task => new Seen(task).Text("NodeName")).Order(StringComparer.Ordinal));
        Assert.Equal("5/5", (await stage.DoAsync("param($name) [SwarmTools.Text.View]::Replicas((Get-SwarmService $name))", name)).Texts[0]);
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task A_constraint_keeps_tasks_on_the_workers_and_their_logs_come_together(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);
        string name = stage.Name("worker");

        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:log -Replicas 4 -Constraint node.role==worker -UpdateMonitor 300ms", name);

        ScriptResult tasks = await stage.DoAsync("param($name) Get-SwarmTask $name -State Running", name);
        Assert.Equal(4, tasks.Output.Count);
        Assert.Equal(["w1", "w2"], tasks.Output.Select(task => new Seen(task).Text("NodeName")).Distinct().Order(StringComparer.Ordinal));
        ScriptResult log = await stage.DoAsync("param($name) Get-SwarmLog $name", name);
        Assert.Equal(["w1", "w2"], log.Output.Select(entry => new Seen(entry).Text("NodeName")).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(4, log.Output.Select(entry => new Seen(entry).Text("TaskName")).Distinct().Count());
        Assert.NotEmpty((await stage.DoAsync("param($name) Get-SwarmTask $name -Node w1", name)).Output);
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task A_worker_is_not_the_one_to_ask(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);
        await using Stage worker = Stage.On(stage.Lab, stage.Lab["w1"]);

        await SwarmStateTests.AssertEndsAsync(worker, "NotSwarmManager");
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task A_drained_worker_gets_no_tasks_and_is_not_waited_for(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);
        (string everywhere, string nowhere) = (stage.Name("everywhere"), stage.Name("nowhere"));
        await stage.DockerAsync("node", "update", "--availability", "drain", "w1");
        try
        {
            await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -Mode Global -UpdateMonitor 100ms", everywhere);

            ScriptResult tasks = await stage.DoAsync("param($name) Get-SwarmTask $name -State Running", everywhere);
            Assert.Equal(["m1", "m2", "m3", "w2"], tasks.Output.Select(task => new Seen(task).Text("NodeName")).Order(StringComparer.Ordinal));

            ScriptResult result = await stage.FailAsync(
                "RolloutTimedOut", "param($name) New-SwarmService $name swarmtools/test:1 -Constraint node.hostname==w1 -Timeout 4s", nowhere);
            Assert.Contains("no suitable node", result.Error.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            await stage.DockerAsync("node", "update", "--availability", "active", "w1");
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task Tasks_on_a_node_that_died_are_told_as_unreachable_and_do_not_hold_up_a_removal(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);
        string name = stage.Name("pinned");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -Constraint node.hostname==w2 -UpdateMonitor 100ms", name);
        await stage.Lab["w2"].CrashAsync();
        try
        {
            await Stage.UntilAsync(
                async () => new Seen((await stage.DoAsync("Get-SwarmNode w2")).Output.Single()).Text("State") == "Down", "the managers noticed that w2 is down", 90);

            ScriptResult waited = await stage.RunAsync("param($name) Wait-SwarmService $name -Timeout 4s", name);
            Assert.Equal(["RolloutTimedOut"], waited.ErrorIds);
            Assert.Equal(0, new Seen(waited.Output.Single())["Running"]);
            ScriptResult log = await stage.DoAsync("param($name) Get-SwarmLog $name", name);
            Assert.Empty(log.Output);
            Assert.Contains(log.Warnings, warning => warning.Contains("'w2' does not answer", StringComparison.Ordinal));
            await stage.DoAsync("param($name) Remove-SwarmService $name -Timeout 20s", name);
        }
        finally
        {
            await stage.Lab["w2"].BootAsync();
            await Stage.UntilAsync(
                async () => new Seen((await stage.DoAsync("Get-SwarmNode w2")).Output.Single()).Text("State") == "Ready", "w2 is back", 60);
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task With_several_managers_named_the_loss_of_the_first_is_survived(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);
        LabSwarm lab = stage.Lab;
        using ModuleSession session = new();
        Assert.Empty(session.Run("param($managers) Connect-Swarm $managers", (object)new[] { lab["m1"].TcpUri, lab["m2"].TcpUri, lab["m3"].TcpUri }).Errors);
        string network = stage.Name("after");
        await lab["m1"].KillDaemonAsync();
        try
        {
            // The others elect a leader first, if the first was it.
            await Stage.UntilAsync(() => Task.FromResult(session.Run("Get-SwarmService").Errors.Count == 0), "services are read", 60);
            ScriptResult made = session.Run("param($name) New-SwarmNetwork $name; Remove-SwarmNetwork $name", network);

            Assert.Empty(made.Errors);
            Assert.Equal([network], made.Texts);
        }
        finally
        {
            await lab["m1"].StartDaemonAsync();
            await Stage.UntilAsync(async () => (await stage.RunAsync("Get-SwarmNode")).Errors.Count == 0, "m1 is back", 60);
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task A_rolling_update_whose_leader_is_killed_still_tells_its_true_end(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);
        LabSwarm lab = stage.Lab;
        string name = stage.Name("leaderless");
        using ModuleSession session = new();
        // The leader is asked first, so that the watch has to move on.
        string leader = (await stage.DoAsync("(Get-SwarmNode | Where-Object IsLeader).Name")).Texts[0];
        string[] managers = [.. new[] { "m1", "m2", "m3" }.OrderByDescending(manager => manager == leader).Select(manager => lab[manager].TcpUri)];
        Assert.Empty(session.Run("param($managers) Connect-Swarm $managers", (object)managers).Errors);
        Assert.Empty(session.Run("param($name) New-SwarmService $name swarmtools/test:1 -Constraint node.role==worker -Replicas 6 -UpdateMonitor 500ms -UpdateDelay 1s -StopGracePeriod 1s", name).Errors);
        Task<ScriptResult> rollout = Task.Run(() => session.Run("param($name) Invoke-SwarmRollingUpdate $name swarmtools/test:2 -NoResolveImage", name));
        using RawEngine other = new(lab[leader == "m2" ? "m3" : "m2"].HostUri, stage.Api);
        await Stage.UntilAsync(async () => await UpdatedAsync(other, name) is > 0 and < 6, "the update is in the middle");

        await lab[leader].KillDaemonAsync();
        try
        {
            ScriptResult result = await rollout.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

            Assert.Empty(result.Errors);
            Assert.Equal(("Converged", 6), (new Seen(result.Output.Single()).Text("Outcome"), new Seen(result.Output[0])["Running"]));
            Assert.Equal(6, await UpdatedAsync(other, name));
        }
        finally
        {
            await lab[leader].StartDaemonAsync();
            await Stage.UntilAsync(async () => (await stage.RunAsync("Get-SwarmNode")).Errors.Count == 0, "all managers are back", 60);
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task With_several_managers_named_the_first_may_be_gone_from_the_start(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);
        using ModuleSession session = new();

        ScriptResult result = session.Run(
            "param($managers) Connect-Swarm $managers; Get-SwarmNode", (object)new[] { "tcp://127.0.0.1:1", stage.Lab["m2"].TcpUri });

        Assert.Empty(result.Errors);
        Assert.Equal(5, result.Output.Count);
    }

    private static async Task<int> UpdatedAsync(RawEngine engine, string service)
    {
        JsonNode tasks = await engine.GetAsync($"/tasks?filters={Uri.EscapeDataString($$"""{"service":["{{service}}"],"desired-state":["running"]}""")}");
        return tasks.AsArray().Count(task => (string?)task!["Status"]!["State"] == "running" && ((string)task["Spec"]!["ContainerSpec"]!["Image"]!).StartsWith("swarmtools/test:2", StringComparison.Ordinal));
    }
}
