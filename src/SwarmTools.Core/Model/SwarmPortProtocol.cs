namespace SwarmTools;

/// <summary>The transport protocol of a port.</summary>
public enum SwarmPortProtocol
{
    /// <summary>A protocol that this version does not know.</summary>
    Unknown,

    /// <summary>TCP.</summary>
    Tcp,

    /// <summary>UDP.</summary>
    Udp,

    /// <summary>SCTP.</summary>
    Sctp,
}
