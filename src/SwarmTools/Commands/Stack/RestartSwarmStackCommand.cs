using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Specs;

namespace SwarmTools.Commands;

/// <summary>Replaces all tasks of all services of stacks by new ones, a few at a time as each service's update policy says, and waits for the end. Jobs run once more.</summary>
[Cmdlet(VerbsLifecycle.Restart, "SwarmStack", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmRolloutResult), typeof(SwarmService))]
public sealed class RestartSwarmStackCommand : ServiceChangeCmdlet
{
    /// <summary>Names or stacks; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmStack))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(StackNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    private protected override void Process() => ForEachTarget(Name, name => Change(
        ServicesOf(name).Select(SwarmReference.To),
        "Restart",
        _ => new(),
        (updater, service, _, stop) => updater.EditAsync(service.Id, [ServiceOptions.ForceUpdate("-Name")], login: null, Timeout, stop)));

    private protected override void Report(SwarmRolloutResult result, LiveConnection live) => WriteObject(result);
}
