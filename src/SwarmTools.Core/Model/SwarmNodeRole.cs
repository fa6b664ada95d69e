namespace SwarmTools;

/// <summary>The part that a node plays.</summary>
public enum SwarmNodeRole
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>It runs tasks.</summary>
    Worker,

    /// <summary>It keeps the state of the swarm, and runs tasks too.</summary>
    Manager,
}
