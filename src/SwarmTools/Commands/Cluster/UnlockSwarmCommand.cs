using System.Management.Automation;
using System.Security;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Unlocks managers that were restarted, with the key of their swarm, and waits until they take part again.</summary>
[Cmdlet(VerbsCommon.Unlock, "Swarm", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class UnlockSwarmCommand : ConnectedCmdlet
{
    /// <summary>The key, as Get-SwarmUnlockKey returns it, or a SecureString.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    [UnlockKey]
    public SecureString UnlockKey { get; set; } = new();

    /// <summary>Connections to the managers; without any, the connection of the session.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public SwarmConnection? InputObject { get; set; }

    private protected override void Process()
    {
        LiveConnection live = LiveOfOne(InputObject);
        if (ShouldProcess($"engine at '{live.Connection.Name}'", "Unlock"))
        {
            Await(stop => live.Engine.UnlockAsync(UnlockKey, stop));
            Await(stop => new Patience(Time.SystemClock.Instance).AskAsync(live.Engine.InspectSwarmAsync, stop));
        }
    }
}
