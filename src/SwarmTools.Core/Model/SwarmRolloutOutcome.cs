namespace SwarmTools;

/// <summary>How a rollout ended, or where it stands.</summary>
public enum SwarmRolloutOutcome
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>Tasks still move.</summary>
    InProgress,

    /// <summary>All tasks that should run do.</summary>
    Converged,

    /// <summary>The service is gone, as awaited.</summary>
    Removed,

    /// <summary>The service is back on the spec that it had before.</summary>
    RolledBack,

    /// <summary>The engine stopped the update.</summary>
    Paused,

    /// <summary>Tasks fail again and again.</summary>
    TasksFailing,

    /// <summary>No node finds the image.</summary>
    ImageNotFound,

    /// <summary>The time was up.</summary>
    TimedOut,

    /// <summary>The script block of -Validate did not take the first tasks.</summary>
    ValidationFailed,

    /// <summary>Somebody else changed the service before it was over, so how it would have ended is not known.</summary>
    Superseded,
}
