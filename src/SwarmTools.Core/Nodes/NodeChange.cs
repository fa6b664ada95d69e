using System.Text.Json.Nodes;
using SwarmTools.Specs;
using SwarmTools.Syntax;
using SwarmTools.Text;

namespace SwarmTools.Nodes;

/// <summary>What is to become of a node. Null leaves a field as it is. Pure.</summary>
internal sealed record NodeChange
{
    public SwarmNodeRole? Role { get; init; }

    public SwarmNodeAvailability? Availability { get; init; }

    public LabelChange Labels { get; init; } = new();

    /// <summary>Whether a node is as wished already.</summary>
    public bool IsNothingFor(SwarmNode node) =>
        (Role is null || Role == node.Role) && (Availability is null || Availability == node.Availability) && Labels.IsNothingFor(node.Labels);

    /// <summary>The spec that a node is to have; what this version does not know stays.</summary>
    public JsonObject AppliedTo(SwarmNode node)
    {
        JsonObject spec = JsonNode.Parse(node.RawJson)?["Spec"] is JsonObject known ? (JsonObject)known.DeepClone() : [];
        if (Role is { } role)
        {
            spec["Role"] = EnumText.Write(role, '-');
        }

        if (Availability is { } availability)
        {
            spec["Availability"] = EnumText.Write(availability, '-');
        }

        spec["Labels"] = PairJson.From(Labels.AppliedTo(node.Labels));
        return spec;
    }
}
