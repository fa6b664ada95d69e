using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Nodes;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Cluster;

/// <summary>Lets an engine join a swarm, and waits until the managers take it for ready.</summary>
/// <param name="engine">What the engine that joins says of itself.</param>
/// <param name="joining">The engine that joins.</param>
/// <param name="clock">The clock.</param>
internal sealed class SwarmJoiner(ISystemApi engine, ISwarmApi joining, IClock clock)
{
    /// <summary>How long joining may take; the engine itself says after 20 seconds that it goes on by itself.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Joins, and waits until the engine is a node.</summary>
    /// <returns>The id of the node.</returns>
    /// <exception cref="SwarmException"><c>SwarmExists</c>, <c>JoinFailed</c>.</exception>
    public async Task<string> JoinAsync(JoinDefinition definition, TimeSpan timeout, CancellationToken stop)
    {
        Deadline deadline = new(clock, timeout);
        try
        {
            await joining.JoinAsync(definition, stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.EngineMessage.Contains("will continue in the background"))
        {
            // After 20 seconds the engine says that it goes on by itself.
        }

        while (true)
        {
            EngineDescription info = await engine.InfoAsync(stop).ConfigureAwait(false);
            if (info is { SwarmState: SwarmLocalState.Active, NodeId.Length: > 0 })
            {
                return info.NodeId;
            }

            if (deadline.IsOver)
            {
                throw new SwarmException(
                    ErrorId.JoinFailed,
                    $"The engine '{info.HostName}' is no node after {SwarmText.Duration(timeout)}; its state is {info.SwarmState}{(info.SwarmError.Length > 0 ? $" ({ConsoleText.Neutralise(info.SwarmError)})" : "")}. " +
                    $"It must reach a manager at {string.Join(", ", definition.RemoteAddresses)}, and the managers it. It goes on trying; Exit-Swarm -Force ends that.");
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until a manager takes the node for ready, and gives it labels.</summary>
    /// <param name="manager">The nodes, as a manager sees them.</param>
    /// <param name="id">The id of the node.</param>
    /// <param name="change">What is to become of it then.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="SwarmException"><c>NodeTimedOut</c>.</exception>
    public async Task<SwarmNode> FinishAsync(INodeApi manager, string id, NodeChange change, TimeSpan timeout, CancellationToken stop)
    {
        NodeUpdater updater = new(manager, clock);
        Deadline deadline = new(clock, timeout);
        SwarmNode? node;
        while ((node = (await Patience.Until(clock, deadline).AskAsync(manager.ListNodesAsync, stop).ConfigureAwait(false)).FirstOrDefault(other => other.Id == id)) is null)
        {
            if (deadline.IsOver)
            {
                throw new SwarmException(ErrorId.NodeTimedOut, $"The engine joined as the node {id}, which the swarm of the manager does not have after {SwarmText.Duration(timeout)}. Is the token one of that swarm?");
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }

        bool isManager = node.Role == SwarmNodeRole.Manager;
        node = await updater.WaitAsync(
            node, now => now.State == SwarmNodeState.Ready && (!isManager || now.Reachability == SwarmReachability.Reachable), "is not ready", timeout, stop).ConfigureAwait(false);
        return (await updater.ChangeAsync(node, change, require: null, stop).ConfigureAwait(false)).Node;
    }
}
