namespace SwarmTools;

/// <summary>How clients of a service find its tasks.</summary>
public enum SwarmEndpointMode
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>One virtual address for all tasks.</summary>
    Vip,

    /// <summary>The names resolve to the tasks' own addresses.</summary>
    Dnsrr,
}
