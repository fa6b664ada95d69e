using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;
using SwarmTools.Syntax;

namespace SwarmTools.Compose.Nodes;

/// <summary>Reads values of a project in its usual form; null or nothing where there are none, or where only variables tell.</summary>
internal static class ComposeValue
{
    /// <summary>The mapping below a key; an empty one where there is none.</summary>
    public static ComposeMapping Below(this ComposeMapping owner, string key) => owner[key] as ComposeMapping ?? new([], owner.At);

    public static string Text(this ComposeMapping owner, string key) => ComposeBuild.TextOf(owner, key);

    public static long? Whole(this ComposeMapping owner, string key) => long.TryParse(owner.Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    public static int? Small(this ComposeMapping owner, string key) => owner.Whole(key) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    public static double? Number(this ComposeMapping owner, string key) => double.TryParse(owner.Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    public static TimeSpan? Duration(this ComposeMapping owner, string key) => owner.Text(key) is { Length: > 0 } text && DurationSyntax.TryParse(text, out TimeSpan duration) ? duration : null;

    public static bool Flag(this ComposeMapping owner, string key) => owner.Text(key) == "true";

    public static IReadOnlyList<ComposeEntry> Entries(this ComposeMapping owner, string key) => (owner[key] as ComposeMapping)?.Entries ?? [];

    public static IReadOnlyList<ComposeNode> Items(this ComposeMapping owner, string key) => (owner[key] as ComposeSequence)?.Items ?? [];

    public static IReadOnlyList<string> Texts(this ComposeMapping owner, string key) => [.. owner.Items(key).OfType<ComposeScalar>().Select(item => item.Text)];

    public static IReadOnlyList<string> Names(this ComposeMapping owner, string key) => [.. owner.Entries(key).Select(entry => entry.Key.Text)];

    /// <summary>Variables with their values; null for one that has none.</summary>
    public static IReadOnlyDictionary<string, string?> Variables(this ComposeMapping owner, string key) =>
        new ReadOnlyDictionary<string, string?>(owner.Entries(key).ToDictionary(entry => entry.Key.Text, entry => entry.Value is ComposeScalar { IsNull: false } value ? value.Text : null, StringComparer.Ordinal));

    public static IReadOnlyDictionary<string, string> Pairs(this ComposeMapping owner, string key) => owner.Entries(key) is not { Count: > 0 } entries
        ? Empty.Labels
        : new LabelMap(entries.ToDictionary(entry => entry.Key.Text, entry => entry.Value is ComposeScalar { IsNull: false } value ? value.Text : "", StringComparer.Ordinal));
}
