using System.Management.Automation;
using SwarmTools.Connections;
using SwarmTools.Infrastructure;

namespace SwarmTools.Commands;

/// <summary>Opens a connection and makes it the default of the session.</summary>
[Cmdlet(VerbsCommunications.Connect, "Swarm", DefaultParameterSetName = ByHost)]
[OutputType(typeof(SwarmConnection))]
public sealed class ConnectSwarmCommand : EndpointCmdlet
{
    /// <summary>Returns the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        LiveConnection live = Open(Named() ?? OfEnvironment());
        Describe(live);
        ConnectionStore.Current.Choose(live);
        WriteVerbose($"Connected to '{live.Connection.Name}' ({live.Connection.Source}), engine {live.Connection.EngineVersion}.");
        if (live.Connection is { SwarmState: SwarmLocalState.Active, Role: SwarmNodeRole.Worker })
        {
            WriteWarning($"The engine at '{live.Connection.Name}' is a worker, and only managers answer questions about the swarm. Connect to a manager.");
        }

        if (PassThru)
        {
            WriteObject(live.Connection.With(isDefault: true));
        }
    }
}
