using System;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Diagnostics;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>Looks for what is not well in the swarm, or may soon not be: managers, nodes, certificates, clocks, services, tasks, and what nobody uses. Returns findings with evidence and remedy; none where all is well.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Swarm")]
[OutputType(typeof(SwarmHealthFinding), typeof(string))]
public sealed class TestSwarmCommand : ConnectedCmdlet
{
    /// <summary>The swarms or connections that are meant; without any, the connection of the session.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [SwarmPlace]
    public SwarmConnection? InputObject { get; set; }

    /// <summary>The least severity that is returned. The default is Advice: all.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmHealthSeverity.Advice), nameof(SwarmHealthSeverity.Warning), nameof(SwarmHealthSeverity.Critical))]
    [Word(typeof(SwarmHealthSeverity))]
    public SwarmHealthSeverity Severity { get; set; } = SwarmHealthSeverity.Advice;

    /// <summary>JUnit returns one text for pipelines that show test results, in which warnings and worse are failures. The default is objects.</summary>
    [Parameter]
    [ValidateSet("Object", "JUnit")]
    public string OutputFormat { get; set; } = "Object";

    private protected override void Process()
    {
        LiveConnection live = InputObject is null ? Live : Open(InputObject.Settings);
        SwarmSnapshot seen = Await(new SwarmSnapshotReader(live.Engine, SystemClock.Instance).ReadAsync);
        SwarmHealthFinding[] findings = [.. new SwarmHealth(seen).Find().Where(finding => finding.Severity >= Severity)];
        foreach (SwarmHealthFinding finding in findings)
        {
            finding.Connection = live.Connection;
        }

        if (OutputFormat.Equals("JUnit", StringComparison.OrdinalIgnoreCase))
        {
            WriteObject(JUnitReport.Write(live.Connection.Name, findings));
        }
        else
        {
            WriteObject(findings, enumerateCollection: true);
        }
    }
}
