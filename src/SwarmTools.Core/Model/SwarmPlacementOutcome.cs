namespace SwarmTools;

/// <summary>What became of a service whose tasks were to be spread over the nodes.</summary>
public enum SwarmPlacementOutcome
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>No move would gain anything.</summary>
    Balanced,

    /// <summary>Tasks were moved.</summary>
    Moved,

    /// <summary>It was left as it is; the reason is told.</summary>
    Skipped,
}
