using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace SwarmTools.Compose.Nodes;

/// <summary>Keys with values, in the order of the file; each key once.</summary>
internal sealed record ComposeMapping(IReadOnlyList<ComposeEntry> Entries, ComposePosition At, ComposeMerging Merging = ComposeMerging.Merge) : ComposeNode(At, Merging)
{
    /// <summary>From how many keys on a table is worth its while.</summary>
    private const int Many = 32;

    // With the entries that it is of: a copy with others has the same table.
    private (IReadOnlyList<ComposeEntry>? Of, Dictionary<string, ComposeNode> Values) _table;

    /// <summary>The value of a key; null where there is none.</summary>
    public ComposeNode? this[string key]
    {
        [MethodImpl(CompiledInFull)]
        get
        {
            if (Entries.Count > Many)
            {
                return Table().TryGetValue(key, out ComposeNode? value) ? value : null;
            }

            // Asked often, of few keys.
            for (int index = 0; index < Entries.Count; index++)
            {
                if (Entries[index].Key.Text == key)
                {
                    return Entries[index].Value;
                }
            }

            return null;
        }
    }

    private Dictionary<string, ComposeNode> Table()
    {
        if (_table.Of == Entries)
        {
            return _table.Values;
        }

        Dictionary<string, ComposeNode> values = new(Entries.Count, StringComparer.Ordinal);
        foreach (ComposeEntry entry in Entries)
        {
            if (!values.ContainsKey(entry.Key.Text))
            {
                values.Add(entry.Key.Text, entry.Value);
            }
        }

        _table = (Entries, values);
        return values;
    }
}
