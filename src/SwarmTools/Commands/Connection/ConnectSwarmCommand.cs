using System;
using System.Management.Automation;
using SwarmTools.Connections;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>Opens a connection and makes it the default of the session.</summary>
[Cmdlet(VerbsCommunications.Connect, "Swarm", DefaultParameterSetName = ByHost)]
[OutputType(typeof(SwarmConnection))]
public sealed class ConnectSwarmCommand : EndpointCmdlet
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(4);

    /// <summary>Returns the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        ConnectionSettings settings = Named() ?? OfEnvironment();
        LiveConnection live = Open(settings);
        if (settings.Endpoints.Count > 1)
        {
            RequireOneSwarm(settings);
        }

        TryDescribe(live);
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

    private void RequireOneSwarm(ConnectionSettings settings)
    {
        try
        {
            Await(stop => new ManagerCheck(EngineConnector.Open).RequireOneSwarmAsync(settings, stop));
        }
        catch
        {
            // Whatever it was: what was not connected to does not stay among the open connections.
            ConnectionStore.Current.Close(settings);
            throw;
        }
    }

    // A manager whose swarm has no leader says for 20 seconds nothing of it.
    private void TryDescribe(LiveConnection live)
    {
        try
        {
            EngineDescription info = Await(stop => new Patience(SystemClock.Instance, s_patience).SendAsync(live.Engine.InfoAsync, stop));
            live.Connection = live.Connection.With(info);
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.EngineUnreachable))
        {
            // One that was connected to before may be gone since.
            Await(live.Engine.PingAsync);
            WriteWarning($"The engine at '{live.Connection.Name}' answers, but does not tell of its swarm: that may have no leader. See Test-SwarmConnection.");
        }
    }
}
