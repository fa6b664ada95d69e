using System.Management.Automation;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;

namespace SwarmTools.Commands;

/// <summary>Replaces the key that managers ask for after their restart, and returns the new one. A manager that was off meanwhile may still ask for the old one: keep it for a while.</summary>
[Cmdlet(VerbsCommon.Reset, "SwarmUnlockKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmUnlockKey), typeof(string))]
public sealed class ResetSwarmUnlockKeyCommand : UnlockKeyCmdlet
{
    private protected override void Process()
    {
        LiveConnection live = Meant;
        if (ShouldProcess(live.SwarmName, "Replace the unlock key"))
        {
            Await(stop => new ClusterOperations(live.Engine).Swarm.RotateAsync(SwarmRotation.UnlockKey, stop));
            WriteKey(live);
        }
    }
}
