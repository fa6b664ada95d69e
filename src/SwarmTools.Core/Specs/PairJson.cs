using System.Collections.Generic;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>Labels, options and other pairs as the engine's JSON.</summary>
internal static class PairJson
{
    public static JsonObject From(IReadOnlyDictionary<string, string> pairs)
    {
        JsonObject json = [];
        foreach (KeyValuePair<string, string> pair in pairs)
        {
            json[pair.Key] = pair.Value;
        }

        return json;
    }
}
