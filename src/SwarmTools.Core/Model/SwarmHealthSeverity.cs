namespace SwarmTools;

/// <summary>How much a finding of a swarm's health matters.</summary>
public enum SwarmHealthSeverity
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>All is well; something could be better.</summary>
    Advice,

    /// <summary>All runs, and the next fault may change that.</summary>
    Warning,

    /// <summary>Something does not run, or can no longer be changed.</summary>
    Critical,
}
