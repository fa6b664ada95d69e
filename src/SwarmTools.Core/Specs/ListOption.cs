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

    /// <summary>The list that a spec has; null for none.</summary>
    public JsonNode? Read(JsonObject spec) => _path.Read(spec);

    /// <summary>The keys of the items that a spec has: the names that they can be removed by.</summary>
    public IEnumerable<string> Keys(JsonObject spec) => ItemsOf(spec).Where(item => !IsForeign(item)).Select(keyOf);

    /// <summary>Whether an item is what a user names to remove it; without it, the key alone is its name.</summary>
    public Func<JsonNode, string, bool>? IsNamed { get; init; }

    /// <summary>The oldest API version that keeps an item.</summary>
    public Func<T, Version?> Since { get; init; } = _ => null;

    /// <summary>Items that are not this option's, although they are in its list: they stay.</summary>
    public Func<JsonNode, bool> IsForeign { get; init; } = _ => false;

    /// <summary>What is left of an item without what a user names; the same item where it is not meant, null for nothing.</summary>
    public Func<JsonNode, string, JsonNode?>? Without { get; init; }

    /// <summary>Whether an item that is there has all that a new one of its key says; then it stays.</summary>
    public Func<JsonNode, JsonNode, bool> Covers { get; init; } = (_, _) => false;

    /// <summary>Whether an item may be an empty text, as an argument may.</summary>
    public bool TakesEmpty { get; init; } = true;

    public SpecEdit Replace(string parameter, IReadOnlyList<T> items) =>
        new(parameter, spec => Write(spec, [.. items.Select(write), .. ItemsOf(spec).Where(IsForeign)]))
    {
        Sets = spec => new JsonArray([.. ItemsOf(spec).Where(item => !IsForeign(item)).Select(item => item.DeepClone())]),
        Since = items.Select(item => Checked(parameter, item)).Select(Since).Max(),
    };

    /// <summary>Puts an item in the place of that with its key, or at the end.</summary>
    public SpecEdit Put(string parameter, T item)
    {
        string key = keyOf(write(Checked(parameter, item)));
        return new(parameter, spec =>
        {
            List<JsonNode> items = ItemsOf(spec);
            JsonNode wanted = write(item);
            int place = items.FindIndex(known => keyOf(known) == key);
            if (place >= 0 && Covers(items[place], wanted))
            {
                return;
            }

            items.RemoveAll(known => keyOf(known) == key);
            items.Insert(place < 0 ? items.Count : place, wanted);
            Write(spec, items);
        })
        {
            Sets = spec => ItemsOf(spec).FirstOrDefault(known => keyOf(known) == key),
            Since = Since(item),
        };
    }

    /// <summary>Takes away what a name means; nothing is changed where there is nothing of that name.</summary>
    public SpecEdit Remove(string parameter, string name) => Without is not null
        ? Reduce(parameter, item => Without(item, name)) with { Sets = spec => ItemsOf(spec).Exists(item => !JsonNode.DeepEquals(Without(item, name), item)) }
        : RemoveWhere(parameter, item => IsNamed is null ? keyOf(item) == name : IsNamed(item, name));

    /// <summary>Takes away what is meant.</summary>
    public SpecEdit RemoveWhere(string parameter, Func<JsonNode, bool> isMeant) => Reduce(parameter, item => isMeant(item) ? null : item);

    private T Checked(string parameter, T item) => TakesEmpty || item is not string { Length: 0 } ? item
        : throw new SwarmException(ErrorId.OptionInvalid, $"{parameter} has an empty entry. Leave it out; '' alone or @() clears the list.");

    private SpecEdit Reduce(string parameter, Func<JsonNode, JsonNode?> leftOf)
    {
        JsonNode? LeftOf(JsonNode item) => IsForeign(item) ? item : leftOf(item);
        bool Means(JsonNode item) => !JsonNode.DeepEquals(LeftOf(item), item);
        return new(parameter, spec =>
        {
            List<JsonNode> items = ItemsOf(spec);
            if (items.Exists(Means))
            {
                Write(spec, [.. items.Select(LeftOf).OfType<JsonNode>()]);
            }
        })
        {
            Sets = spec => ItemsOf(spec).FirstOrDefault(Means),
        };
    }

    // An empty list in the place of nothing is no change: the engine tells the two apart.
    private void Write(JsonObject spec, IReadOnlyList<JsonNode> items)
    {
        if (items.Count > 0 || _path.Read(spec) is not null)
        {
            _path.Write(spec, Array(items));
        }
    }

    private List<JsonNode> ItemsOf(JsonObject spec) => [.. (_path.Read(spec) as JsonArray ?? []).OfType<JsonNode>()];

    // An item that sits in a list cannot move to another one.
    private static JsonArray Array(IEnumerable<JsonNode> items) => [.. items.Select(item => item.Parent is null ? item : item.DeepClone())];
}
