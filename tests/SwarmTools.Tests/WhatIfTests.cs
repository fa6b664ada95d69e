using System.Text.Json.Nodes;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>-WhatIf sends nothing that changes anything.</summary>
public sealed class WhatIfTests : CmdletTests
{
    [Theory]
    [InlineData("New-SwarmService web swarmtools/test:1 -WhatIf")]
    [InlineData("Set-SwarmService x -Image registry.lab/a:2 -WhatIf")]
    [InlineData("Set-SwarmService x -CredentialSpec registry://web -AddSecret s -WhatIf")]
    [InlineData("Resize-SwarmService x 3 -WhatIf")]
    [InlineData("Resize-SwarmService -Scale @{ x = 3 } -WhatIf")]
    [InlineData("Restart-SwarmService x -WhatIf")]
    [InlineData("Undo-SwarmServiceUpdate x -WhatIf")]
    [InlineData("Invoke-SwarmRollingUpdate x -Image registry.lab/a:2 -NoResolveImage -Canary 1 -WhatIf")]
    [InlineData("Restore-SwarmServiceRevision x 1 -WhatIf")]
    [InlineData("Suspend-SwarmServiceUpdate x -WhatIf")]
    [InlineData("Resume-SwarmServiceUpdate x -WhatIf")]
    [InlineData("Invoke-SwarmJob new swarmtools/test:1 -WhatIf")]
    [InlineData("Stop-SwarmService x -WhatIf")]
    [InlineData("Start-SwarmService x -WhatIf")]
    [InlineData("Initialize-Swarm -ForceNewCluster -WhatIf")]
    [InlineData("Remove-SwarmService x -WhatIf")]
    [InlineData("Remove-SwarmStack x -WhatIf")]
    [InlineData("Remove-SwarmStack x -IncludeVolume -WhatIf")]
    [InlineData("Remove-SwarmVolume x -WhatIf")]
    [InlineData("Clear-SwarmResource Volume -WhatIf")]
    [InlineData("New-SwarmVolume new -WhatIf")]
    [InlineData("Set-SwarmVolume x -Availability Drain -WhatIf")]
    [InlineData("Backup-SwarmVolume x ([IO.Path]::Combine([IO.Path]::GetTempPath(), 'no-such-file.tar')) -Node n1 -WhatIf")]
    [InlineData("Restart-SwarmStack x -WhatIf")]
    [InlineData("Get-SwarmStack x | Remove-SwarmStack -WhatIf")]
    [InlineData("Export-SwarmStack x ([IO.Path]::Combine([IO.Path]::GetTempPath(), 'no-such-file.yml')) -WhatIf")]
    [InlineData("Show-SwarmTopology -Html ([IO.Path]::Combine([IO.Path]::GetTempPath(), 'no-such-file.html')) -WhatIf")]
    [InlineData("Add-SwarmSecret s -Generate 8 -WhatIf")]
    [InlineData("Remove-SwarmSecret x -WhatIf")]
    [InlineData("Set-SwarmSecret x -AddLabel a=1 -WhatIf")]
    [InlineData("Set-SwarmConfig x -AddLabel a=1 -WhatIf")]
    [InlineData("Clear-SwarmResource Secret, Config, Network -WhatIf")]
    [InlineData("Update-SwarmSecret x -Generate 8 -WhatIf")]
    [InlineData("Update-SwarmConfig x text -WhatIf")]
    [InlineData("Add-SwarmConfig c text -WhatIf")]
    [InlineData("Remove-SwarmConfig x -WhatIf")]
    [InlineData("New-SwarmNetwork n -WhatIf")]
    [InlineData("Remove-SwarmNetwork x -WhatIf")]
    [InlineData("Initialize-Swarm -WhatIf")]
    [InlineData("Exit-Swarm -WhatIf")]
    [InlineData("Backup-Swarm ([IO.Path]::Combine([IO.Path]::GetTempPath(), 'no-such-file.json')) -WhatIf")]
    [InlineData("Get-SwarmService x | Remove-SwarmService -WhatIf")]
    [InlineData("Optimize-SwarmPlacement -WhatIf")]
    public void WhatIf_changes_nothing(string script)
    {
        JsonObject service = EngineJson.Service("x");
        service["Spec"]!["Labels"]!["com.docker.stack.namespace"] = "x";
        Engine.Answer("GET", "/services", EngineJson.List(service));
        Engine.Answer("GET", "/secrets", EngineJson.List(EngineJson.Named("x")));
        Engine.Answer("GET", "/configs", EngineJson.List(EngineJson.Named("x")));
        Engine.Answer("GET", "/networks", EngineJson.List(EngineJson.Network("x")));
        Engine.Answer("GET", "/volumes", """{"Volumes":[{"Name":"x","Scope":"local"}]}""");
        Engine.Answer("GET", "/tasks", "[]");
        Engine.Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("n1")));
        Engine.Answer("GET", "/swarm", """{"Spec":{}}""");

        ScriptResult result = Run(script);

        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET" || request.Path.StartsWith("/distribution", System.StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("New-SwarmService web 'UPPER CASE' -WhatIf", "ImageInvalid")]
    [InlineData("New-SwarmService web swarmtools/test:1 -Publish 70000 -WhatIf", "PortSyntaxInvalid")]
    [InlineData("Add-SwarmSecret 'a b' -Generate 8 -WhatIf", "NameInvalid")]
    public void WhatIf_still_checks_what_was_typed(string script, string id) => Assert.Equal([id], Run(script).ErrorIds);
}
