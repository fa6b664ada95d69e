using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>An option that is a map of texts, such as labels.</summary>
internal sealed class MapOption(string path)
{
    private readonly SpecPath _path = new(path);

    /// <summary>The map that a spec has; null for none.</summary>
    public JsonNode? Read(JsonObject spec) => _path.Read(spec);

    /// <summary>The keys that a spec has.</summary>
    public IEnumerable<string> Keys(JsonObject spec) => (_path.Read(spec) as JsonObject)?.Select(pair => pair.Key) ?? [];

    public SpecEdit Replace(string parameter, IReadOnlyDictionary<string, string> pairs) =>
        new(parameter, spec =>
        {
            // Nothing in the place of nothing is no change.
            if (pairs.Count > 0 || _path.Read(spec) is not null)
            {
                _path.Write(spec, PairJson.From(pairs));
            }
        })
        {
            Sets = _path.Read,
        };

    public SpecEdit Put(string parameter, string key, string value) => new(parameter, spec =>
    {
        if (_path.Read(spec) is not JsonObject map)
        {
            _path.Write(spec, map = []);
        }

        map[key] = value;
    })
    {
        Sets = spec => ValueOf(spec, key),
    };

    public SpecEdit Remove(string parameter, string key) =>
        new(parameter, spec => (_path.Read(spec) as JsonObject)?.Remove(key)) { Sets = spec => ValueOf(spec, key) };

    private JsonNode? ValueOf(JsonObject spec, string key) => (_path.Read(spec) as JsonObject)?[key];
}
