using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Time;

namespace SwarmTools.Nodes;

/// <summary>Takes nodes off the list of a swarm. A manager is made a worker first, where the others can do without it.</summary>
internal sealed class NodeRemover(INodeApi nodes, NodeUpdater updater, IClock clock)
{
    private readonly Patience _patience = new(clock);

    /// <param name="node">The node.</param>
    /// <param name="force">Whether it goes although it is not down, and although too few managers may be left.</param>
    /// <param name="timeout">How long to wait at most for a manager to be one no more.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="SwarmException"><c>NodeInUse</c>, <c>QuorumAtRisk</c>, <c>NodeTimedOut</c>.</exception>
    public async Task RemoveAsync(SwarmNode node, bool force, TimeSpan timeout, CancellationToken stop)
    {
        IReadOnlyList<SwarmNode> all = await _patience.AskAsync(nodes.ListNodesAsync, stop).ConfigureAwait(false);
        SwarmNode? now = all.FirstOrDefault(other => other.Id == node.Id);
        if (now is null)
        {
            return;
        }

        if (!force && now.State is not SwarmNodeState.Down)
        {
            throw new SwarmException(ErrorId.NodeInUse, $"The node '{now.Name}' is {now.State}: only one that is down can be removed. Let its engine leave first (Exit-Swarm on a connection to it), or use -Force.");
        }

        if (now.Role == SwarmNodeRole.Manager)
        {
            await DemoteAsync(now, force, timeout, stop).ConfigureAwait(false);
        }

        try
        {
            await _patience.AskAsync(late => nodes.RemoveNodeAsync(now.Id, now.Name, force, late), stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.NodeNotFound))
        {
            // A request whose answer was lost, or somebody else.
        }
    }

    /// <summary>Makes a worker of a manager, and waits until the managers take it for none.</summary>
    /// <exception cref="SwarmException"><c>QuorumAtRisk</c>, <c>NodeTimedOut</c>.</exception>
    public async Task DemoteAsync(SwarmNode node, bool force, TimeSpan timeout, CancellationToken stop)
    {
        Action<IReadOnlyList<SwarmNode>>? guard = force ? null : all => QuorumGuard.Require(all, [node.Id], $"Taking the manager '{node.Name}' away");
        await updater.ChangeAsync(node, new() { Role = SwarmNodeRole.Worker }, guard, stop).ConfigureAwait(false);
        // The role is wished at once, and played when its certificate says so: until then it counts.
        await updater.WaitAsync(node, now => now.Reachability == SwarmReachability.None, "still counts as a manager", timeout, stop).ConfigureAwait(false);
    }
}
