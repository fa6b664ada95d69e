using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Nodes;

/// <summary>Whether managers can still agree when some of them are managers no more. Pure.</summary>
/// <remarks>More than half of all managers must reach each other (raft); what is left of a swarm that lost them cannot be changed, not even repaired, but by force.</remarks>
internal static class QuorumGuard
{
    /// <summary>How many of some managers must reach each other.</summary>
    public static int Needed(int managers) => (managers / 2) + 1;

    /// <summary>Refuses what would leave too few managers that answer.</summary>
    /// <param name="all">All nodes.</param>
    /// <param name="leaving">The ids of those that are managers no more.</param>
    /// <param name="doing">What would do that, such as "Making a worker of 'm2'".</param>
    /// <exception cref="SwarmException"><c>QuorumAtRisk</c>.</exception>
    public static void Require(IReadOnlyList<SwarmNode> all, IReadOnlyCollection<string> leaving, string doing)
    {
        SwarmNode[] managers = [.. all.Where(node => node.Role == SwarmNodeRole.Manager)];
        SwarmNode[] staying = [.. managers.Where(node => !leaving.Contains(node.Id))];
        if (staying.Length == managers.Length)
        {
            return;
        }

        int answering = staying.Count(IsReached);
        if (staying.Length == 0)
        {
            throw new SwarmException(ErrorId.QuorumAtRisk, $"{doing} would take the last manager away, and with it all that the swarm holds. Make a manager of another node first (Set-SwarmNode -Role Manager).");
        }

        if (answering < Needed(staying.Length))
        {
            throw new SwarmException(
                ErrorId.QuorumAtRisk,
                $"{doing} would leave {staying.Length} {(staying.Length == 1 ? "manager" : "managers")}, of which {Needed(staying.Length)} must answer and {answering} {(answering == 1 ? "does" : "do")}: nothing could be changed any more. Bring managers back first, or use -Force.");
        }
    }

    /// <summary>How many more managers may fail before nothing can be changed.</summary>
    public static int MarginOf(IReadOnlyList<SwarmNode> all)
    {
        SwarmNode[] managers = [.. all.Where(node => node.Role == SwarmNodeRole.Manager)];
        return managers.Count(IsReached) - Needed(managers.Length);
    }

    private static bool IsReached(SwarmNode manager) => manager.Reachability == SwarmReachability.Reachable && manager.Answers;
}
