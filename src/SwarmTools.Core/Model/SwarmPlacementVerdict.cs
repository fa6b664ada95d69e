namespace SwarmTools;

/// <summary>Whether a node can take a task of a service, and if not, why: one for each node.</summary>
/// <remarks>
/// The rules and the words are the engine's own (swarmkit, manager/scheduler: filter.go, nodeinfo.go, pipeline.go). Where no task waits, it is said what would become of one
/// task more. Cluster volumes (CSI) are not looked at.
/// </remarks>
public sealed class SwarmPlacementVerdict
{
    /// <summary>The name of the service.</summary>
    public string ServiceName { get; internal init; } = "";

    /// <summary>The id of the service.</summary>
    public string ServiceId { get; internal init; } = "";

    /// <summary>How the service is scheduled: in global modes each verdict is on a task of its own.</summary>
    public SwarmServiceMode Mode { get; internal init; }

    /// <summary>The name of the task that is spoken of: the one asked for, or one that waits for a node; empty for one task more.</summary>
    public string TaskName { get; internal init; } = "";

    /// <summary>The name of the node.</summary>
    public string NodeName { get; internal init; } = "";

    /// <summary>The id of the node.</summary>
    public string NodeId { get; internal init; } = "";

    /// <summary>Whether the node can take the task.</summary>
    public bool Fits { get; internal init; }

    /// <summary>The first of the scheduler's filters that refuses; the others after it were not asked.</summary>
    public SwarmPlacementFilter Filter { get; internal init; }

    /// <summary>Why it refuses, with numbers; empty where the node fits.</summary>
    public string Detail { get; internal init; } = "";

    /// <summary>How many tasks of the service the node has, as the scheduler counts them: those that run or are to run.</summary>
    public int TaskCount { get; internal init; }

    /// <summary>The error of the service's newest task on the node, where it failed or was refused, such as for a path or an image that is not there; empty for none.</summary>
    public string LastError { get; internal init; } = "";

    /// <summary>What the engine must say of the task where it can place it nowhere, in its own words; empty where a node fits.</summary>
    public string Explanation { get; internal init; } = "";

    /// <summary>What the engine says of the task that waits; empty where none does.</summary>
    public string EngineMessage { get; internal init; } = "";

    /// <summary>Whether the engine says the same as <see cref="Explanation"/>; null where it says nothing of it.</summary>
    public bool? AgreesWithEngine { get; internal init; }

    /// <summary>The connection that it was seen through.</summary>
    public SwarmConnection? Connection { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => $"{ServiceName} on {NodeName}: {(Fits ? "fits" : Detail)}";
}
