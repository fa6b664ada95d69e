using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Parameters;
using SwarmTools.Specs;

namespace SwarmTools.Commands;

/// <summary>Starts services that Stop-SwarmService stopped, with as many tasks as they had, and waits until they have converged.</summary>
[Cmdlet(VerbsLifecycle.Start, "SwarmService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmService))]
public sealed class StartSwarmServiceCommand : ServiceChangeCmdlet
{
    /// <summary>Names, ids or services; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    private protected override void Process() => Change(Name, "Start", _ =>
    {
        SpecEdits edits = new();
        edits.Add(StopEdits.Start("-Name"));
        return edits;
    });
}
