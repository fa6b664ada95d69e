using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;
using SwarmTools.Infrastructure;

namespace SwarmTools.Commands;

/// <summary>
/// Reads compose files, merges them with what they include and extend, fills in variables, and returns what they say together. What has no effect in a
/// swarm is a warning, what is wrong an error, each with its place; after an error nothing is returned.
/// </summary>
[Cmdlet(VerbsDiagnostic.Resolve, "SwarmStackFile", DefaultParameterSetName = ByPath)]
[OutputType(typeof(SwarmStackProject), typeof(string))]
public sealed class ResolveSwarmStackFileCommand : StackFileCmdlet
{
    /// <summary>Returns the text that docker stack config would write.</summary>
    [Parameter]
    public SwitchParameter AsYaml { get; set; }

    private protected override void End()
    {
        List<SwarmStackFinding> findings = [];
        ComposeMapping? project = Read(findings);
        if (Report(Judged(findings)) && project is not null)
        {
            string Write() => EngineConnector.Yaml().Write(DockerForm.Of(project));
            WriteObject(AsYaml ? Write() : ComposeView.Of(project, Write, Input));
        }
    }
}
