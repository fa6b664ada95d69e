using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Stacks;

/// <summary>The networks, volumes, secrets or configs of an exported file, with the keys that they have there.</summary>
/// <param name="names">The names of the stack.</param>
/// <param name="isRenamed">Whether all that the stack makes gets names of another stack, also what had a name that does not come from its key.</param>
internal sealed class ExportSection(StackNames names, bool isRenamed = false)
{
    private readonly SortedDictionary<string, ComposeMapping> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <summary>The key of what has a name in the swarm; null for what is not in the file.</summary>
    public string? KeyOf(string name) => _keys.TryGetValue(name, out string? key) ? key : null;

    /// <summary>Adds what the stack makes. Its name is written where it does not come from the key.</summary>
    /// <param name="name">The name in the swarm.</param>
    /// <param name="plain">The name without a version, which the key comes from.</param>
    /// <param name="value">What is said of it.</param>
    public void AddOwn(string name, string plain, MappingBuilder value)
    {
        string key = Take(name, plain);
        _values[key] = new MappingBuilder().AddText("name", isRenamed || names.Scoped(key) == plain ? null : plain).AddAll(value).Build();
    }

    /// <summary>Adds what the stack makes beside another one of its plain name, under a key and therefore a name of its own.</summary>
    public void AddBeside(string name, string plain, MappingBuilder value) => _values[Take(name, plain)] = value.Build();

    /// <summary>Adds what must be there already.</summary>
    public void AddExternal(string name, string plain) => _values[Take(name, plain)] = new MappingBuilder().AddPlain("external", "true").AddText("name", name).Build();

    public ComposeMapping Build()
    {
        MappingBuilder section = new();
        foreach (KeyValuePair<string, ComposeMapping> value in _values)
        {
            section.Add(value.Key, value.Value);
        }

        return section.Build();
    }

    // A key that another one has already, such as front of shop_front and of front, is taken with a number.
    private string Take(string name, string plain)
    {
        // What stands in a name and in no key, such as a template, is left out of the key; the name is written beside it then.
        string wished = new([.. (names.KeyOf(plain) ?? plain).Select(c => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '.' or '_' or '-' ? c : '-')]);
        string key = Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? wished : $"{wished}-{number}").First(free => !_values.ContainsKey(free));
        _keys[name] = key;
        return key;
    }
}
