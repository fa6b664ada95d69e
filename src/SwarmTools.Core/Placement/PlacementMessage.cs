using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Placement;

/// <summary>What the engine says of a task that no node can take, word by word (swarmkit, manager/scheduler: Pipeline.Explain and noSuitableNode). Pure.</summary>
internal static class PlacementMessage
{
    private const string Opening = "no suitable node (";

    /// <summary>For a task that may go to any node: each node counts once, for the first filter that refused it; what refused most is told first, and the filters' own order decides between equals.</summary>
    public static string OfAll(IEnumerable<SwarmPlacementFilter> refusals) => $"{Opening}{Explained(refusals)})";

    /// <summary>For a task that was made for one node: the reason alone.</summary>
    public static string OfOne(SwarmPlacementFilter refusal) => Explained([refusal]);

    /// <summary>Whether two say the same. Engines that were built before Go 1.19 put reasons with equal counts in another order.</summary>
    public static bool AreSame(string one, string other) => one == other || Parts(one).SequenceEqual(Parts(other), StringComparer.Ordinal);

    private static string Explained(IEnumerable<SwarmPlacementFilter> refusals) => string.Join("; ", refusals
        .GroupBy(filter => filter)
        .OrderByDescending(filter => filter.Count()).ThenBy(filter => filter.Key)
        .Select(filter => Reason(filter.Key, filter.Count())));

    private static string Reason(SwarmPlacementFilter filter, int count)
    {
        string nodes = count == 1 ? "1 node" : count.ToString(CultureInfo.InvariantCulture) + " nodes";
        return filter switch
        {
            SwarmPlacementFilter.Ready => $"{nodes} not available for new tasks",
            SwarmPlacementFilter.Resources => $"insufficient resources on {nodes}",
            SwarmPlacementFilter.Plugins => $"missing plugin on {nodes}",
            SwarmPlacementFilter.Constraints => $"scheduling constraints not satisfied on {nodes}",
            SwarmPlacementFilter.Platform => $"unsupported platform on {nodes}",
            SwarmPlacementFilter.HostPorts => $"host-mode port already in use on {nodes}",
            _ => "max replicas per node limit exceed",
        };
    }

    private static IEnumerable<string> Parts(string message) =>
        (message.StartsWith(Opening, StringComparison.Ordinal) && message.EndsWith(")", StringComparison.Ordinal) ? message[Opening.Length..^1] : message)
            .Split(';').Select(part => part.Trim()).OrderBy(part => part, StringComparer.Ordinal);
}
