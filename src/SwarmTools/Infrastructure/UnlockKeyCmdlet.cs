using System.Management.Automation;
using System.Net;
using System.Security;
using SwarmTools.Parameters;

namespace SwarmTools.Infrastructure;

/// <summary>A cmdlet that returns the key that managers ask for after their restart.</summary>
public abstract class UnlockKeyCmdlet : ConnectedCmdlet
{
    private protected UnlockKeyCmdlet()
    {
    }

    /// <summary>The swarms or connections whose key is meant; without any, the connection of the session.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [SwarmPlace]
    public SwarmConnection? InputObject { get; set; }

    /// <summary>Returns the key as readable text, to be kept where the managers are not. Whoever reads it can read what the swarm holds from a manager's disk.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    private protected LiveConnection Meant => InputObject is null ? Live : Open(InputObject.Settings);

    /// <exception cref="SwarmException"><c>NotLocked</c>.</exception>
    private protected void WriteKey(LiveConnection live)
    {
        SecureString key = Ask(live, static (engine, stop) => engine.UnlockKeyAsync(stop));
        if (key.Length == 0)
        {
            throw new SwarmException(ErrorId.NotLocked, $"{live.SwarmName} has no unlock key: its managers do not ask for one. Set-Swarm -AutoLock $true changes that.");
        }

        WriteObject(AsPlainText ? new NetworkCredential("", key).Password : new SwarmUnlockKey { Key = key, Connection = live.Connection });
    }
}
