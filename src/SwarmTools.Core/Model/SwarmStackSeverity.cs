namespace SwarmTools;

/// <summary>How much a finding in a stack file matters.</summary>
public enum SwarmStackSeverity
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>All of it has an effect; something could be better.</summary>
    Advice,

    /// <summary>The file can be used, but something in it has no effect, or not the one that it seems to have.</summary>
    Warning,

    /// <summary>The file cannot be used.</summary>
    Error,
}
