using System.Collections.Generic;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Placement;

/// <summary>What a task keeps for itself on its node, whether it uses it or not.</summary>
/// <param name="NanoCpus">Processors, in billionths.</param>
/// <param name="MemoryBytes">Memory, in bytes.</param>
/// <param name="Generic">Numbers of other resources, each with its kind.</param>
internal sealed record Reservation(long NanoCpus, long MemoryBytes, IReadOnlyList<KeyValuePair<string, long>> Generic)
{
    public bool IsNothing => NanoCpus == 0 && MemoryBytes == 0 && Generic.Count == 0;

    /// <summary>Reads it from what tasks are made of.</summary>
    public static Reservation Of(JsonObject template)
    {
        JsonNode? kept = template["Resources"]?["Reservations"];
        return new(
            (long?)kept?["NanoCPUs"] ?? 0,
            (long?)kept?["MemoryBytes"] ?? 0,
            [.. GenericResourceSpec.Counts(kept?["GenericResources"])]);
    }
}
