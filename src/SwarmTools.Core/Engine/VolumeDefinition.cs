using System.Collections.Generic;
using System.Text.Json.Nodes;

namespace SwarmTools.Engine;

/// <summary>What a new volume is to be.</summary>
internal sealed class VolumeDefinition
{
    public string Name { get; init; } = "";

    public string Driver { get; init; } = "local";

    public IReadOnlyDictionary<string, string> Options { get; init; } = Empty.Labels;

    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Labels;

    /// <summary>The spec of a volume of the cluster, in the engine's JSON; null for one of a node.</summary>
    public JsonObject? Cluster { get; init; }
}
