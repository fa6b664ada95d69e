using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace SwarmTools.Compose.Nodes;

/// <summary>Keys with values, in the order of the file; each key once.</summary>
internal sealed record ComposeMapping(IReadOnlyList<ComposeEntry> Entries, ComposePosition At, ComposeMerging Merging = ComposeMerging.Merge) : ComposeNode(At, Merging)
{
    /// <summary>The value of a key; null where there is none.</summary>
    public ComposeNode? this[string key]
    {
        [MethodImpl(CompiledInFull)]
        get
        {
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
}
