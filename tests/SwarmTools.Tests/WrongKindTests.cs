using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Every kind of object, piped into every cmdlet that changes something or waits: its own kind alone is taken.</summary>
public sealed class WrongKindTests : CmdletTests
{
    // What gives an object of each kind; all that have names have the same.
    private static readonly (string Kind, string Script)[] s_objects =
    [
        ("Service", "Get-SwarmService x"),
        ("Task", "Get-SwarmTask x"),
        ("Node", "Get-SwarmNode x"),
        ("Network", "Get-SwarmNetwork x"),
        ("Secret", "Get-SwarmSecret x"),
        ("Config", "Get-SwarmConfig x"),
        ("Revision", "Get-SwarmServiceHistory x"),
        ("Stack", "Get-SwarmStack x"),
        ("StackRevision", "Get-SwarmStackHistory x"),
        ("Swarm", "Get-Swarm"),
        ("JoinToken", "Get-SwarmJoinToken"),
        ("Connection", "Get-SwarmConnection"),
        ("Context", "Get-SwarmContext default"),
        ("Volume", "Get-SwarmVolume x"),
        ("ConnectionReport", "Test-SwarmConnection"),
    ];

    // Each cmdlet with the parameters that it must have, and the kinds of objects that it is for.
    private static readonly (string Cmdlet, string[] Kinds)[] s_cmdlets =
    [
        ("Remove-SwarmService", ["Service"]),
        ("Remove-SwarmStack", ["Stack"]),
        ("Export-SwarmStack", ["Stack"]),
        ("Copy-SwarmStack -NewName y", ["Stack"]),
        ("Remove-SwarmVolume", ["Volume"]),
        ("Get-SwarmVolume", ["Volume"]),
        ("Set-SwarmVolume -Availability Drain", ["Volume"]),
        ("Backup-SwarmVolume -Path no-such-folder/", ["Volume"]),
        ("New-SwarmVolume", []),
        ("Restore-SwarmVolume -Name y", []),
        ("Publish-SwarmStack", []),
        ("Compare-SwarmStack", []),
        ("Remove-SwarmNetwork", ["Network"]),
        ("Remove-SwarmSecret", ["Secret"]),
        ("Remove-SwarmConfig", ["Config"]),
        ("Set-SwarmSecret -AddLabel a=1", ["Secret"]),
        ("Set-SwarmConfig -AddLabel a=1", ["Config"]),
        ("Update-SwarmSecret x", []),
        ("Clear-SwarmResource Secret", []),
        ("Update-SwarmConfig x", []),
        ("Set-SwarmService -Image a", ["Service"]),
        ("Resize-SwarmService -Replicas 1", ["Service"]),
        ("Restart-SwarmService", ["Service"]),
        ("Restart-SwarmStack", ["Stack"]),
        ("Undo-SwarmServiceUpdate", ["Service"]),
        ("Undo-SwarmStack", ["Stack"]),
        ("Get-SwarmStackHistory", ["Stack"]),
        ("Invoke-SwarmRollingUpdate -Image a", ["Service"]),
        ("Restore-SwarmServiceRevision -Revision 1", ["Service", "Revision"]),
        ("Suspend-SwarmServiceUpdate", ["Service"]),
        ("Resume-SwarmServiceUpdate", ["Service"]),
        ("Compare-SwarmService -Revision 1", ["Service", "Revision"]),
        ("Get-SwarmServiceHistory", ["Service"]),
        ("Invoke-SwarmJob -Image a", ["Service"]),
        ("Wait-SwarmTask", ["Service", "Task"]),
        ("Stop-SwarmService", ["Service"]),
        ("Start-SwarmService", ["Service"]),
        ("New-SwarmService -Image a", []),
        ("New-SwarmNetwork", []),
        ("Add-SwarmSecret new", []),
        ("Add-SwarmConfig new", []),
        ("Initialize-Swarm", ["Connection"]),
        ("Join-Swarm -RemoteAddress m1", ["Connection", "JoinToken"]),
        ("Set-Swarm -TaskHistoryLimit 1", ["Swarm"]),
        ("Reset-SwarmJoinToken", ["Swarm", "Connection"]),
        ("Reset-SwarmUnlockKey", ["Swarm", "Connection"]),
        ("Reset-SwarmCertificate", ["Swarm", "Connection"]),
        ("Unlock-Swarm ([securestring]::new())", ["Connection"]),
        ("Set-SwarmNode -Availability Drain", ["Node"]),
        ("Remove-SwarmNode", ["Node"]),
        ("Suspend-SwarmNode", ["Node"]),
        ("Resume-SwarmNode", ["Node"]),
        ("Optimize-SwarmPlacement", ["Service", "Node"]),
        ("Trace-SwarmPlacement", ["Service", "Task"]),
        ("Exit-Swarm -Force", ["Connection"]),
        ("Backup-Swarm x.json", ["Swarm"]),
        ("Restore-Swarm", []),
        ("Wait-SwarmService", ["Service"]),
        ("Measure-SwarmNetwork", ["Network"]),
        ("Test-SwarmService", ["Service"]),
        ("Wait-SwarmStack", ["Stack"]),
        ("Get-SwarmStack", ["Stack"]),
        ("Show-SwarmTopology", ["Service", "Stack"]),
        ("Get-SwarmTask", ["Service", "Stack", "Node", "Task"]),
        ("Get-SwarmLog", ["Service", "Stack", "Task"]),
        ("Get-SwarmEvent", ["Service", "Node", "Network", "Secret", "Config"]),
        ("Connect-Swarm", ["Connection", "Context"]),
    ];

    public static TheoryData<string, string> Pairs()
    {
        TheoryData<string, string> pairs = [];
        foreach ((string cmdlet, string[] kinds) in s_cmdlets)
        {
            foreach ((string kind, string script) in s_objects.Where(item => !kinds.Contains(item.Kind)))
            {
                pairs.Add(script, cmdlet);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_piped_object_of_another_kind_is_refused_although_its_name_exists(string script, string cmdlet)
    {
        JsonObject service = EngineJson.Service("x");
        service["Spec"]!["Labels"]!["com.docker.stack.namespace"] = "x";
        Engine.Answer("GET", "/services", EngineJson.List(service));
        Engine.Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("x", 1)));
        Engine.Answer("GET", "/secrets", EngineJson.List(EngineJson.Named("x")));
        Engine.Answer("GET", "/configs", EngineJson.List(EngineJson.Named("x"), EngineJson.Revision("x", 1), EngineJson.StackRevision("x", 1, [service])));
        Engine.Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("x")));
        Engine.Answer("GET", "/networks", EngineJson.List(EngineJson.Network("x")));
        Engine.Answer("GET", "/volumes", """{"Volumes":[{"Name":"x","Scope":"local"}]}""");
        Engine.Answer("GET", "/swarm", """{"ID":"swarm","JoinTokens":{"Worker":"SWMTKN-1-w","Manager":"SWMTKN-1-m"},"Spec":{"Name":"default"}}""");

        ScriptResult result = Run($"{script} | {cmdlet}" + (Changes(cmdlet) ? " -Confirm:$false" : ""));

        Assert.NotEmpty(result.Errors);
        Assert.All(result.ErrorIds, id => Assert.Contains(id, new[] { "WrongKind", "InputObjectNotBound" }));
        Assert.Empty(result.Output);
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
    }

    [Fact]
    public void No_cmdlet_that_changes_something_is_left_out()
    {
        IEnumerable<string> all = Run("(Get-Command -Module SwarmTools).Name").Texts.Where(Changes);

        // What only makes a value in memory takes no object.
        Assert.Empty(all.Except(s_cmdlets.Select(item => item.Cmdlet.Split(' ')[0])).Except(["New-SwarmHealthCheck", "New-SwarmMount", "New-SwarmPort", "Resolve-SwarmStackFile", "Test-SwarmStackFile"]));
    }

    private static bool Changes(string cmdlet) => Guards.Verbs.Changing.Contains(cmdlet.Split('-')[0]);
}
