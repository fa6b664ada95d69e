using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose.Shapes;

/// <summary>A list.</summary>
/// <param name="Item">What each item is. A short form may stand for several.</param>
internal sealed record ListShape(ComposeShape Item) : ComposeShape
{
    /// <summary>Whether a single value stands for a list of one.</summary>
    public bool TakesOne { get; init; }

    /// <summary>Whether a later file's list takes the place of an earlier one's, instead of coming after it.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>What names an item: a later one of that name takes the place of an earlier one (compose-spec, 13-merge.md). Null for items that are equal or different.</summary>
    public Func<ComposeNode, string>? KeyOf { get; init; }

    /// <summary>Whether a later item of a name is merged with the earlier one, and does not take its place.</summary>
    public bool MergesItems { get; init; }

    /// <summary>Whether an item may be there twice.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Takes a single value in place of the list apart into items, such as the words of a command; null where there is no such form.</summary>
    public Func<ComposeScalar, string, ComposeReading, IEnumerable<ComposeNode>>? Split { get; init; }

    /// <summary>Takes a short form apart into items; null where items have none.</summary>
    public Func<ComposeScalar, string, ComposeReading, IEnumerable<ComposeNode>>? Short { get; init; }

    public override string Expected => TakesOne || Split is not null ? "A list, or a single value" : "A list";

    public override ComposeNode? Read(ComposeNode node, string path, ComposeReading reading)
    {
        IReadOnlyList<ComposeNode>? items = node switch
        {
            ComposeSequence sequence => sequence.Items,
            ComposeScalar { IsNull: true } => [],
            ComposeScalar scalar when Split is not null => [.. Split(scalar, path, reading)],
            ComposeScalar scalar when TakesOne => [scalar],
            _ => null,
        };
        if (items is null)
        {
            return Refuse(node, path, reading);
        }

        List<ComposeNode> usual = [];
        HashSet<string>? seen = IsUnique ? new(StringComparer.Ordinal) : null;
        for (int index = 0; index < items.Count; index++)
        {
            string place = path + "[" + index.ToString(CultureInfo.InvariantCulture) + "]";
            if (seen?.Add(ComposeText.Of(items[index])) == false)
            {
                reading.Error(items[index], place, $"{ComposeText.Of(items[index])} is here a second time.");
            }

            usual.AddRange(Items(items[index], place, reading));
        }

        return new ComposeSequence(usual.ToArray(), node.At, node.Merging);
    }

    public override bool MayBeIgnored => Item.MayBeIgnored;

    public override void TellIgnored(ComposeNode node, string path, ComposeReading reading)
    {
        IReadOnlyList<ComposeNode> items = node is ComposeSequence sequence ? sequence.Items : [];
        for (int index = 0; index < items.Count; index++)
        {
            if (items[index] is ComposeMapping)
            {
                Item.TellIgnored(items[index], string.Format(CultureInfo.InvariantCulture, "{0}[{1}]", path, index), reading);
            }
        }
    }

    public override ComposeNode Merge(ComposeNode below, ComposeNode above)
    {
        if (IsReplaced || below is not ComposeSequence lower || above is not ComposeSequence upper)
        {
            return above;
        }

        // What is taken away leaves a gap, so that all others keep their places.
        List<ComposeNode?> merged = [.. lower.Items];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (int index = 0; index < merged.Count; index++)
        {
            string name = NameOf(merged[index]!);
            if (!places.ContainsKey(name))
            {
                places.Add(name, index);
            }
        }

        foreach (ComposeNode item in upper.Items)
        {
            string name = NameOf(item);
            ComposeNode? kept = item.Merging == ComposeMerging.Reset ? null : item;
            if (places.TryGetValue(name, out int place))
            {
                merged[place] = MergesItems && merged[place] is { } known && kept is { Merging: ComposeMerging.Merge } ? Item.Merge(known, kept) : kept;
            }
            else if (kept is not null)
            {
                places.Add(name, merged.Count);
                merged.Add(kept);
            }
        }

        return upper with { Items = merged.OfType<ComposeNode>().ToArray() };
    }

    // A short form that only its variables will tell, and what has no name, are named by themselves.
    private string NameOf(ComposeNode item) => item is not ComposeScalar && KeyOf?.Invoke(item) is { Length: > 0 } name ? name : ComposeText.Of(item);

    private IEnumerable<ComposeNode> Items(ComposeNode item, string path, ComposeReading reading) =>
        Short is not null && item is ComposeScalar open && reading.IsOpen(open) ? [open]
            : Short is not null && item is ComposeScalar { IsNull: false } scalar ? Short(scalar, path, reading)
            : Item.Read(item, path, reading) is { } read ? [read]
            : [];
}
