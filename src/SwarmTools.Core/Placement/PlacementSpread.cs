using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Placement;

/// <summary>The tasks of one service over the nodes, and what would spread them evenly. Pure.</summary>
/// <param name="Needs">What a task needs.</param>
/// <param name="Rooms">The nodes as they are.</param>
internal sealed record PlacementSpread(PlacementNeeds Needs, IReadOnlyList<NodeRoom> Rooms)
{
    /// <summary>How many tasks more the fullest node has than the emptiest that could take another; 0 where none could.</summary>
    public int Skew => Fullest is { } full && Emptiest is { } open ? Math.Max(0, CountOf(full) - CountOf(open)) : 0;

    private NodeRoom? Fullest => Rooms.Where(room => CountOf(room) > 0).OrderByDescending(CountOf).ThenByDescending(room => room.TaskCount).FirstOrDefault();

    private NodeRoom? Emptiest => InOrder.FirstOrDefault();

    // As the scheduler orders the nodes that can take a task.
    private IEnumerable<NodeRoom> InOrder => Rooms.Where(room => PlacementFilters.Judge(Needs, room) is null).OrderBy(CountOf).ThenBy(room => room.TaskCount);

    /// <summary>The moves that gain, one after the other: from the fullest node to the emptiest, as long as the one has two more than the other.</summary>
    /// <param name="after">How it is then.</param>
    public IReadOnlyList<SwarmPlacementMove> Moves(out PlacementSpread after)
    {
        List<SwarmPlacementMove> moves = [];
        after = this;
        while (after.Skew > 1)
        {
            (NodeRoom from, NodeRoom to) = (after.Fullest!, after.Emptiest!);
            moves.Add(new() { FromNode = from.Node.Name, FromNodeId = from.Node.Id, ToNode = to.Node.Name, ToNodeId = to.Node.Id });
            after = after.With(from.Giving(Needs)).With(to.Taking(Needs));
        }

        return moves;
    }

    /// <summary>How it is when some tasks are taken away: an engine takes them from the nodes that have most (swarmkit, manager/orchestrator/replicated/services.go).</summary>
    public PlacementSpread Without(long tasks)
    {
        PlacementSpread less = this;
        for (long left = tasks; left > 0 && less.Fullest is { } full; left--)
        {
            less = less.With(full.Giving(Needs));
        }

        return less;
    }

    /// <summary>How many tasks may be added at once so that each comes to a node that is to have more.</summary>
    /// <remarks>
    /// A scheduler that places many tasks at once goes through the nodes from the emptiest to the fullest, and gives all that is left to the last of several equally empty ones
    /// until the next one is emptier (swarmkit, manager/scheduler/scheduler.go: scheduleNTasksOnNodes). So what it would do is tried, with fewer and fewer tasks.
    /// </remarks>
    /// <param name="most">The most tasks.</param>
    public int BatchOf(int most)
    {
        int batch = Math.Min(most, Moves(out PlacementSpread goal).Count);
        while (batch > 1 && !Placed(batch).Rooms.Zip(goal.Rooms, (placed, wanted) => (Placed: CountOf(placed), Wanted: CountOf(wanted)))
            .Zip(Rooms, (pair, now) => pair.Placed <= Math.Max(pair.Wanted, CountOf(now))).All(isRight => isRight))
        {
            batch--;
        }

        return batch;
    }

    /// <summary>What became of the tasks from one moment to another: who has fewer gave to who has more.</summary>
    public static IReadOnlyList<SwarmPlacementMove> Between(PlacementSpread before, PlacementSpread after)
    {
        Dictionary<string, int> had = before.Rooms.ToDictionary(room => room.Node.Id, before.CountOf, StringComparer.Ordinal);
        (SwarmNode Node, int More)[] changes = [.. after.Rooms.Select(room => (room.Node, after.CountOf(room) - (had.TryGetValue(room.Node.Id, out int count) ? count : 0)))];
        IEnumerable<SwarmNode> givers = changes.SelectMany(change => Enumerable.Repeat(change.Node, Math.Max(0, -change.More)));
        IEnumerable<SwarmNode> takers = changes.SelectMany(change => Enumerable.Repeat(change.Node, Math.Max(0, change.More)));
        return [.. givers.Zip(takers, (from, to) => new SwarmPlacementMove { FromNode = from.Name, FromNodeId = from.Id, ToNode = to.Name, ToNodeId = to.Id })];
    }

    private PlacementSpread Placed(int tasks)
    {
        PlacementSpread placed = this;
        string[] ids = [.. InOrder.Take(tasks).Select(room => room.Node.Id)];
        for (int left = tasks, at = 0; left > 0 && ids.Any(id => placed.IsOpen(id)); left--)
        {
            while (!placed.IsOpen(ids[at % ids.Length]))
            {
                at++;
            }

            placed = placed.With(placed.RoomOf(ids[at % ids.Length]).Taking(Needs));
            at += at + 1 >= ids.Length || IsEmptier(placed.RoomOf(ids[at + 1]), placed.RoomOf(ids[at])) ? 1 : 0;
        }

        return placed;
    }

    private bool IsEmptier(NodeRoom one, NodeRoom other) => CountOf(one) != CountOf(other) ? CountOf(one) < CountOf(other) : one.TaskCount < other.TaskCount;

    private bool IsOpen(string nodeId) => PlacementFilters.Judge(Needs, RoomOf(nodeId)) is null;

    private NodeRoom RoomOf(string nodeId) => Rooms.First(room => room.Node.Id == nodeId);

    private int CountOf(NodeRoom room) => room.CountOf(Needs.ServiceId);

    private PlacementSpread With(NodeRoom changed) => this with { Rooms = [.. Rooms.Select(room => room.Node.Id == changed.Node.Id ? changed : room)] };
}
