using System;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Nodes;
using SwarmTools.Parameters;

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
        EngineDescription info = Ask(live, static (engine, stop) => engine.InfoAsync(stop));
        LiveConnection manager = Manager is null ? Live : Open(Manager.Settings);
        SwarmNode node = Ask(manager, static (engine, stop) => engine.ListNodesAsync(stop)).FirstOrDefault(other => other.Id == info.NodeId && info.NodeId.Length > 0)
            ?? throw new SwarmException(ErrorId.NodeNotFound, $"The engine at '{live.Connection.Name}' is no node of {manager.SwarmName}. Name a manager of its swarm with -Manager.");
        if (manager == live || Ask(manager, static (engine, stop) => engine.InfoAsync(stop)).NodeId == node.Id)
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"The node '{node.Name}' cannot take itself off the list. Name another manager with -Manager.");
        }

        ClusterOperations operations = new(manager.Engine);
        if (node.Role == SwarmNodeRole.Manager)
        {
            Await(stop => operations.NodeRemover.DemoteAsync(node, Force, Timeout, stop));
        }

        Await(stop => live.Engine.LeaveAsync(Force, stop));
        Await(stop => operations.Nodes.WaitAsync(node, now => now.State == SwarmNodeState.Down, "is not down, although its engine left", Timeout, stop));
        Await(stop => operations.NodeRemover.RemoveAsync(node, force: false, Timeout, stop));
    }
}
