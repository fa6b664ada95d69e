namespace SwarmTools;

/// <summary>Which task comes first when one is replaced.</summary>
public enum SwarmUpdateOrder
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>The old task ends before the new one starts.</summary>
    StopFirst,

    /// <summary>The new task runs before the old one ends.</summary>
    StartFirst,
}
