namespace SwarmTools;

/// <summary>Where a published port answers.</summary>
public enum SwarmPublishMode
{
    /// <summary>A mode that this version does not know.</summary>
    Unknown,

    /// <summary>On every node, through the routing mesh.</summary>
    Ingress,

    /// <summary>On the nodes that run a task.</summary>
    Host,
}
