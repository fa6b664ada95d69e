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
            else if (!isNothingAValue && entry.Value is ComposeScalar { IsNull: true, Merging: ComposeMerging.Merge })
            {
                continue;
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
    public static ComposeMapping WithoutResets(ComposeMapping mapping) => (ComposeMapping)Without((ComposeNode)mapping);

    private static ComposeNode Without(ComposeNode node) => !node.Has(IsReset) ? node : node switch
    {
        ComposeMapping mapping => mapping with { Entries = [.. mapping.Entries.Where(entry => !IsReset(entry.Value)).Select(entry => entry with { Value = Without(entry.Value) })] },
        ComposeSequence sequence => sequence with { Items = [.. sequence.Items.Where(item => !IsReset(item)).Select(Without)] },
        _ => node,
    };

    private static bool IsReset(ComposeNode node) => node.Merging == ComposeMerging.Reset;
}
