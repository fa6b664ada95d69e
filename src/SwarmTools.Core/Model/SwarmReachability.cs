namespace SwarmTools;

/// <summary>Whether the other managers reach a manager.</summary>
public enum SwarmReachability
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>Not a manager.</summary>
    None,

    /// <summary>They do not.</summary>
    Unreachable,

    /// <summary>They do.</summary>
    Reachable,
}
