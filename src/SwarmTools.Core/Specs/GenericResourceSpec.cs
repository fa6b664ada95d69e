using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Syntax;

namespace SwarmTools.Specs;

/// <summary>A reserved resource in the engine's JSON: a number of a kind, or one by its name.</summary>
internal static class GenericResourceSpec
{
    private const string Discrete = "DiscreteResourceSpec";
    private const string Named = "NamedResourceSpec";

    public static JsonObject Build(GenericResource resource) => long.TryParse(resource.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long count)
        ? new() { [Discrete] = new JsonObject { ["Kind"] = resource.Kind, ["Value"] = count } }
        : new() { [Named] = new JsonObject { ["Kind"] = resource.Kind, ["Value"] = resource.Value } };

    /// <summary>Of a kind there is one number, and any names.</summary>
    public static string KeyOf(JsonNode resource) => resource[Named] is { } named ? $"{(string?)named["Kind"]}={(string?)named["Value"]}" : (string?)resource[Discrete]?["Kind"] ?? "";

    /// <summary>Whether a user means it: a kind means all of it.</summary>
    public static bool IsNamed(JsonNode resource, string name) => KeyOf(resource) == name || (string?)resource[Named]?["Kind"] == name;

    /// <summary>How much there is of each kind, in a list of resources: names count one each.</summary>
    public static IEnumerable<KeyValuePair<string, long>> Counts(JsonNode? resources) => (resources as JsonArray ?? []).OfType<JsonObject>()
        .Select(resource => resource[Named] is { } named
            ? new KeyValuePair<string, long>((string?)named["Kind"] ?? "", 1)
            : new((string?)resource[Discrete]?["Kind"] ?? "", (long?)resource[Discrete]?["Value"] ?? 0));
}
