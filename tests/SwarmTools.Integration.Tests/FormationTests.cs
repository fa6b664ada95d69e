using System;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>A swarm of five is formed, changed, and taken apart.</summary>
public sealed class FormationTests
{
    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task Five_engines_become_a_swarm_and_one_leaves_it_again(string engine)
    {
        await using LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Managers = 3, Workers = 2, Swarm = false });
        await using Stage stage = Stage.On(lab);
        string[] Uris(params string[] names) => [.. names.Select(name => lab[name].HostUri)];

        ScriptResult formed = await stage.DoAsync(
            """
            param($address, $managers, $workers)
            $first = Connect-Swarm $uri -PassThru
            $null = $first | Initialize-Swarm -AdvertiseAddress $address
            $manager, $worker = Get-SwarmJoinToken Manager, Worker -Connection $first
            $managers | ForEach-Object { Connect-Swarm $_ -PassThru } | Join-Swarm -Token $manager
            $workers | ForEach-Object { Connect-Swarm $_ -PassThru } | Join-Swarm -Token $worker -Label @{ zone = 'a' } -Availability Pause
            """.Replace("$uri", $"'{stage.HostUri}'", StringComparison.Ordinal),
            stage.Node.Address,
            Uris("m2", "m3"),
            Uris("w1", "w2"));

        Assert.Equal(["m2 Manager", "m3 Manager", "w1 Worker", "w2 Worker"], formed.Output.Select(node => $"{node} {new Seen(node).Text("Role")}"));
        await stage.DoAsync("param($uri) Connect-Swarm $uri", stage.HostUri);
        Assert.Equal(["w1", "w2"], (await stage.DoAsync("Get-SwarmNode -Label zone=a")).Texts);
        Assert.All((await stage.DoAsync("Get-SwarmNode")).Output, node => Assert.Equal("Ready", new Seen(node).Text("State")));
        Assert.Equal("3", await stage.DockerAsync("info", "--format", "{{.Swarm.Managers}}"));
        await stage.FailAsync("SwarmExists", "param($uri) $t = Get-SwarmJoinToken Worker; Connect-Swarm $uri -PassThru | Join-Swarm -Token $t", lab["w1"].HostUri);
        await stage.DoAsync("param($uri) Connect-Swarm $uri", stage.HostUri);

        await stage.DoAsync("Set-SwarmNode w* -Availability Active -AddLabel disk=ssd -RemoveLabel zone; Set-SwarmNode w1 -Role Manager");
        Assert.Equal("active {\"disk\":\"ssd\"} manager", await stage.DockerAsync("node", "inspect", "w1", "--format", "{{.Spec.Availability}} {{json .Spec.Labels}} {{.Spec.Role}}"));
        await stage.DoAsync("Set-SwarmNode w1 -Role Worker");
        await Stage.UntilAsync(async () => (await lab["w1"].DockerAsync("info", "--format", "{{.Swarm.ControlAvailable}}")).Trim() == "false", "the node itself knows that it is no manager");

        await stage.FailAsync("NodeInUse", "Remove-SwarmNode w2 -Confirm:$false");
        await stage.DoAsync("param($uri, $back) $m = Connect-Swarm $back -PassThru; Connect-Swarm $uri -PassThru | Exit-Swarm -RemoveNode -Manager $m -Confirm:$false; Connect-Swarm $back", lab["w2"].HostUri, stage.HostUri);
        await stage.DoAsync("param($uri, $back) $m = Connect-Swarm $back -PassThru; Connect-Swarm $uri -PassThru | Exit-Swarm -RemoveNode -Manager $m -Confirm:$false; Connect-Swarm $back", lab["m3"].HostUri, stage.HostUri);
        Assert.Equal(["m1", "m2", "w1"], (await stage.DoAsync("Get-SwarmNode")).Texts);
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task Tokens_keys_settings_and_the_root_certificate_are_replaced(string engine)
    {
        await using LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Managers = 1, Workers = 1 });
        await using Stage stage = Stage.On(lab);
        string before = await stage.DockerAsync("swarm", "join-token", "-q", "worker");

        Assert.Single((await stage.DoAsync("Reset-SwarmJoinToken Worker")).Output);
        string after = await stage.DockerAsync("swarm", "join-token", "-q", "worker");
        Assert.NotEqual(before, after);
        Assert.Equal([after], (await stage.DoAsync("Get-SwarmJoinToken Worker -AsPlainText")).Texts);

        await stage.DoAsync("Set-Swarm -TaskHistoryLimit 2 -CertificateExpiry 49h -DispatcherHeartbeat 6s -SnapshotInterval 5000 -MaxSnapshots 1 -AddLabel team=a");
        Assert.Equal(
            "2 49h0m0s 6s 5000 1 map[team:a]",
            await stage.DockerAsync("info", "--format", "{{.Swarm.Cluster.Spec.Orchestration.TaskHistoryRetentionLimit}} {{.Swarm.Cluster.Spec.CAConfig.NodeCertExpiry}} {{.Swarm.Cluster.Spec.Dispatcher.HeartbeatPeriod}} {{.Swarm.Cluster.Spec.Raft.SnapshotInterval}} {{.Swarm.Cluster.Spec.Raft.KeepOldSnapshots}} {{.Swarm.Cluster.Spec.Labels}}"));

        await stage.FailAsync("NotLocked", "Get-SwarmUnlockKey");
        await stage.DoAsync("Set-Swarm -AutoLock $true");
        string key = (await stage.DoAsync("Reset-SwarmUnlockKey -AsPlainText")).Texts.Single();
        Assert.Equal(key, await stage.DockerAsync("swarm", "unlock-key", "-q"));
        ScriptResult kept = await stage.DoAsync("$global:key = Get-SwarmUnlockKey; \"$key\"; $key | Show-All");
        Assert.DoesNotContain(kept.Texts, text => text.Contains(key, StringComparison.Ordinal));
        await stage.Node.StopDaemonAsync();
        await stage.Node.StartDaemonAsync();
        await stage.FailAsync("SwarmLocked", "Get-SwarmNode");
        await stage.FailAsync("UnlockFailed", "param($wrong) Unlock-Swarm $wrong", Secure("SWMKEY-1-7c37Cc8654o6p38HnroywCi19pllOnGtbdZEgtKxZu8"));
        await stage.DoAsync("Unlock-Swarm $key");
        await Stage.UntilAsync(async () => (await stage.RunAsync("Get-SwarmNode")).Errors.Count == 0, "the manager takes part again");

        Seen old = new((await stage.DoAsync("Get-SwarmCertificate -ProbeManager")).Output.Single());
        Assert.Contains("swarm-ca", old.Text("Subject"), StringComparison.Ordinal);
        ScriptResult rotated = await stage.DoAsync("Reset-SwarmCertificate -Confirm:$false -Timeout 60s");
        Seen now = new(rotated.Output.Single());
        Assert.NotEqual(old.Text("Pem"), now.Text("Pem"));
        Assert.Equal((false, 2, 0), (now["RotationInProgress"], now["NodeCount"], ((System.Collections.ICollection)now["OutdatedNodes"]!).Count));
        Assert.Equal(now.Text("Pem").Trim(), await stage.DockerAsync("swarm", "ca"));
        ScriptResult leaf = await stage.DoAsync("(Get-SwarmCertificate -ProbeManager).Nodes | Where-Object Role -eq Manager | ForEach-Object { ($_.ExpiresAt - [DateTimeOffset]::UtcNow).TotalHours }");
        Assert.InRange((double)leaf.Output.Single().BaseObject, 40, 60);
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task What_would_break_the_quorum_is_refused_with_the_numbers(string engine)
    {
        await using LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Managers = 3 });
        await using Stage stage = Stage.On(lab);
        await lab["m3"].KillDaemonAsync();
        await Stage.UntilAsync(async () => new Seen((await stage.DoAsync("Get-SwarmNode m3")).Output.Single()).Text("Reachability") == "Unreachable", "m3 is not reached", 90);

        ScriptResult refused = await stage.FailAsync("QuorumAtRisk", "Set-SwarmNode m2 -Role Worker");
        Assert.Contains("2 managers, of which 2 must answer and 1 does", refused.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("manager", await stage.DockerAsync("node", "inspect", "m2", "--format", "{{.Spec.Role}}"));

        ScriptResult health = await stage.DoAsync("Test-Swarm -Severity Warning");
        Assert.Contains("Warning: Quorum: 3 managers, 2 must answer: none may fail.", health.Texts);
        System.Xml.Linq.XElement suite = System.Xml.Linq.XDocument.Parse((await stage.DoAsync("Test-Swarm -OutputFormat JUnit")).Texts.Single()).Root!.Elements().Single();
        Assert.True(int.Parse(suite.Attribute("failures")!.Value, System.Globalization.CultureInfo.InvariantCulture) >= 1);

        // Without the one that is gone two are enough.
        await Stage.UntilAsync(async () => new Seen((await stage.DoAsync("Get-SwarmNode m3")).Output.Single()).Text("State") == "Down", "m3 is down", 90);
        await stage.DoAsync("Remove-SwarmNode m3 -Confirm:$false");
        Assert.Equal(["m1", "m2"], (await stage.DoAsync("Get-SwarmNode")).Texts);
    }

    private static System.Security.SecureString Secure(string text)
    {
        System.Security.SecureString secure = new();
        text.ToList().ForEach(secure.AppendChar);
        return secure;
    }
}
