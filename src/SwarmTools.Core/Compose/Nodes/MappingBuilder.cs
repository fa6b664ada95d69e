using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using SwarmTools.Compose.Syntax;

namespace SwarmTools.Compose.Nodes;

/// <summary>Makes a mapping of a file that is written, not read. What says nothing is left out, and a dollar sign in a text is no variable.</summary>
internal sealed class MappingBuilder
{
    private readonly List<ComposeEntry> _entries = [];

    /// <summary>What is made has no place in a file yet.</summary>
    private static ComposePosition Nowhere => new("", 0, 0);

    public bool IsEmpty => _entries.Count == 0;

    public static ComposeScalar Text(string text) => new(text.Replace("$", "$$"), IsQuoted: true, Nowhere);

    /// <summary>What needs no quotes: a number, true or false, or nothing at all.</summary>
    public static ComposeScalar Plain(string text) => new(text, IsQuoted: false, Nowhere);

    public static ComposeSequence Sequence(IEnumerable<ComposeNode> items) => new([.. items], Nowhere);

    public ComposeMapping Build() => new([.. _entries], Nowhere);

    /// <summary>A key with its value; the last one of a key counts.</summary>
    public MappingBuilder Add(string key, ComposeNode? value)
    {
        if (value is not null)
        {
            _entries.RemoveAll(entry => entry.Key.Text == key);
            _entries.Add(new(new(key, IsQuoted: false, Nowhere), value));
        }

        return this;
    }

    /// <summary>A mapping below; left out where it is empty.</summary>
    public MappingBuilder Add(string key, MappingBuilder below) => below.IsEmpty ? this : Add(key, below.Build());

    /// <summary>All keys of another one.</summary>
    public MappingBuilder AddAll(MappingBuilder other)
    {
        _entries.AddRange(other._entries);
        return this;
    }

    /// <summary>A list; left out where it is empty.</summary>
    public MappingBuilder AddItems(string key, IEnumerable<ComposeNode> items) => Sequence(items) is { Items.Count: > 0 } list ? Add(key, list) : this;

    /// <summary>A text; left out where it is empty.</summary>
    public MappingBuilder AddText(string key, string? text) => string.IsNullOrEmpty(text) ? this : Add(key, Text(text!));

    public MappingBuilder AddText(string key, JsonNode? text) => AddText(key, (string?)text);

    public MappingBuilder AddTexts(string key, JsonNode? texts) => AddItems(key, (texts as JsonArray ?? []).Select(text => Text((string?)text ?? "")));

    /// <summary>Texts by their names, in the order of these.</summary>
    public MappingBuilder AddPairs(string key, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        MappingBuilder below = new();
        foreach (KeyValuePair<string, string> pair in pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            below.Add(pair.Key, Text(pair.Value));
        }

        return Add(key, below);
    }

    public MappingBuilder AddPairs(string key, JsonNode? pairs) => AddPairs(key, PairsOf(pairs));

    /// <summary>True; left out where it is not.</summary>
    public MappingBuilder AddFlag(string key, JsonNode? flag) => (bool?)flag == true ? AddPlain(key, "true") : this;

    /// <summary>A number; left out where there is none, and where zero says the same as nothing.</summary>
    public MappingBuilder AddNumber(string key, JsonNode? number, bool isZeroSaid = false) => SaysNothing(number, isZeroSaid) ? this : AddPlain(key, number!.ToJsonString());

    /// <summary>A duration that an engine keeps in nanoseconds.</summary>
    public MappingBuilder AddDuration(string key, JsonNode? nanoseconds, bool isZeroSaid = false) =>
        SaysNothing(nanoseconds, isZeroSaid) ? this : Add(key, Text(GoDuration.Write((long)nanoseconds!)));

    /// <summary>The mode of a file, as everybody writes it: <c>0444</c>.</summary>
    public MappingBuilder AddMode(string key, JsonNode? mode) => SaysNothing(mode, isZeroSaid: false) ? this : AddPlain(key, "0" + Convert.ToString((long)mode!, 8));

    public MappingBuilder AddPlain(string key, string text) => Add(key, Plain(text));

    /// <summary>The texts of a JSON object.</summary>
    public static IReadOnlyDictionary<string, string> PairsOf(JsonNode? pairs) =>
        (pairs as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal);

    private static bool SaysNothing(JsonNode? number, bool isZeroSaid) =>
        number is null || number.GetValueKind() != JsonValueKind.Number || (!isZeroSaid && number.ToJsonString() is "0" or "0.0");
}
