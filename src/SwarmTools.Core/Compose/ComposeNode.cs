using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace SwarmTools.Compose;

/// <summary>A part of a compose file, with its place. Nodes never change, so that one which is used again and again (<c>*alias</c>) is kept once.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Merging">What it does to the node of an earlier file that it meets.</param>
internal abstract record ComposeNode(ComposePosition At, ComposeMerging Merging)
{
    // AggressiveOptimization, which .NET Standard 2.0 has no name for: a large file is looked through once, and well before .NET would see that it is worth it.
    private const MethodImplOptions CompiledInFull = (MethodImplOptions)512;

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

/// <summary>A single value, as text. What it means is decided by the place where it stands.</summary>
/// <param name="Text">The text, without its quotes.</param>
/// <param name="IsQuoted">Whether it is a text whatever it looks like: in quotes, as a block, or with the tag <c>!!str</c>.</param>
/// <param name="At">Where it begins.</param>
/// <param name="Merging">What it does to the node of an earlier file that it meets.</param>
internal sealed record ComposeScalar(string Text, bool IsQuoted, ComposePosition At, ComposeMerging Merging = ComposeMerging.Merge) : ComposeNode(At, Merging)
{
    /// <summary>Whether there is no value: nothing, <c>~</c> or <c>null</c>.</summary>
    public bool IsNull => !IsQuoted && (Text is "" or "~" or "null" or "Null" or "NULL");
}

/// <summary>A list.</summary>
internal sealed record ComposeSequence(IReadOnlyList<ComposeNode> Items, ComposePosition At, ComposeMerging Merging = ComposeMerging.Merge) : ComposeNode(At, Merging);

/// <summary>Keys with values, in the order of the file; each key once.</summary>
internal sealed record ComposeMapping(IReadOnlyList<ComposeEntry> Entries, ComposePosition At, ComposeMerging Merging = ComposeMerging.Merge) : ComposeNode(At, Merging)
{
    /// <summary>The value of a key; null where there is none.</summary>
    public ComposeNode? this[string key]
    {
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

/// <summary>A key with its value. A value type: there are as many as there are lines.</summary>
internal readonly record struct ComposeEntry(ComposeScalar Key, ComposeNode Value);
