namespace SwarmTools;

/// <summary>What the engine's scheduler asks of a node, in its order (swarmkit, manager/scheduler/pipeline.go). The first that refuses is the one that is told.</summary>
public enum SwarmPlacementFilter
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>None refuses: the node fits.</summary>
    None,

    /// <summary>The node is ready, and its availability is active.</summary>
    Ready,

    /// <summary>The processors, memory and other resources that a task reserves are free.</summary>
    Resources,

    /// <summary>The node has the drivers for volumes, networks and logs.</summary>
    Plugins,

    /// <summary>The node meets the placement constraints.</summary>
    Constraints,

    /// <summary>The image is made for the node's operating system and architecture.</summary>
    Platform,

    /// <summary>The ports that are published on the node itself (mode host) are free.</summary>
    HostPorts,

    /// <summary>The node has fewer tasks of the service than the most allowed on one.</summary>
    MaxReplicas,
}
