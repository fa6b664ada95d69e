using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>One change of a spec. It touches nothing but what it is for, so that all else goes back to the engine as it came.</summary>
/// <param name="Parameter">The parameter that asks for it, for errors: <c>-Image</c>.</param>
/// <param name="Apply">Changes a spec.</param>
internal sealed record SpecEdit(string Parameter, Action<JsonObject> Apply)
{
    /// <summary>What it sets, read from any spec; null for a relative edit, which is right on every spec.</summary>
    public Func<JsonObject, JsonNode?>? Sets { get; init; }

    /// <summary>A spec with edits applied, one after the other.</summary>
    public static JsonObject Applied(IEnumerable<SpecEdit> edits, JsonObject spec)
    {
        JsonObject edited = (JsonObject)spec.DeepClone();
        foreach (SpecEdit edit in edits)
        {
            edit.Apply(edited);
        }

        return edited;
    }

    /// <summary>The oldest API version that keeps it; null for all that SwarmTools serves. Older engines drop it in silence.</summary>
    public Version? Since { get; init; }
}
