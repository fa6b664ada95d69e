using System.Management.Automation;
using SwarmTools.Infrastructure;

namespace SwarmTools.Commands;

/// <summary>Makes the engine leave its swarm.</summary>
[Cmdlet(VerbsCommon.Exit, "Swarm", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class ExitSwarmCommand : ConnectedCmdlet
{
    /// <summary>Connections to the engines that leave; without any, the connection of the session.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public SwarmConnection? InputObject { get; set; }

    /// <summary>Leaves although the engine is a manager. When the last manager leaves, the swarm and all it holds is gone.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process()
    {
        LiveConnection live = LiveOfOne(InputObject);
        if (ShouldProcess($"engine at '{live.Connection.Name}'", "Leave the swarm"))
        {
            Await(stop => live.Engine.LeaveAsync(Force, stop));
        }
    }
}
