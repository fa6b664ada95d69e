using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace SwarmTools.Integration;

/// <summary>Why no node takes a task: by the cmdlet and by the engine.</summary>
public sealed class PlacementTraceTests(Labs labs)
{
    // What cannot be placed, by the options it is made with. The port 18099 is taken on all nodes that take tasks, 18098 on w1; w2 is paused.
    private static readonly string[] s_impossible =
    [
        "-Constraint node.role==nobody",
        "-Constraint node.labels.disk==ssd -Replicas 3",
        "-Constraint node.hostname==m1, node.hostname==m2",
        "-Constraint node.ip==192.0.2.1, engine.labels.none!=x",
        "-CpuReservation 64",
        "-MemoryReservation 4000g -Replicas 2",
        "-GenericResource gpu=1",
        "-Mount type=volume,source=data,target=/d,volume-driver=nosuch",
        "-LogDriver nosuch",
        "-Platform windows/amd64",
        "-Platform linux/s390x, windows/amd64 -Replicas 2",
        "-Publish mode=host,target=80,published=18099",
        "-Replicas 9 -MaxReplicasPerNode 1",
        "-Replicas 20 -CpuReservation 0.5",
        "-CpuReservation 64 -Constraint node.role==worker -Platform windows/amd64",
        "-Constraint node.role==worker -Publish mode=host,target=80,published=18098",
        "-Constraint node.role==worker -Platform windows/amd64",
        "-Constraint node.role==manager -Replicas 8 -MaxReplicasPerNode 2",
        "-LogDriver nosuch -Constraint node.role==nobody -GenericResource gpu=1",
        "-Constraint node.hostname!=m1 -Replicas 4 -MaxReplicasPerNode 1 -Publish mode=host,target=80,published=18098",
        "-Constraint node.role==worker -Mount type=volume,source=data,target=/d,volume-driver=nosuch -LogDriver json-file",
        "-Replicas 4 -Publish mode=host,target=80,published=18097 -Constraint node.hostname!=m2 -Platform linux/amd64",
    ];

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task Services_that_cannot_be_placed_are_explained_in_the_words_of_the_engine(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);
        const string Quick = "-UpdateMonitor 100ms -StopGracePeriod 1s";
        await stage.DoAsync(
            $"param($all, $one) Set-SwarmNode w2 -Availability Pause; $null = New-SwarmService $all swarmtools/test:1 -Mode Global -Publish mode=host,target=80,published=18099 {Quick}; $null = New-SwarmService $one swarmtools/test:1 -Constraint node.hostname==w1 -Publish mode=host,target=80,published=18098 {Quick}",
            stage.Name("all"),
            stage.Name("one"));
        try
        {
            string[] names = [.. s_impossible.Select((_, index) => stage.Name($"x{index}"))];
            foreach ((string name, string options) in names.Zip(s_impossible))
            {
                await stage.DoAsync($"param($name) $null = New-SwarmService $name swarmtools/test:1 {options} {Quick} -NoResolveImage -NoWait", name);
            }

            (string Name, string Said, string Told)[] all = [];
            await Stage.UntilAsync(
                async () =>
                {
                    all = [.. (await Task.WhenAll(names.Select(name => SaidAsync(stage, name)))).Zip(names, (said, name) => (name, said, ""))];
                    ILookup<string, Seen> verdicts = (await stage.DoAsync("param($names) Trace-SwarmPlacement $names", [names])).Output.Select(verdict => new Seen(verdict)).ToLookup(verdict => verdict.Text("ServiceName"));
                    all = [.. all.Select(one => (one.Name, one.Said, verdicts[one.Name].Select(verdict => verdict.Text("Explanation")).Distinct().Single()))];
                    return all.All(one => one.Said.StartsWith("no suitable node (", StringComparison.Ordinal) && one.Said == one.Told);
                },
                () => string.Join('\n', all.Where(one => one.Said != one.Told || one.Said.Length == 0).Select(one => $"{s_impossible[Array.IndexOf(names, one.Name)]}: '{one.Said}', not '{one.Told}'")));
            Assert.True(all.Select(one => one.Said).Distinct().Count() >= 10, string.Join('\n', all.Select(one => one.Said)));
            foreach (string said in new[] { "scheduling constraints", "insufficient resources", "missing plugin", "unsupported platform", "host-mode port", "max replicas", "1 node not available" })
            {
                Assert.Contains(all, one => one.Said.Contains(said, StringComparison.Ordinal));
            }
        }
        finally
        {
            await stage.DoAsync("Set-SwarmNode w2 -Availability Active");
        }
    }

    [Fact]
    public async Task Each_node_is_told_with_its_reason_and_numbers_and_a_task_of_a_global_service_with_its_own()
    {
        await using Stage stage = await labs.ClusterAsync(EachLabEngine.Names[^1]);
        (string big, string agent, string lost) = (stage.Name("big"), stage.Name("agent"), stage.Name("lost"));
        await stage.DoAsync(
            "param($big, $agent, $lost) $null = New-SwarmService $big swarmtools/test:1 -CpuReservation 64 -NoWait; $null = New-SwarmService $agent swarmtools/test:1 -Mode Global -MemoryReservation 4000g -NoWait; $null = New-SwarmService $lost swarmtools/test:1 -Constraint node.hostname==w1 -Mount type=bind,source=/no/such/path,target=/d -RestartCondition none -NoWait",
            big,
            agent,
            lost);

        Seen[] verdicts = [.. (await stage.DoAsync("param($name) Trace-SwarmPlacement $name", big)).Output.Select(verdict => new Seen(verdict))];
        Assert.Equal(["m1", "m2", "m3", "w1", "w2"], verdicts.Select(verdict => verdict.Text("NodeName")));
        Assert.All(verdicts, verdict => Assert.StartsWith("cpus: 64 needed, ", verdict.Text("Detail"), StringComparison.Ordinal));

        await Stage.UntilAsync(
            async () => (await stage.DoAsync("param($name) Trace-SwarmPlacement $name | Where-Object AgreesWithEngine", agent)).Output.Select(verdict => new Seen(verdict).Text("EngineMessage")).SequenceEqual(Enumerable.Repeat("insufficient resources on 1 node", 5)),
            "the engine says of each task of a global service what is said here");

        await Stage.UntilAsync(
            async () => (await stage.DoAsync("param($name) Get-SwarmTask $name | Trace-SwarmPlacement | Where-Object LastError", lost)).Output.Any(verdict => new Seen(verdict).Text("LastError").Contains("/no/such/path", StringComparison.Ordinal)),
            "the path that is not there is named");
        await stage.FailAsync("ServiceNotFound", "Trace-SwarmPlacement nobody");
    }

    // What the engine says of a task of a service that waits for a node; empty for none.
    private static async Task<string> SaidAsync(Stage stage, string service)
    {
        JsonNode tasks = await stage.Raw.GetAsync("/tasks?filters=" + Uri.EscapeDataString($$$"""{"service":{"{{{service}}}":true}}"""));
        return string.Join(" | ", tasks.AsArray().Where(task => (string?)task!["Status"]!["State"] == "pending").Select(task => (string?)task!["Status"]!["Err"] ?? "").Distinct(StringComparer.Ordinal));
    }
}
