using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Testing;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>What a session that knows several managers does when one of them goes.</summary>
public sealed class FailoverTests(Labs labs, ITestOutputHelper output)
{
    private const int Reads = 200;
    private const int Edits = 50;
    private const int FaultAfter = 60;

    public static TheoryData<string, string> Faults
    {
        get
        {
            TheoryData<string, string> faults = [];
            foreach (string engine in new NewestLabEngine().Select(row => row.Data))
            {
                faults.AddRange((engine, "killed"), (engine, "cut off"), (engine, "frozen"));
            }

            foreach (string engine in new EachLabEngine().Select(row => row.Data).SkipLast(1).Take(1))
            {
                faults.Add(engine, "frozen");
            }

            return faults;
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Faults))]
    public async Task Reads_and_edits_go_on_when_the_leader_is_lost_and_each_edit_is_made_once(string engine, string fault)
    {
        await using LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Managers = 3 });
        using ModuleSession session = new();
        Assert.Empty(session.Run("param($managers) Connect-Swarm $managers", (object)lab.Nodes.Select(node => node.TcpUri).ToArray()).Errors);
        Assert.Empty(session.Run("New-SwarmService web swarmtools/test:1 -NoResolveImage -Replicas 0").Errors);
        string leader = session.Run("(Get-SwarmNode | Where-Object IsLeader).Name").Texts[0];

        Task<TimeSpan> election = Task.FromResult(TimeSpan.Zero);
        List<string> errors = [];
        TimeSpan longest = TimeSpan.Zero;
        for (int i = 0; i < Reads + Edits; i++)
        {
            if (i == FaultAfter)
            {
                await LoseAsync(lab[leader], fault);
                election = ElectionAsync([.. lab.Nodes.Where(node => node.Name != leader)], leader, Stopwatch.StartNew());
            }

            Stopwatch watch = Stopwatch.StartNew();
            ScriptResult result = await Task.Run(() => session.Run(Script(i), i)).WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);
            longest = watch.Elapsed > longest ? watch.Elapsed : longest;
            errors.AddRange(result.Errors.Select(error => $"{i}: {error.FullyQualifiedErrorId}: {error}"));
        }

        if (fault == "frozen")
        {
            // What is frozen does not end either.
            await lab[leader].ResumeDaemonAsync();
        }

        TimeSpan elected = await election;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{engine}, {fault}: a leader after {elected.TotalSeconds:0.0} s, the longest command {longest.TotalSeconds:0.0} s"));
        Assert.Empty(errors);
        using RawEngine other = new(lab.Nodes.First(node => node.Name != leader).HostUri, new(1, 41));
        JsonNode spec = (await other.GetAsync("/services/web"))["Spec"]!;
        Assert.Equal(Enumerable.Range(0, Reads + Edits).Where(IsLabel).Select(i => $"edit{i}"), spec["Labels"]!.AsObject().Select(label => label.Key).OrderBy(label => int.Parse(label[4..], CultureInfo.InvariantCulture)));
        Assert.Equal(Edits / 2, (int)spec["TaskTemplate"]!["ForceUpdate"]!);
        Assert.True(longest < elected + TimeSpan.FromSeconds(2), $"A leader was there after {elected.TotalSeconds:0.0} s, a command took {longest.TotalSeconds:0.0} s.");
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(NewestLabEngine))]
    public async Task A_publish_whose_leader_is_killed_goes_on_and_tells_the_truth(string engine)
    {
        await using LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Managers = 3, Workers = 1, Images = [labs.Images] });
        using ModuleSession session = new();
        using TemporaryFolder folder = new();
        folder.Write("stack.yml", Compose(12));
        string file = folder.File("stack.yml");
        Assert.Empty(session.Run("param($managers) Connect-Swarm $managers", (object)lab.Nodes.Take(3).Select(node => node.TcpUri).ToArray()).Errors);
        string leader = session.Run("(Get-SwarmNode | Where-Object IsLeader).Name").Texts[0];
        LabNode survivor = lab.Nodes.Take(3).First(node => node.Name != leader);

        Task<ScriptResult> publish = Task.Run(() => session.Run("param($file) Publish-SwarmStack $file -Name shop -ResolveImage Never", file));
        await Stage.UntilAsync(async () => (await survivor.TryDockerAsync("service", "ls", "-q")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length > 2, "the publish is in the middle", 60);
        await lab[leader].KillDaemonAsync();
        ScriptResult result = await publish.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

        Assert.Empty(result.Errors);
        Assert.Equal("Done", new Seen(result.Output.Single()).Text("Outcome"));
        string listed = (await survivor.DockerAsync("service", "ls", "--format", "{{.Name}} {{.Replicas}}")).Trim();
        Assert.Equal(12, listed.Split('\n').Count(line => line.StartsWith("shop_", StringComparison.Ordinal) && line.EndsWith(" 1/1", StringComparison.Ordinal)));
        Assert.Equal(0, new Seen(session.Run("param($file) Publish-SwarmStack $file -Name shop -ResolveImage Never", file).Output.Single())["ChangeCount"]);
    }

    // Chains, so that it takes a while.
    private static string Compose(int services) => "services:\n" + string.Concat(Enumerable.Range(1, services).Select(i =>
        $$"""  s{{i}}: {image: "swarmtools/test:1", {{(i > 3 ? $"depends_on: [s{i - 3}], " : "")}}deploy: {placement: {constraints: [node.role==worker] }, update_config: {monitor: 1s} } }""" + "\n"));

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(NewestLabEngine))]
    public async Task A_session_that_named_one_manager_goes_on_with_those_that_the_swarm_told_of(string engine)
    {
        await using LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Managers = 3 });
        using ModuleSession session = new();
        Assert.Empty(session.Run("param($manager) Connect-Swarm $manager", lab["m2"].TcpUri).Errors);
        // Whether the others answer where this one does is found out beside the work.
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);

        await lab["m2"].KillDaemonAsync();

        ScriptResult result = session.Run("Get-SwarmNode; New-SwarmService web swarmtools/test:1 -NoResolveImage -Replicas 0 -NoWait");
        Assert.Empty(result.Errors);
        Assert.Equal(4, result.Output.Count);
        Assert.Equal(["EngineUnreachable"], session.Run("Get-SwarmVolume").ErrorIds);
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(NewestLabEngine))]
    public async Task Without_a_majority_every_command_ends_soon_with_one_clear_error(string engine)
    {
        await using LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Managers = 3 });
        using ModuleSession session = new();
        using ModuleSession local = new();
        Assert.Empty(session.Run("param($managers) Connect-Swarm $managers", (object)lab.Nodes.Select(node => node.TcpUri).ToArray()).Errors);
        Assert.Empty(local.Run("param($manager) Connect-Swarm $manager", lab["m1"].HostUri).Errors);
        await lab["m2"].KillDaemonAsync();
        await lab["m3"].CutAsync();

        List<string> told = [];
        TimeSpan longest = TimeSpan.Zero;
        for (int i = 0; i < 3; i++)
        {
            foreach (string script in new[] { "New-SwarmService web swarmtools/test:1 -NoResolveImage", "Set-SwarmNode m1 -AddLabel @{ a = '1' }", "Add-SwarmConfig c -Bytes 1", "Get-SwarmService" })
            {
                Stopwatch watch = Stopwatch.StartNew();
                ScriptResult result = session.Run(script);
                longest = watch.Elapsed > longest ? watch.Elapsed : longest;
                // The leader that is alone goes on answering reads until it notices that it is alone.
                if (i > 1 || !script.StartsWith("Get", StringComparison.Ordinal))
                {
                    told.Add($"{script}: {string.Join(" | ", result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0] + ": " + error))}");
                }
            }

            await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{engine}: the longest command took {longest.TotalSeconds:0.0} s"));
        Assert.All(told, line => Assert.Contains(": NoLeader: The ", line, StringComparison.Ordinal));
        Assert.All(told, line => Assert.Contains("of its 3 managers 2 are needed", line, StringComparison.Ordinal));
        // Five seconds, and one for the tests that run beside it.
        Assert.True(longest < TimeSpan.FromSeconds(6), $"{longest}");
        Stopwatch alone = Stopwatch.StartNew();
        Assert.Equal(["NoLeader"], local.Run("Get-SwarmService").ErrorIds);
        Assert.True(alone.Elapsed < TimeSpan.FromSeconds(6), $"{alone.Elapsed}");
    }

    private static bool IsLabel(int i) => i % 5 == 4 && i % 2 == 0;

    // Of five commands one edits: in turn a value that is set, and a count that goes up by one.
    private static string Script(int i) =>
        IsLabel(i) ? "param($i) Set-SwarmService web -AddLabel @{ \"edit$i\" = '1' } -NoWait"
        : i % 5 == 4 ? "Restart-SwarmService web -NoWait"
        : i % 2 == 0 ? "Get-SwarmService web"
        : "Get-SwarmNode";

    private static Task LoseAsync(LabNode node, string fault) => fault switch
    {
        "killed" => node.KillDaemonAsync(),
        "cut off" => node.CutAsync(),
        _ => node.PauseDaemonAsync(),
    };

    // When one of the others, asked by itself, knows another leader.
    private static async Task<TimeSpan> ElectionAsync(IReadOnlyList<LabNode> others, string lost, Stopwatch watch)
    {
        RawEngine[] engines = [.. others.Select(node => new RawEngine(node.HostUri, new(1, 41)))];
        while (watch.Elapsed < TimeSpan.FromSeconds(90) && !(await Task.WhenAll(engines.Select(engine => KnowsLeaderAsync(engine, lost)))).Contains(true))
        {
            await Task.Delay(100);
        }

        TimeSpan elected = watch.Elapsed;
        Array.ForEach(engines, engine => engine.Dispose());
        return elected;
    }

    private static async Task<bool> KnowsLeaderAsync(RawEngine engine, string lost)
    {
        try
        {
            JsonNode nodes = await engine.GetAsync("/nodes").WaitAsync(TimeSpan.FromSeconds(1));
            return nodes.AsArray().Any(node => (bool?)node!["ManagerStatus"]?["Leader"] == true && (string?)node["Description"]!["Hostname"] != lost);
        }
        catch (Exception failure) when (failure is TimeoutException or Xunit.Sdk.XunitException)
        {
            // No answer, or one that there is no leader.
            return false;
        }
    }
}
