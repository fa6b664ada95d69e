namespace SwarmTools;

/// <summary>Whether a node takes tasks.</summary>
public enum SwarmNodeAvailability
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>It takes new tasks.</summary>
    Active,

    /// <summary>It keeps its tasks and takes no new ones.</summary>
    Pause,

    /// <summary>Its tasks were moved away.</summary>
    Drain,
}
