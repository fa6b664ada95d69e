namespace SwarmTools;

/// <summary>Whether the managers hear from a node.</summary>
public enum SwarmNodeState
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>It does not answer.</summary>
    Down,

    /// <summary>It answers.</summary>
    Ready,

    /// <summary>It left or lost its connection.</summary>
    Disconnected,
}
