using System.Collections.Generic;

namespace SwarmTools;

/// <summary>A volume of one node. A swarm knows none: each node has its own, also under names that other nodes have. The id is the name.</summary>
public sealed class SwarmVolume : SwarmObject
{
    /// <summary>The driver, such as local.</summary>
    public string Driver { get; internal init; } = "";

    /// <summary>Where it exists: local for one node, global for all that its driver serves.</summary>
    public string Scope { get; internal init; } = "";

    /// <summary>Where the node keeps the data; empty where its driver does not say.</summary>
    public string Mountpoint { get; internal init; } = "";

    /// <summary>The options of the driver.</summary>
    public IReadOnlyDictionary<string, string> Options { get; internal init; } = Empty.Labels;

    /// <summary>Whether a container of the node has it, one that has stopped among them.</summary>
    public bool InUse { get; internal set; }

    /// <summary>The name of the machine that has it.</summary>
    public string NodeName { get; internal set; } = "";

    /// <summary>The stack whose services made it; empty for none.</summary>
    public string StackName => StackLabel.Of(Labels);
}
