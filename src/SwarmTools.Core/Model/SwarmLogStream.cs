namespace SwarmTools;

/// <summary>Where a log line was written.</summary>
public enum SwarmLogStream
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>Standard output.</summary>
    StandardOutput,

    /// <summary>Standard error.</summary>
    StandardError,
}
