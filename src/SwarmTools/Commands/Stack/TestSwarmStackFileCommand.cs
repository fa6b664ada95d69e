using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Compose;

namespace SwarmTools.Commands;

/// <summary>
/// Looks for errors in compose files, for keys that have no effect in a swarm, and for what could be better. Returns findings, each with its place;
/// none for files with which all is well.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "SwarmStackFile", DefaultParameterSetName = ByPath)]
[OutputType(typeof(SwarmStackFinding))]
public sealed class TestSwarmStackFileCommand : StackFileCmdlet
{
    private protected override void End()
    {
        List<SwarmStackFinding> findings = [];
        if (Read(findings) is { } project)
        {
            new ComposeChecks(Input, findings, []).Apply(project);
            new ComposeAdvice(findings).Apply(project);
        }

        WriteObject(Judged(findings).OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line).ThenBy(finding => finding.Column), enumerateCollection: true);
    }
}
