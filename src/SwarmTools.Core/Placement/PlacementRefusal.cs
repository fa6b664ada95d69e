namespace SwarmTools.Placement;

/// <summary>Why a node cannot take a task.</summary>
/// <param name="Filter">The first of the scheduler's filters that refused it.</param>
/// <param name="Why">The reason, with numbers.</param>
internal sealed record PlacementRefusal(SwarmPlacementFilter Filter, string Why);
