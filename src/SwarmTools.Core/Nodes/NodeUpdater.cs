using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Nodes;

/// <summary>Changes nodes. Where somebody else was faster, the change is made on what they wrote.</summary>
internal sealed class NodeUpdater(INodeApi nodes, IClock clock)
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(2);

    /// <summary>How often somebody else may be faster; a node's own reports count up its version too.</summary>
    private const int Attempts = 20;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private readonly Patience _patience = new(clock);

    /// <summary>Changes a node; nothing is sent where it is as wished already.</summary>
    /// <param name="node">The node.</param>
    /// <param name="change">What is to become of it.</param>
    /// <param name="require">Throws where the change is not to be made on the nodes as they are just before it; null for nothing.</param>
    /// <param name="stop">Ends the requests.</param>
    /// <returns>The node as it is then, and whether anything was sent.</returns>
    /// <exception cref="SwarmException"><c>NodeNotFound</c>, <c>UpdateOutOfSequence</c>, and what <paramref name="require"/> throws.</exception>
    public async Task<(SwarmNode Node, bool IsChanged)> ChangeAsync(SwarmNode node, NodeChange change, Action<IReadOnlyList<SwarmNode>>? require, CancellationToken stop)
    {
        bool isChanged = false;
        for (int attempt = 1; ; attempt++)
        {
            IReadOnlyList<SwarmNode> all = await _patience.AskAsync(nodes.ListNodesAsync, stop).ConfigureAwait(false);
            SwarmNode now = Find(all, node);
            if (change.IsNothingFor(now))
            {
                return (now, isChanged);
            }

            require?.Invoke(all);
            try
            {
                await _patience.SendAsync(late => SendAsync(now, change, late), stop).ConfigureAwait(false);
                isChanged = true;
            }
            catch (SwarmException failure) when ((failure.Is(ErrorId.UpdateOutOfSequence) || failure is { MayBeDone: true, IsLasting: false }) && attempt < Attempts)
            {
                isChanged |= failure.MayBeDone;
                // Read once more: it may have been taken all the same.
                await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether a node plays a role: wished at once, it is played when the node's certificate says so and the managers reach it.</summary>
    public static bool Plays(SwarmNode node, SwarmNodeRole role) =>
        node.Role == role && (role == SwarmNodeRole.Manager ? node.Reachability == SwarmReachability.Reachable : node.Reachability == SwarmReachability.None);

    /// <summary>Waits until a node is as wished.</summary>
    /// <param name="node">The node.</param>
    /// <param name="isSo">What is wished.</param>
    /// <param name="what">How to say that it is not so.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="SwarmException"><c>NodeTimedOut</c>.</exception>
    public async Task<SwarmNode> WaitAsync(SwarmNode node, Func<SwarmNode, bool> isSo, string what, TimeSpan timeout, CancellationToken stop)
    {
        Deadline deadline = new(clock, timeout);
        while (true)
        {
            SwarmNode now = Find(await Patience.Until(clock, deadline).AskAsync(nodes.ListNodesAsync, stop).ConfigureAwait(false), node);
            if (isSo(now))
            {
                return now;
            }

            if (deadline.IsOver)
            {
                throw new SwarmException(ErrorId.NodeTimedOut, $"After {SwarmText.Duration(timeout)} the node '{now.Name}' {what}. Its state is {now.State}{(now.StateMessage.Length > 0 ? $" ({ConsoleText.Neutralise(now.StateMessage)})" : "")}.");
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }
    }

    private async Task<bool> SendAsync(SwarmNode node, NodeChange change, CancellationToken stop)
    {
        await nodes.UpdateNodeAsync(node, change.AppliedTo(node), stop).ConfigureAwait(false);
        return true;
    }

    private static SwarmNode Find(IReadOnlyList<SwarmNode> all, SwarmNode node) =>
        all.FirstOrDefault(other => other.Id == node.Id) ?? throw new SwarmException(ErrorId.NodeNotFound, $"The node '{node.Name}' ({node.Id}) is not in the swarm any more.");
}
