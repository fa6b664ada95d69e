using System;
using System.Collections.Generic;

namespace SwarmTools;

/// <summary>What the files of a stack say together: merged, with all that they include and extend, and with variables filled in.</summary>
public sealed class SwarmStackProject
{
    /// <summary>The name that the file gives the stack; empty for none.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The services.</summary>
    public IReadOnlyList<SwarmStackService> Services { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The networks.</summary>
    public IReadOnlyList<SwarmStackResource> Networks { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The volumes.</summary>
    public IReadOnlyList<SwarmStackResource> Volumes { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The secrets. Their values are not read.</summary>
    public IReadOnlyList<SwarmStackResource> Secrets { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The configs.</summary>
    public IReadOnlyList<SwarmStackResource> Configs { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>All of it as <c>docker stack config</c> writes it.</summary>
    public string Yaml => Text.Value;

    /// <summary>The nodes that it was made from, and where its files and variables come from, for who publishes it.</summary>
    internal object? Nodes { get; init; }

    internal object? Input { get; init; }

    internal Lazy<string> Text { get; init; } = new(() => "");

    /// <inheritdoc/>
    public override string ToString() => Name.Length > 0 ? Name : $"{Services.Count} services";
}
