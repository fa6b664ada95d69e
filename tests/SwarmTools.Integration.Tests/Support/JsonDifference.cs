using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace SwarmTools.Integration;

/// <summary>Where two JSON values differ.</summary>
public static class JsonDifference
{
    /// <summary>Each place with what is there before and after: <c>Labels.a: nothing -> "1"</c>.</summary>
    public static IEnumerable<string> Between(JsonNode? before, JsonNode? after, string place = "")
    {
        if (JsonNode.DeepEquals(before, after))
        {
            return [];
        }

        if (before is JsonObject one && after is JsonObject other)
        {
            return one.Select(property => property.Key).Union(other.Select(property => property.Key))
                .SelectMany(name => one.ContainsKey(name) && other.ContainsKey(name)
                    ? Between(one[name], other[name], $"{place}.{name}")
                    : [$"{place}.{name}: {Text(one, name)} -> {Text(other, name)}"]);
        }

        return [$"{place}: {before?.ToJsonString() ?? "null"} -> {after?.ToJsonString() ?? "null"}"];
    }

    private static string Text(JsonObject parent, string name) => parent.ContainsKey(name) ? parent[name]?.ToJsonString() ?? "null" : "nothing";
}
