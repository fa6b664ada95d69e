using System;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Nodes;
using SwarmTools.Parameters;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>Makes the engine leave its swarm; with -RemoveNode also takes the node off the list of the swarm.</summary>
[Cmdlet(VerbsCommon.Exit, "Swarm", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class ExitSwarmCommand : ConnectedCmdlet
{
    /// <summary>Connections to the engines that leave; without any, the connection of the session.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public SwarmConnection? InputObject { get; set; }

    /// <summary>Leaves although the engine is a manager, and with -RemoveNode although too few managers may be left. When the last manager leaves, the swarm and all it holds is gone.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Takes the node off the list of the swarm when its engine has left. A manager is made a worker before, where the others can do without it.</summary>
    [Parameter]
    public SwitchParameter RemoveNode { get; set; }

    /// <summary>A connection to a manager that stays, for -RemoveNode. The default is the connection of the session.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public SwarmConnection? Manager { get; set; }

    /// <summary>How long to wait at most, with -RemoveNode, for each step. The default is 2 minutes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = NodeUpdater.DefaultTimeout;

    private protected override void Process()
    {
        LiveConnection live = LiveOfOne(InputObject);
        if (!ShouldProcess($"engine at '{live.Connection.Name}'", "Leave the swarm"))
        {
            return;
        }

        if (RemoveNode)
        {
            LeaveAndRemove(live);
        }
        else
        {
            Await(stop => live.Engine.LeaveAsync(Force, stop));
        }
    }

    private void LeaveAndRemove(LiveConnection live)
    {
        LiveConnection manager = Manager is null ? Live : Open(Manager.Settings);
        SwarmLeaver leaver = new(live.Engine, live.Connection.Name, manager.Engine, SystemClock.Instance);
        Await(stop => leaver.LeaveAsync(manager.SwarmName, Force, Timeout, stop));
    }
}
