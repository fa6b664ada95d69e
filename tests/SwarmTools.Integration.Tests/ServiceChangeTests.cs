using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Services that change while they run.</summary>
public sealed class ServiceChangeTests(Labs labs) : SwarmTests(labs)
{
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_service_is_resized_restarted_stopped_and_started(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("web");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Replicas 2 -UpdateMonitor 100ms -UpdateParallelism 0", name);

        Assert.Equal("3/3", await ReplicasAsync(stage, "Resize-SwarmService $name -Add 1", name));
        Assert.Equal("2/2", await ReplicasAsync(stage, "Resize-SwarmService $name -Percent 50", name));
        string[] before = await TasksAsync(stage, name);
        ScriptResult restarted = await stage.DoAsync("param($name) Restart-SwarmService $name", name);
        Assert.Equal("Converged", new Seen(restarted.Output.Single()).Text("Outcome"));
        Assert.Empty(before.Intersect(await TasksAsync(stage, name)));

        Assert.Equal("0/0", await ReplicasAsync(stage, "Stop-SwarmService $name", name));
        Assert.Empty(await TasksAsync(stage, name));
        Assert.Equal("2/2", await ReplicasAsync(stage, "Start-SwarmService $name", name));
        Assert.Equal("{}", (await stage.ServiceAsync(name))["Spec"]!["Labels"]!.ToJsonString());
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task An_update_is_undone_by_the_engine_and_a_failed_one_says_why(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("undo");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -UpdateMonitor 300ms -RollbackMonitor 300ms", name);
        await stage.FailAsync("RevisionNotFound", "param($name) Undo-SwarmServiceUpdate $name", name);
        await stage.DoAsync("param($name) Set-SwarmService $name -Image swarmtools/test:2 -NoResolveImage", name);
        JsonNode before = (await stage.ServiceAsync(name))["Spec"]!;

        ScriptResult undone = await stage.DoAsync("param($name) Undo-SwarmServiceUpdate $name", name);
        Assert.Equal(("Converged", 1), (new Seen(undone.Output.Single()).Text("Outcome"), (int)new Seen(undone.Output[0])["Running"]!));
        Assert.Equal(["swarmtools/test:1"], (await stage.DoAsync("param($name) (Get-SwarmService $name).Image", name)).Texts);
        await stage.DoAsync("param($name) Undo-SwarmServiceUpdate $name", name);
        Assert.Equal(before.ToJsonString(), (await stage.ServiceAsync(name))["Spec"]!.ToJsonString());

        ScriptResult failed = await stage.FailAsync(
            "RolledBack", "param($name) Set-SwarmService $name -Image swarmtools/test:bad -NoResolveImage -UpdateFailureAction Rollback; $Error[0].Exception.Result.FailedTasks", name);
        Assert.Contains("non-zero exit (1)", failed.Error.Exception.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failed.Output);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_global_service_is_stopped_and_started(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("agent");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Mode Global -UpdateMonitor 100ms", name);

        await stage.DoAsync("param($name) Stop-SwarmService $name", name);
        Assert.Empty(await TasksAsync(stage, name));
        await stage.DoAsync("param($name) Start-SwarmService $name", name);
        Assert.Single(await TasksAsync(stage, name));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_job_runs_to_its_end_and_again_when_it_is_restarted(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("job");

        ScriptResult made = await stage.DoAsync(
            "param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Mode ReplicatedJob -Replicas 2 -MaxConcurrent 1 -RestartCondition None -Entrypoint /bin/sh -Argument '-c', 'exit 0'", name);
        Assert.Equal(2L, new Seen(made.Output.Single())["CompletedTasks"]);

        await stage.DoAsync("param($name) Restart-SwarmService $name", name);
        Assert.Equal(1, (int)(await stage.ServiceAsync(name))["Spec"]!["TaskTemplate"]!["ForceUpdate"]!);
        Assert.Equal(["OptionInvalid"], (await stage.RunAsync("param($name) Stop-SwarmService $name", name)).ErrorIds);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Pipelines_find_each_object_once(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string one, string two, string secret, string config, string network) = (stage.Name("one"), stage.Name("two"), stage.Name("secret"), stage.Name("config"), stage.Name("net"));
        await stage.DoAsync(
            """
            param($one, $two, $secret, $config, $network)
            $null = Add-SwarmSecret $secret -Bytes ([byte[]](1, 2, 3)) -AllowPlaintext
            $null = Add-SwarmConfig $config 'text'
            $null = New-SwarmNetwork $network
            $null = New-SwarmService $one swarmtools/test:1 -NoResolveImage -Secret $secret -Config $config -Network $network -Label tier=front -UpdateMonitor 100ms
            $null = New-SwarmService $two swarmtools/test:1 -NoResolveImage -Secret $secret -UpdateMonitor 100ms
            """,
            one,
            two,
            secret,
            config,
            network);

        ScriptResult changed = await stage.DoAsync("param($one, $two) Get-SwarmService | Where-Object Name -in $one, $two | Set-SwarmService -AddLabel done=1", one, two);
        Assert.Equal([one, two], changed.Texts.Order(StringComparer.Ordinal));
        Assert.Equal([one, two], (await stage.DoAsync("Get-SwarmService -Label done")).Texts);
        Assert.Equal([one], (await stage.DoAsync("Get-SwarmService -Label done, tier=front -Mode Replicated")).Texts);
        Assert.Equal([one, two], (await stage.DoAsync("param($name) Get-SwarmSecret $name | Get-SwarmService", secret)).Texts);
        Assert.Equal([one], (await stage.DoAsync("param($name) Get-SwarmConfig $name | Get-SwarmService", config)).Texts);
        Assert.Equal([one], (await stage.DoAsync("param($name) Get-SwarmNetwork $name | Get-SwarmService", network)).Texts);
        Assert.Equal([one, two], (await stage.DoAsync("Get-SwarmNode | Get-SwarmService -Label done")).Texts);
        object[] addresses = [.. (await stage.DoAsync("param($name) (Get-SwarmService $name).VirtualIps", one)).Output];
        Assert.Single(addresses);
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task A_task_on_a_node_that_is_down_does_not_run(string engine)
    {
        await using LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Workers = 1, Images = [Labs.Images] });
        await using Stage stage = Stage.On(lab);
        string name = stage.Name("pinned");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Constraint node.role==worker -UpdateMonitor 100ms", name);
        Assert.Equal([name], (await stage.DoAsync("Get-SwarmNode w1 | Get-SwarmService")).Texts);

        await lab["w1"].CrashAsync();

        await Stage.UntilAsync(async () => (await stage.DoAsync("(Get-SwarmNode w1).State")).Texts[0] == "Down", "w1 is down", 60);
        Seen service = new((await stage.DoAsync("param($name) Get-SwarmService $name", name)).Output.Single());
        Assert.Equal((0L, 1L), ((long)service["RunningTasks"]!, (long)service["UnreachableTasks"]!));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_the_engine_is_too_old_for_is_refused_before_anything_is_sent(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("new");

        ScriptResult result = await stage.RunAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -MemorySwap 1GB", name);

        Assert.Equal(["EngineTooOld"], result.ErrorIds);
        Assert.Contains($"this one has {stage.Api}", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["ServiceNotFound"], (await stage.RunAsync("param($name) Get-SwarmService $name", name)).ErrorIds);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_only_the_api_has_reaches_the_engine(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("web");
        bool isNew = stage.Api >= new Version(1, 46);
        string newer = isNew ? "-Seccomp unconfined -AppArmor Disabled -NoNewPrivileges -Mount (New-SwarmMount /t -Type Tmpfs -TmpfsOption noexec, uid=1000)" : "";

        await stage.DoAsync(
            $$"""
            param($name)
            New-SwarmService $name swarmtools/test:1 -NoResolveImage -Replicas 0 -NoWait -OpenStdin -Platform linux/amd64 -SelinuxContext user=u,role=r `
                -Publish (New-SwarmPort 80 -Name http -PublishMode Host) -GenericResource @{ gpu = 'UUID1', 'UUID2' } {{newer}}
            """,
            name);

        JsonNode spec = (await stage.ServiceAsync(name))["Spec"]!;
        JsonNode container = spec["TaskTemplate"]!["ContainerSpec"]!;
        Assert.True((bool)container["OpenStdin"]!);
        Assert.Equal("""[{"Architecture":"amd64","OS":"linux"}]""", spec["TaskTemplate"]!["Placement"]!["Platforms"]!.ToJsonString());
        Assert.Equal(("u", "r"), ((string?)container["Privileges"]!["SELinuxContext"]!["User"], (string?)container["Privileges"]!["SELinuxContext"]!["Role"]));
        Assert.Equal("http", (string?)spec["EndpointSpec"]!["Ports"]![0]!["Name"]);
        Assert.Equal(
            """[{"NamedResourceSpec":{"Kind":"gpu","Value":"UUID1"}},{"NamedResourceSpec":{"Kind":"gpu","Value":"UUID2"}}]""",
            spec["TaskTemplate"]!["Resources"]!["Reservations"]!["GenericResources"]!.ToJsonString());
        Assert.Equal(isNew ? "unconfined" : null, (string?)container["Privileges"]!["Seccomp"]?["Mode"]);
        Assert.Equal(isNew ? "disabled" : null, (string?)container["Privileges"]!["AppArmor"]?["Mode"]);
        Assert.Equal(isNew ? """[["noexec"],["uid","1000"]]""" : null, container["Mounts"]?[0]!["TmpfsOptions"]!["Options"]!.ToJsonString());
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_needs_an_api_is_kept_by_every_engine_that_has_it(string engine)
    {
        (string Parameters, string Path, string Since)[] options =
        [
            ("-Mount (New-SwarmMount /a v -VolumeSubpath x/y)", "Mounts.0.VolumeOptions.Subpath", "1.45"),
            ("-Mount (New-SwarmMount /a -Type Tmpfs -TmpfsOption noexec)", "Mounts.0.TmpfsOptions.Options", "1.46"),
            ("-HealthStartInterval 1s", "Healthcheck.StartInterval", "1.44"),
            ("-Seccomp unconfined", "Privileges.Seccomp.Mode", "1.44"),
            ("-AppArmor Disabled", "Privileges.AppArmor.Mode", "1.44"),
            ("-NoNewPrivileges", "Privileges.NoNewPrivileges", "1.44"),
            ("-OomScoreAdj 5", "OomScoreAdj", "1.46"),
        ];
        await using Stage stage = await OnAsync(engine);

        List<string> dropped = [];
        for (int number = 0; number < options.Length; number++)
        {
            (string parameters, string path, string since) = options[number];
            string name = stage.Name("n" + number);
            ScriptResult result = await stage.RunAsync($"param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Replicas 0 -NoWait {parameters}", name);

            Assert.Equal(stage.Api >= Version.Parse(since) ? [] : ["EngineTooOld"], result.ErrorIds);
            if (result.Errors.Count == 0)
            {
                JsonNode? kept = (await stage.ServiceAsync(name))["Spec"]!["TaskTemplate"]!["ContainerSpec"];
                JsonNode? found = path.Split('.').Aggregate(kept, (node, part) => node is JsonArray list ? list[int.Parse(part, CultureInfo.InvariantCulture)] : node?[part]);
                dropped.AddRange(found is null ? [parameters] : []);
            }
        }

        Assert.Empty(dropped);
    }

    private static async Task<string> ReplicasAsync(Stage stage, string script, string name) =>
        (await stage.DoAsync($"param($name) [SwarmTools.Text.View]::Replicas(({script}))", name)).Texts[0];

    private static async Task<string[]> TasksAsync(Stage stage, string name) =>
        [.. (await stage.DoAsync("param($name) Get-SwarmTask $name -State Running", name)).Output.Select(task => new Seen(task).Text("Id"))];
}
