using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>An option that is a list whose items have keys: a mount has its target, a variable its name.</summary>
/// <param name="path">The place of the list.</param>
/// <param name="write">Writes an item.</param>
/// <param name="keyOf">The key of an item: a second one of the same key takes its place.</param>
internal sealed class ListOption<T>(string path, Func<T, JsonNode> write, Func<JsonNode, string> keyOf)
{
    private readonly SpecPath _path = new(path);

    /// <summary>Whether an item is what a user names to remove it; without it, the key alone is its name.</summary>
    public Func<JsonNode, string, bool>? IsNamed { get; init; }

    /// <summary>The oldest API version that keeps an item.</summary>
    public Func<T, Version?> Since { get; init; } = _ => null;

    /// <summary>Items that are not this option's, although they are in its list: they stay.</summary>
    public Func<JsonNode, bool> IsForeign { get; init; } = _ => false;

    public SpecEdit Replace(string parameter, IReadOnlyList<T> items) =>
        new(parameter, spec => _path.Write(spec, Array([.. items.Select(write), .. ItemsOf(spec).Where(IsForeign)])))
    {
        Sets = _path.Read,
        Since = items.Select(Since).Max(),
    };

    /// <summary>Puts an item in the place of that with its key, or at the end.</summary>
    public SpecEdit Put(string parameter, T item)
    {
        string key = keyOf(write(item));
        return new(parameter, spec =>
        {
            List<JsonNode> items = ItemsOf(spec);
            int place = items.FindIndex(known => keyOf(known) == key);
            items.RemoveAll(known => keyOf(known) == key);
            items.Insert(place < 0 ? items.Count : place, write(item));
            _path.Write(spec, Array(items));
        })
        {
            Sets = spec => ItemsOf(spec).FirstOrDefault(known => keyOf(known) == key),
            Since = Since(item),
        };
    }

    /// <summary>Takes away what a name means; nothing is changed where there is nothing of that name.</summary>
    public SpecEdit Remove(string parameter, string name)
    {
        bool Means(JsonNode item) => !IsForeign(item) && (IsNamed is null ? keyOf(item) == name : IsNamed(item, name));
        return new(parameter, spec =>
        {
            List<JsonNode> items = ItemsOf(spec);
            if (items.RemoveAll(Means) > 0)
            {
                _path.Write(spec, Array(items));
            }
        })
        {
            Sets = spec => ItemsOf(spec).FirstOrDefault(Means),
        };
    }

    private List<JsonNode> ItemsOf(JsonObject spec) => [.. (_path.Read(spec) as JsonArray ?? []).OfType<JsonNode>()];

    // An item that sits in a list cannot move to another one.
    private static JsonArray Array(IEnumerable<JsonNode> items) => [.. items.Select(item => item.Parent is null ? item : item.DeepClone())];
}
