namespace SwarmTools;

/// <summary>What kind of failure a <see cref="SwarmException"/> is; decides its error category and whether the command ends.</summary>
public enum SwarmErrorKind
{
    /// <summary>The engine failed in a way that has no kind of its own.</summary>
    EngineError,

    /// <summary>A named object does not exist.</summary>
    NotFound,

    /// <summary>An object of that name exists.</summary>
    AlreadyExists,

    /// <summary>A value that the user gave cannot be used.</summary>
    InvalidInput,

    /// <summary>Something else holds or changed the object.</summary>
    Conflict,

    /// <summary>The engine reached is not a manager that can answer.</summary>
    NotManager,

    /// <summary>No engine answered at the address.</summary>
    Unreachable,

    /// <summary>The engine or a registry refused access.</summary>
    AccessDenied,

    /// <summary>A wait ended before what was waited for.</summary>
    TimedOut,

    /// <summary>A rollout ended in failure.</summary>
    RolloutFailed,
}
