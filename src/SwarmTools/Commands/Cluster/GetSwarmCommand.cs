using System.Management.Automation;
using SwarmTools.Infrastructure;

namespace SwarmTools.Commands;

/// <summary>Gets the swarm: its id, its settings, how many nodes and managers it has.</summary>
[Cmdlet(VerbsCommon.Get, "Swarm")]
[OutputType(typeof(Swarm))]
public sealed class GetSwarmCommand : ConnectedCmdlet
{
    /// <summary>Connections to the swarms; without any, the connection of the session.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public SwarmConnection? InputObject { get; set; }

    private protected override void Process()
    {
        LiveConnection live = InputObject is null ? Live : Open(InputObject.Settings);
        Swarm swarm = Ask(live, static (engine, stop) => engine.InspectSwarmAsync(stop));
        WriteObject(Attach([swarm], live), enumerateCollection: true);
    }
}
