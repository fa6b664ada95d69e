using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using SwarmTools.Text;

namespace SwarmTools.Backups;

/// <summary>A place in a backup that is being read, which may hold anything. What is not as it must be is told with its place.</summary>
/// <param name="node">What is there; null for nothing.</param>
/// <param name="path">The way to it: <c>services[3].Name</c>.</param>
internal sealed class BackupPlace(JsonNode? node, string path)
{
    public bool IsNothing => node is null;

    public BackupPlace this[string key] => new(Object()[key], path.Length == 0 ? key : $"{path}.{key}");

    /// <summary>What is there, an object; an empty one for nothing.</summary>
    public JsonObject Object() => node is null ? [] : node as JsonObject ?? throw Invalid("is no object");

    /// <summary>The items of a list; none for nothing.</summary>
    public IReadOnlyList<BackupPlace> Items() => node is null ? []
        : node is JsonArray items ? [.. items.Select((item, index) => new BackupPlace(item, $"{path}[{index}]"))]
        : throw Invalid("is no list");

    /// <summary>A text; an empty one for nothing.</summary>
    public string Text() => node is null ? ""
        : node is JsonValue value && value.TryGetValue(out string? text) ? text
        : throw Invalid("is no text");

    /// <summary>A text that must be there.</summary>
    public string Needed() => Text() is { Length: > 0 } text ? text : throw Invalid("is missing");

    public bool Flag(bool otherwise) => node is null ? otherwise
        : node.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? node.GetValue<bool>()
        : throw Invalid("is neither true nor false");

    /// <summary>A whole number; 0 for nothing.</summary>
    public long Whole() => node is null ? 0
        : node is JsonValue value && node.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out long number) ? number
        : throw Invalid("is no whole number");

    /// <summary>Refuses what is there and no number.</summary>
    public void RequireNumber()
    {
        if (node is not null && node.GetValueKind() != JsonValueKind.Number)
        {
            throw Invalid("is no number");
        }
    }

    /// <summary>Labels and other pairs of texts; none for nothing.</summary>
    public IReadOnlyDictionary<string, string> Pairs() => Object().Select(pair => pair.Key).ToDictionary(key => key, key => this[key].Text(), StringComparer.Ordinal);

    public SwarmException Invalid(string what) => new(ErrorId.BackupInvalid, $"{(path.Length == 0 ? "It" : ConsoleText.Neutralise(path))} {what}.");
}
