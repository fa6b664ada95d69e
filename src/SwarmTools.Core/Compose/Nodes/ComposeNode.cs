using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace SwarmTools.Compose.Nodes;

/// <summary>A part of a compose file, with its place. Nodes never change, so that one which is used again and again (<c>*alias</c>) is kept once.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Merging">What it does to the node of an earlier file that it meets.</param>
internal abstract record ComposeNode(ComposePosition At, ComposeMerging Merging)
{
    // AggressiveOptimization, which .NET Standard 2.0 has no name for: a large file is looked through once, and well before .NET would see that it is worth it.
    private protected const MethodImplOptions CompiledInFull = (MethodImplOptions)512;

    /// <summary>Of how many nodes it is made.</summary>
    [MethodImpl(CompiledInFull)]
    public long Size()
    {
        long size = 1;
        IReadOnlyList<ComposeEntry> entries = this is ComposeMapping mapping ? mapping.Entries : [];
        for (int index = 0; index < entries.Count; index++)
        {
            size += 1 + entries[index].Value.Size();
        }

        IReadOnlyList<ComposeNode> items = this is ComposeSequence sequence ? sequence.Items : [];
        for (int index = 0; index < items.Count; index++)
        {
            size += items[index].Size();
        }

        return size;
    }

    /// <summary>Whether anything in it is like that. What is as it should be is then used as it is.</summary>
    [MethodImpl(CompiledInFull)]
    public bool Has(Func<ComposeNode, bool> isSo)
    {
        if (isSo(this))
        {
            return true;
        }

        // Without the iterators of Any: all nodes are looked at.
        IReadOnlyList<ComposeEntry> entries = this is ComposeMapping mapping ? mapping.Entries : [];
        for (int index = 0; index < entries.Count; index++)
        {
            if (entries[index].Value.Has(isSo))
            {
                return true;
            }
        }

        IReadOnlyList<ComposeNode> items = this is ComposeSequence sequence ? sequence.Items : [];
        for (int index = 0; index < items.Count; index++)
        {
            if (items[index].Has(isSo))
            {
                return true;
            }
        }

        return false;
    }
}
