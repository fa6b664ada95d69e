using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;
using SwarmTools.Parameters;
using SwarmTools.Stacks;

namespace SwarmTools.Commands;

/// <summary>
/// Looks for errors in compose files, for keys that have no effect in a swarm, and for what could be better. Returns findings, each with its place;
/// none for files with which all is well.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "SwarmStackFile", DefaultParameterSetName = ByPath)]
[OutputType(typeof(SwarmStackFinding))]
public sealed class TestSwarmStackFileCommand : StackFileCmdlet
{
    /// <summary>Values that Publish-SwarmStack will be given: a hashtable of secrets' keys in the file, each with a SecureString. What the file says of those secrets is not looked at.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary SecretValue { get; set; } = new Hashtable();

    private protected override void End()
    {
        List<SwarmStackFinding> findings = [];
        string[] given = [.. SecretValues.Of(SecretValue, "-SecretValue").Keys];
        if (Read(findings) is { } project)
        {
            StackContents.RequireUse(given, project.Names("secrets"));
            new ComposeChecks(Input, findings, given).Apply(project);
            new ComposeAdvice(findings).Apply(project);
        }

        WriteObject(Judged(findings).OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line).ThenBy(finding => finding.Column), enumerateCollection: true);
    }
}
