using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Completion;

/// <summary>A key of a short form such as <c>type=volume,source=data</c>.</summary>
/// <param name="Name">The key.</param>
/// <param name="About">What it is for.</param>
internal sealed record OptionKey(string Name, string About)
{
    /// <summary>Other words for the key.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether it may stand without a value.</summary>
    public bool IsFlag { get; init; }

    /// <summary>Whether it may come several times.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>The value of the key <c>type</c> that it goes with; empty for any.</summary>
    public string Type { get; init; } = "";

    /// <summary>The values that it usually takes.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Finds the values that the swarm has.</summary>
    public Func<ISwarmEngine, CancellationToken, Task<IReadOnlyList<CompletionItem>>>? FindAsync { get; init; }

    /// <summary>Whether a word means this key.</summary>
    public bool Is(string word) => Name.Equals(word, StringComparison.OrdinalIgnoreCase) || ((List<string>)[.. Aliases]).Exists(alias => alias.Equals(word, StringComparison.OrdinalIgnoreCase));
}
