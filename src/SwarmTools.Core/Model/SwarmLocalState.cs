namespace SwarmTools;

/// <summary>The part that an engine plays in a swarm.</summary>
public enum SwarmLocalState
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>It is in no swarm.</summary>
    NotInSwarm,

    /// <summary>It is joining.</summary>
    Pending,

    /// <summary>It belongs to a swarm.</summary>
    Active,

    /// <summary>It failed to join or start.</summary>
    Error,

    /// <summary>It is a manager that waits for its unlock key.</summary>
    Locked,
}
