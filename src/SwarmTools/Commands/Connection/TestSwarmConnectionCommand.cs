using System.Management.Automation;
using SwarmTools.Connections;
using SwarmTools.Infrastructure;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>Tries a connection and reports what answered; an engine that does not answer is a finding, not an error.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SwarmConnection", DefaultParameterSetName = ByHost)]
[OutputType(typeof(SwarmConnectionReport), typeof(bool))]
public sealed class TestSwarmConnectionCommand : EndpointCmdlet
{
    /// <summary>Returns only whether a manager answered that can serve all cmdlets.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void Process()
    {
        ConnectionSettings settings = Named() ?? ConnectionStore.Current.Default?.Connection.Settings ?? OfEnvironment();
        SwarmConnectionReport report = Await(async stop =>
        {
            // A connection of its own, so that nothing already open hides a fault.
            using Engine.ISwarmEngine engine = EngineConnector.Open(settings);
            return await new ConnectionProbe(engine, SystemClock.Instance).RunAsync(settings, stop).ConfigureAwait(false);
        });
        WriteObject(Quiet ? report.IsManager && report.HasLeader == true : report);
    }
}
