using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Nodes;

/// <summary>Makes an engine leave its swarm, and a manager that stays take its node off the list.</summary>
/// <param name="leaving">The engine that leaves, which is called <paramref name="name"/>.</param>
/// <param name="name">What the user calls that engine.</param>
/// <param name="manager">A manager that stays.</param>
/// <param name="clock">The clock.</param>
internal sealed class SwarmLeaver(ISwarmEngine leaving, string name, ISwarmEngine manager, IClock clock)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Leaves: a manager is made a worker before, where the others can do without it, and the node is removed when it is down.</summary>
    /// <param name="swarm">What the user calls the swarm of the manager.</param>
    /// <param name="force">Whether it leaves although too few managers may be left.</param>
    /// <param name="timeout">How long to wait at most for each step.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="SwarmException"><c>NodeNotFound</c>, <c>OptionInvalid</c> for a manager that is the node itself, <c>QuorumAtRisk</c>, <c>NodeTimedOut</c>.</exception>
    public async Task LeaveAsync(string swarm, bool force, TimeSpan timeout, CancellationToken stop)
    {
        SwarmNode node = await FindAsync(swarm, stop).ConfigureAwait(false);
        NodeUpdater nodes = new(manager, clock);
        NodeRemover remover = new(manager, nodes, clock);
        if (node.Role == SwarmNodeRole.Manager)
        {
            await remover.DemoteAsync(node, force, timeout, stop).ConfigureAwait(false);
            await WaitForWorkerAsync(timeout, stop).ConfigureAwait(false);
        }

        await leaving.LeaveAsync(force, stop).ConfigureAwait(false);
        await nodes.WaitAsync(node, now => now.State == SwarmNodeState.Down, "is not down, although its engine left", timeout, stop).ConfigureAwait(false);
        await remover.RemoveAsync(node, force: false, timeout, stop).ConfigureAwait(false);
    }

    private async Task<SwarmNode> FindAsync(string swarm, CancellationToken stop)
    {
        EngineDescription own = await leaving.InfoAsync(stop).ConfigureAwait(false);
        IReadOnlyList<SwarmNode> all = await manager.ListNodesAsync(stop).ConfigureAwait(false);
        SwarmNode node = all.FirstOrDefault(other => other.Id == own.NodeId && own.NodeId.Length > 0)
            ?? throw new SwarmException(ErrorId.NodeNotFound, $"The engine at '{name}' is no node of {swarm}. Name a manager of its swarm with -Manager.");
        return (await manager.InfoAsync(stop).ConfigureAwait(false)).NodeId != node.Id
            ? node
            : throw new SwarmException(ErrorId.OptionInvalid, $"The node '{node.Name}' cannot take itself off the list. Name another manager with -Manager.");
    }

    // The managers count it no more a moment before the engine itself hears of it; until then it refuses to leave.
    private async Task WaitForWorkerAsync(TimeSpan timeout, CancellationToken stop)
    {
        Deadline deadline = new(clock, timeout);
        while ((await leaving.InfoAsync(stop).ConfigureAwait(false)).IsManager)
        {
            if (deadline.IsOver)
            {
                throw new SwarmException(ErrorId.NodeTimedOut, $"After {SwarmText.Duration(timeout)} the engine at '{name}' still takes itself for a manager. It was made a worker, and has not left yet; try again.");
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }
    }
}
