namespace SwarmTools;

/// <summary>How a service is scheduled.</summary>
public enum SwarmServiceMode
{
    /// <summary>A mode that this version does not know.</summary>
    Unknown,

    /// <summary>A number of equal tasks.</summary>
    Replicated,

    /// <summary>One task on each node.</summary>
    Global,

    /// <summary>Tasks that run to their end, a number of times.</summary>
    ReplicatedJob,

    /// <summary>One task on each node that runs to its end.</summary>
    GlobalJob,
}
