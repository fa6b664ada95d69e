namespace SwarmTools;

/// <summary>What a look at a task tells in one word: its state, what the swarm wants of it, and whether its node answers.</summary>
public enum SwarmTaskCondition
{
    /// <summary>A state that this version does not know.</summary>
    Unknown,

    /// <summary>It runs, and the health check of its service's spec has passed: until then a task is starting (moby, daemon/cluster/executor/container).</summary>
    Healthy,

    /// <summary>It runs. The spec of its service has no health check; its image may have one.</summary>
    Running,

    /// <summary>Its node prepares or starts it, or its health check has not passed yet.</summary>
    Starting,

    /// <summary>It waits: for a node, or for its turn after one that failed.</summary>
    Waiting,

    /// <summary>It runs still, and is to end.</summary>
    Stopping,

    /// <summary>It ran when its node was last heard of; nobody knows whether it still does.</summary>
    Unreachable,

    /// <summary>It ended with an error, or its node refused it, and nothing has come in its place.</summary>
    Failed,

    /// <summary>It ended well.</summary>
    Complete,
}
