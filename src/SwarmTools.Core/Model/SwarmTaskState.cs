namespace SwarmTools;

/// <summary>The states of a task, in the order it passes through them (swarmkit, api/types.proto).</summary>
public enum SwarmTaskState
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>It was made.</summary>
    New,

    /// <summary>It has its addresses and ports.</summary>
    Allocated,

    /// <summary>It waits for a node.</summary>
    Pending,

    /// <summary>It was given to a node.</summary>
    Assigned,

    /// <summary>The node took it.</summary>
    Accepted,

    /// <summary>The node gets the image and the networks.</summary>
    Preparing,

    /// <summary>It waits to be started.</summary>
    Ready,

    /// <summary>Its container starts; a health check has not passed yet.</summary>
    Starting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It ended well.</summary>
    Complete,

    /// <summary>It was told to end.</summary>
    Shutdown,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>The node refused it.</summary>
    Rejected,

    /// <summary>Its node has been gone for too long.</summary>
    Orphaned,

    /// <summary>It is to be removed.</summary>
    Remove,
}
