using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose.Shapes;

/// <summary>Merges mappings key by key, and does what <c>!reset</c> and <c>!override</c> say.</summary>
internal static class MappingMerge
{
    /// <param name="below">The value of an earlier file.</param>
    /// <param name="above">The value of a later one.</param>
    /// <param name="shapeOf">The shape of a key's value; null for one that is replaced.</param>
    /// <param name="isNothingAValue">Whether a key that stands alone says something, such as that a variable is that of the client. Otherwise what there was stays.</param>
    public static ComposeNode Of(ComposeNode below, ComposeNode above, Func<string, ComposeShape?> shapeOf, bool isNothingAValue = false)
    {
        if (above is not ComposeMapping upper)
        {
            return above;
        }

        // What is taken away leaves a gap, so that all others keep their places.
        List<ComposeEntry?> merged = [];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        foreach (ComposeEntry entry in below is ComposeMapping lower ? lower.Entries : [])
        {
            places[entry.Key.Text] = merged.Count;
            merged.Add(entry);
        }

        foreach (ComposeEntry entry in upper.Entries)
        {
            if (!places.TryGetValue(entry.Key.Text, out int place))
            {
                places.Add(entry.Key.Text, place = merged.Count);
                merged.Add(null);
            }

            merged[place] = Both(merged[place], entry, shapeOf, isNothingAValue);
        }

        return upper with { Entries = [.. merged.OfType<ComposeEntry>()] };
    }

    private static ComposeEntry? Both(ComposeEntry? below, ComposeEntry above, Func<string, ComposeShape?> shapeOf, bool isNothingAValue) =>
        above.Value.Merging == ComposeMerging.Reset ? null
        : below is not { Value.Merging: not ComposeMerging.Reset } known ? above
        : !isNothingAValue && above.Value is ComposeScalar { IsNull: true, Merging: ComposeMerging.Merge } ? known
        : above.Value.Merging == ComposeMerging.Override || shapeOf(above.Key.Text) is not { } shape ? above
        : above with { Value = shape.Merge(known.Value, above.Value) };

    /// <summary>Takes out what a file resets that comes first, and so has nothing to be taken away.</summary>
    public static ComposeMapping WithoutResets(ComposeMapping mapping) => (ComposeMapping)Without((ComposeNode)mapping);

    private static ComposeNode Without(ComposeNode node) => !node.Has(IsReset) ? node : node switch
    {
        ComposeMapping mapping => mapping with { Entries = [.. mapping.Entries.Where(entry => !IsReset(entry.Value)).Select(entry => entry with { Value = Without(entry.Value) })] },
        ComposeSequence sequence => sequence with { Items = [.. sequence.Items.Where(item => !IsReset(item)).Select(Without)] },
        _ => node,
    };

    private static bool IsReset(ComposeNode node) => node.Merging == ComposeMerging.Reset;
}
