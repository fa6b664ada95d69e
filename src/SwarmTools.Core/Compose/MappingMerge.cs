using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Compose;

/// <summary>Merges mappings key by key, and does what <c>!reset</c> and <c>!override</c> say.</summary>
internal static class MappingMerge
{
    /// <param name="below">The value of an earlier file.</param>
    /// <param name="above">The value of a later one.</param>
    /// <param name="shapeOf">The shape of a key's value; null for one that is replaced.</param>
    public static ComposeNode Of(ComposeNode below, ComposeNode above, Func<string, ComposeShape?> shapeOf)
    {
        if (above is not ComposeMapping upper)
        {
            return above;
        }

        List<ComposeEntry> merged = below is ComposeMapping lower ? [.. lower.Entries] : [];
        foreach (ComposeEntry entry in upper.Entries)
        {
            int known = merged.FindIndex(each => each.Key.Text == entry.Key.Text);
            if (entry.Value.Merging == ComposeMerging.Reset)
            {
                if (known >= 0)
                {
                    merged.RemoveAt(known);
                }
            }
            else if (known < 0)
            {
                merged.Add(entry);
            }
            else
            {
                bool isReplaced = entry.Value.Merging == ComposeMerging.Override || shapeOf(entry.Key.Text) is null;
                merged[known] = entry with { Value = isReplaced ? entry.Value : shapeOf(entry.Key.Text)!.Merge(merged[known].Value, entry.Value) };
            }
        }

        return upper with { Entries = [.. merged] };
    }

    /// <summary>Takes out what a file resets that comes first, and so has nothing to be taken away.</summary>
    public static ComposeMapping WithoutResets(ComposeMapping mapping) => !mapping.Has(IsReset) ? mapping : mapping with
    {
        Entries = [.. mapping.Entries.Where(entry => !IsReset(entry.Value))
            .Select(entry => entry.Value is ComposeMapping inner ? entry with { Value = WithoutResets(inner) } : entry)],
    };

    private static bool IsReset(ComposeNode node) => node.Merging == ComposeMerging.Reset;
}
