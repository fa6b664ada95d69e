using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Specs;

namespace SwarmTools.Commands;

/// <summary>Replaces all tasks of services by new ones, a few at a time as their update policy says, and waits for the end.</summary>
[Cmdlet(VerbsLifecycle.Restart, "SwarmService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmRolloutResult), typeof(SwarmService))]
public sealed class RestartSwarmServiceCommand : ServiceChangeCmdlet
{
    /// <summary>Names, ids or services; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    private protected override void Process() => Change(Name, "Restart", _ =>
    {
        SpecEdits edits = new();
        edits.Add(ServiceOptions.ForceUpdate("-Name"));
        return edits;
    });

    private protected override void Report(SwarmRolloutResult result, LiveConnection live) => WriteObject(result);
}
