using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Swarms are made and left; an engine that cannot serve ends a command with one error that says why.</summary>
public sealed class SwarmStateTests
{
    private static readonly string[] s_commands =
    [
        "'a', 'b', 'c' | Get-SwarmService", "Get-SwarmNode", "Get-Swarm", "Get-SwarmTask a, b", "Get-SwarmLog a, b", "'a', 'b' | New-SwarmNetwork", "Add-SwarmConfig a b",
        "'a', 'b' | Remove-SwarmSecret", "'a', 'b' | New-SwarmService -Image swarmtools/test:1", "Wait-SwarmService a, b", "Get-SwarmJoinToken",
    ];

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task A_swarm_is_made_described_and_left(string engine)
    {
        await using LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Swarm = false });
        await using Stage stage = Stage.On(lab);
        await AssertEndsAsync(stage, "NotInSwarm");

        ScriptResult made = await stage.DoAsync(
            "param($address) Initialize-Swarm -AdvertiseAddress $address -TaskHistoryLimit 3 -CertificateExpiry 48h -DispatcherHeartbeat 7s", stage.Node.Address);
        Seen swarm = new(made.Output.Single());
        Assert.Equal((1, 1, 3L, TimeSpan.FromHours(48), TimeSpan.FromSeconds(7)), (swarm["Managers"], swarm["Nodes"], swarm["TaskHistoryLimit"], swarm["CertificateExpiry"], swarm["DispatcherHeartbeat"]));
        Assert.Equal(stage.Node.Address, swarm["NodeAddress"]);
        Assert.Equal("3", await stage.DockerAsync("info", "--format", "{{.Swarm.Cluster.Spec.Orchestration.TaskHistoryRetentionLimit}}"));
        await stage.FailAsync("SwarmExists", "param($address) Initialize-Swarm $address", stage.Node.Address);

        ScriptResult tokens = await stage.DoAsync("Get-SwarmJoinToken -AsPlainText");
        Assert.Equal([await stage.DockerAsync("swarm", "join-token", "-q", "worker"), await stage.DockerAsync("swarm", "join-token", "-q", "manager")], tokens.Texts);

        await stage.FailAsync("ManagerLeaveRefused", "Exit-Swarm -Confirm:$false");
        await stage.DoAsync("Exit-Swarm -Force -Confirm:$false");
        Assert.Equal("inactive", await stage.DockerAsync("info", "--format", "{{.Swarm.LocalNodeState}}"));
        await AssertEndsAsync(stage, "NotInSwarm");
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task A_locked_manager_and_one_that_is_off_are_told_apart(string engine)
    {
        await using LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Swarm = false });
        await using Stage stage = Stage.On(lab);
        await stage.DoAsync("param($address) Initialize-Swarm $address -AutoLock", stage.Node.Address);

        await stage.Node.StopDaemonAsync();
        await AssertEndsAsync(stage, "EngineUnreachable");
        await stage.FailAsync("EngineUnreachable", "param($uri) Connect-Swarm $uri", stage.Node.HostUri);
        await stage.FailAsync("EngineUnreachable", "param($uri) Connect-Swarm $uri", stage.Node.TcpUri);

        await stage.Node.StartDaemonAsync();
        await AssertEndsAsync(stage, "SwarmLocked");
        Seen report = new((await stage.DoAsync("Test-SwarmConnection")).Output.Single());
        Assert.Equal((true, false, "Locked"), (report["Reachable"], report["IsManager"], report.Text("SwarmState")));
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task Managers_without_a_majority_have_no_leader(string engine)
    {
        await using LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Managers = 3 });
        await using Stage stage = Stage.On(lab);
        await lab["m2"].CrashAsync();
        await lab["m3"].CrashAsync();

        string seen = "";
        await Stage.UntilAsync(
            async () =>
            {
                ScriptResult result = await stage.RunAsync("Get-SwarmService");
                seen += string.Concat(result.Errors.Select(error => $"\n{error.FullyQualifiedErrorId}: {error}"));
                return result.ErrorIds.SequenceEqual(["NoLeader"]);
            },
            () => "the first manager noticed that it is alone" + seen,
            90);
        await AssertEndsAsync(stage, "NoLeader");
        Seen report = new((await stage.DoAsync("Test-SwarmConnection")).Output.Single());
        Assert.Equal((true, false), (report["Reachable"], report["HasLeader"]));
    }

    [Theory]
    [InlineData("unix:///run/swarmtools-no-such.sock")]
    [InlineData("tcp://127.0.0.1:1")]
    public void Nothing_at_the_address_is_one_error(string address)
    {
        using ModuleSession session = new();

        ScriptResult result = session.Run("param($uri) Connect-Swarm $uri", address);

        Assert.Equal(["EngineUnreachable"], result.ErrorIds);
        Assert.Contains(address.Split("//")[1], result.Error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>However much a command was given to do, it ends with the one error.</summary>
    internal static async Task AssertEndsAsync(Stage stage, string errorId)
    {
        List<string> others = [];
        foreach (string script in s_commands)
        {
            // What ends a command can be caught.
            ScriptResult result = await stage.DoAsync($"try {{ {script} }} catch {{ $_.FullyQualifiedErrorId.Split(',')[0]; \"$_\" }}");
            if (result.Texts.Count != 2 || result.Texts[0] != errorId)
            {
                others.Add($"{script}: {string.Join(" | ", result.Texts)}");
            }
        }

        Assert.True(others.Count == 0, $"One {errorId} was expected, not\n{string.Join('\n', others)}");
    }
}
