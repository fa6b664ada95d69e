using System.Linq;
using System.Management.Automation;
using SwarmTools.Registries;
using SwarmTools.Stacks;

namespace SwarmTools.Commands;

/// <summary>
/// Compares the files of a stack with what the swarm has, field by field, also in what somebody changed by hand. Returns what Publish-SwarmStack -Prune
/// would change; nothing where both are the same. Nothing is written.
/// </summary>
[Cmdlet(VerbsData.Compare, "SwarmStack", DefaultParameterSetName = ByPath)]
[OutputType(typeof(SwarmStackChange), typeof(bool))]
public sealed class CompareSwarmStackCommand : StackCmdlet
{
    /// <summary>Returns whether both are the same.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void End()
    {
        if (Prepare(prunes: true, ImageResolving.Never, _ => new(new NoLogins(), RegistrySending.Nothing)) is not { } prepared)
        {
            return;
        }

        if (prepared.Plan.Refusal is { } refusal)
        {
            WriteWarning(refusal.Message);
        }

        if (Quiet)
        {
            WriteObject(prepared.Plan.IsEmpty);
            return;
        }

        WriteObject(prepared.Plan.Steps.Where(step => !step.IsKept).Select(step => step.Change), enumerateCollection: true);
    }
}
