using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Placement;

/// <summary>What would spread the tasks of a service over the nodes that may run them. Pure.</summary>
internal sealed record PlacementPlan(SwarmService Service, PlacementSpread Spread)
{
    /// <summary>The moves that gain. Of several nodes that have equally many tasks an engine may choose another.</summary>
    public IReadOnlyList<SwarmPlacementMove> Moves { get; init; } = [];

    /// <summary>The skew after them.</summary>
    public int SkewAfter { get; init; }

    /// <summary>Why they cannot be made; null where they can, or where there are none.</summary>
    public string? Obstacle { get; init; }

    /// <summary>How many tasks too many a run that was stopped has left.</summary>
    public long Left { get; init; }

    /// <summary>Whether a run that was stopped has left its mark.</summary>
    public bool IsMarked { get; init; }

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsDone => Moves.Count == 0 && !IsMarked;

    /// <summary>Whether a task would come to a node.</summary>
    public bool LeadsTo(string nodeId) => Moves.Any(move => move.ToNodeId == nodeId);

    /// <summary>What there is to tell where nothing is done.</summary>
    public SwarmPlacementResult Untouched() => new()
    {
        ServiceName = Service.Name,
        ServiceId = Service.Id,
        Outcome = Obstacle is null && Service.Mode == SwarmServiceMode.Replicated ? SwarmPlacementOutcome.Balanced : SwarmPlacementOutcome.Skipped,
        SkewBefore = Spread.Skew,
        SkewAfter = Spread.Skew,
        Message = Obstacle is { } why ? $"Not spread: {why}." : "",
    };

    /// <summary>What is to be done: <c>Move 3 tasks: 2 from m1 to w1, 1 from m2 to w1</c>.</summary>
    public override string ToString()
    {
        string moves = string.Join(", ", Moves.GroupBy(move => (move.FromNode, move.ToNode)).Select(pair => $"{pair.Count()} from {pair.Key.FromNode} to {pair.Key.ToNode}"));
        string move = Moves.Count == 0 ? "" : $"Move {Moves.Count} {(Moves.Count == 1 ? "task" : "tasks")}: {moves}";
        return !IsMarked ? move : $"Finish what an earlier run left{(Left > 0 ? $" ({Left} {(Left == 1 ? "task" : "tasks")} too many)" : "")}{(move.Length > 0 ? "; " + move : "")}";
    }
}
