using System.Management.Automation;
using System.Net;
using System.Security;
using SwarmTools.Engine;
using SwarmTools.Parameters;

namespace SwarmTools.Infrastructure;

/// <summary>A cmdlet that returns the tokens that other engines join the swarm with.</summary>
public abstract class JoinTokenCmdlet : ConnectedCmdlet
{
    private protected JoinTokenCmdlet()
    {
    }

    /// <summary>The swarms or connections whose tokens are meant; without any, the connection of the session.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    [SwarmPlace]
    public SwarmConnection? InputObject { get; set; }

    /// <summary>The roles; the default is both.</summary>
    [Parameter(Position = 0)]
    [ValidateSet(nameof(SwarmNodeRole.Worker), nameof(SwarmNodeRole.Manager))]
    [Word(typeof(SwarmNodeRole))]
    public SwarmNodeRole[] Role { get; set; } = [SwarmNodeRole.Worker, SwarmNodeRole.Manager];

    /// <summary>Returns the tokens as readable text. Whoever reads one can join the swarm.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    private protected LiveConnection Meant => InputObject is null ? Live : Open(InputObject.Settings);

    private protected void WriteTokens(LiveConnection live)
    {
        SwarmJoinTokens tokens = Ask(live, static (engine, stop) => engine.JoinTokensAsync(stop));
        EngineDescription info = Ask(live, static (engine, stop) => engine.InfoAsync(stop));
        foreach (SwarmNodeRole role in Role)
        {
            SecureString token = role == SwarmNodeRole.Manager ? tokens.Manager : tokens.Worker;
            WriteObject(AsPlainText
                ? new NetworkCredential("", token).Password
                : new SwarmJoinToken { Role = role, Token = token, ManagerAddresses = info.ManagerAddresses, Connection = live.Connection });
        }
    }
}
