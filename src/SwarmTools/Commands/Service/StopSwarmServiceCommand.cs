using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Parameters;
using SwarmTools.Specs;

namespace SwarmTools.Commands;

/// <summary>Stops all tasks of services and waits for their end. A service remembers how many it had, in a label; a global one gets a constraint that no node meets.</summary>
[Cmdlet(VerbsLifecycle.Stop, "SwarmService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmService))]
public sealed class StopSwarmServiceCommand : ServiceChangeCmdlet
{
    /// <summary>Names, ids or services; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    private protected override void Process() => Change(Name, "Stop", _ =>
    {
        SpecEdits edits = new();
        edits.Add(StopEdits.Stop("-Name"));
        return edits;
    });
}
