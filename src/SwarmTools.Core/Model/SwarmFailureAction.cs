namespace SwarmTools;

/// <summary>What the engine does when an update fails.</summary>
public enum SwarmFailureAction
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>It stops the update and waits.</summary>
    Pause,

    /// <summary>It goes on.</summary>
    Continue,

    /// <summary>It goes back to the previous spec.</summary>
    Rollback,
}
