namespace SwarmTools;

/// <summary>When a task that ended is replaced by a new one.</summary>
public enum SwarmRestartCondition
{
    /// <summary>Not known to this version of SwarmTools.</summary>
    Unknown = 0,

    /// <summary>Never.</summary>
    None,

    /// <summary>When it failed.</summary>
    OnFailure,

    /// <summary>Always.</summary>
    Any,
}
