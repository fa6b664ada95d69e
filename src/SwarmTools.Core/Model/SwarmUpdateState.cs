namespace SwarmTools;

/// <summary>Where the update of a service stands.</summary>
public enum SwarmUpdateState
{
    /// <summary>A state that this version does not know.</summary>
    Unknown,

    /// <summary>The service was never updated.</summary>
    None,

    /// <summary>Tasks are being replaced.</summary>
    Updating,

    /// <summary>The update stopped after a failure and waits for somebody.</summary>
    Paused,

    /// <summary>All tasks were replaced.</summary>
    Completed,

    /// <summary>The engine is going back to the previous spec.</summary>
    RollbackStarted,

    /// <summary>The rollback stopped after a failure.</summary>
    RollbackPaused,

    /// <summary>The service is back on its previous spec.</summary>
    RollbackCompleted,
}
