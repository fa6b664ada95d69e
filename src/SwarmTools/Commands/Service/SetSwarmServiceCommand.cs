using System.Management.Automation;

namespace SwarmTools.Commands;

/// <summary>Changes services and waits until they have converged. What is not named stays as it is.</summary>
/// <remarks>-X replaces the whole list, -AddX and -RemoveX change a part of it; what is removed goes first.</remarks>
[Cmdlet(VerbsCommon.Set, "SwarmService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmService))]
public sealed class SetSwarmServiceCommand : ServiceEditCmdlet
{
    /// <summary>Changes a service although the addresses of its networks do not suffice.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool GuardsAddresses => !Force;

    private protected override void Process()
    {
        Change(Name, Image is null ? "Change" : $"Change to image '{Image}'", Known, DecideAsync);
        WriteWarnings();
    }
}
