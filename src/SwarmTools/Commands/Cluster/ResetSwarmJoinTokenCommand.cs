using System.Linq;
using System.Management.Automation;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;

namespace SwarmTools.Commands;

/// <summary>Replaces the tokens that other engines join the swarm with, and returns the new ones. Nodes that joined stay; the old tokens are worth nothing any more.</summary>
[Cmdlet(VerbsCommon.Reset, "SwarmJoinToken", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmJoinToken), typeof(string))]
public sealed class ResetSwarmJoinTokenCommand : JoinTokenCmdlet
{
    private protected override void Process()
    {
        LiveConnection live = Meant;
        if (!ShouldProcess(live.SwarmName, $"Replace the join {(Role.Length == 1 ? $"token of the role {Role[0]}" : "tokens")}"))
        {
            return;
        }

        SwarmRotation rotation = Role.Aggregate(SwarmRotation.None, (all, role) => all | (role == SwarmNodeRole.Manager ? SwarmRotation.ManagerToken : SwarmRotation.WorkerToken));
        Await(stop => new ClusterOperations(live.Engine).Swarm.RotateAsync(rotation, stop));
        WriteTokens(live);
    }
}
