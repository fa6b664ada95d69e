using System;
using System.Collections.Generic;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Engine.Compose;

/// <summary>The keys of one mapping. Most have few, and there are many mappings: only a long one is looked up in a table.</summary>
internal sealed class MappingKeys
{
    private const int Few = 16;

    private readonly List<ComposeScalar> _few = [];
    private Dictionary<string, ComposeScalar>? _many;

    /// <summary>Adds a key.</summary>
    /// <returns>The one of the same text that is there already; null where there was none, and the key was added.</returns>
    public ComposeScalar? Add(ComposeScalar key)
    {
        if (Find(key.Text) is { } known)
        {
            return known;
        }

        if (_few.Count < Few)
        {
            _few.Add(key);
        }
        else
        {
            _many ??= new(StringComparer.Ordinal);
            _many.Add(key.Text, key);
        }

        return null;
    }

    private ComposeScalar? Find(string text)
    {
        foreach (ComposeScalar key in _few)
        {
            if (key.Text == text)
            {
                return key;
            }
        }

        return _many is not null && _many.TryGetValue(text, out ComposeScalar? known) ? known : null;
    }
}
