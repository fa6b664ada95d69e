using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;

namespace SwarmTools.Text;

/// <summary>The property Spec of SwarmTools.Types.ps1xml: the engine's own JSON of an object, as a tree of objects.</summary>
public static class SpecProperty
{
    /// <summary>The whole spec, with the engine's names and units; for networks, which have no spec, all the engine says.</summary>
    /// <param name="instance">An object of the swarm.</param>
    public static object? Get(PSObject instance)
    {
        if (instance?.BaseObject is not SwarmObject { RawJson.Length: > 0 } item)
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(item.RawJson);
        JsonElement root = document.RootElement;
        return Tree(root.TryGetProperty("Spec", out JsonElement spec) ? spec : root);
    }

    private static object? Tree(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Properties(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Tree).ToArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out long whole) ? (object)whole : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static PSObject Properties(JsonElement element)
    {
        PSObject tree = new();
        HashSet<string> seen = new(System.StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty property in element.EnumerateObject().Where(property => property.Name.Length > 0 && seen.Add(property.Name)))
        {
            tree.Properties.Add(new PSNoteProperty(property.Name, Tree(property.Value)));
        }

        return tree;
    }
}
