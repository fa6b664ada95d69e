using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;

namespace SwarmTools.Commands;

/// <summary>Closes connections: those given, or all of the session.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Swarm")]
[OutputType(typeof(void))]
public sealed class DisconnectSwarmCommand : SwarmCmdlet
{
    /// <summary>The connections to close. Without any, all of the session are closed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public SwarmConnection[]? Connection { get; set; }

    private protected override void Process()
    {
        ConnectionStore store = ConnectionStore.Current;
        foreach (SwarmConnection connection in Connection ?? [.. store.Open.Select(live => live.Connection)])
        {
            store.Close(connection.Settings);
        }
    }
}
