using System.Collections.Generic;

namespace SwarmTools;

/// <summary>A service of a stack file.</summary>
public sealed class SwarmStackService
{
    /// <summary>Its name in the file; in the swarm that of the stack comes before it.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The image; empty where the file has none.</summary>
    public string Image { get; internal init; } = "";

    /// <summary>How its tasks are spread.</summary>
    public SwarmServiceMode Mode { get; internal init; }

    /// <summary>How many tasks are wanted; null for global services.</summary>
    public long? Replicas { get; internal init; }

    /// <summary>The published ports, such as <c>8080:80/tcp</c>.</summary>
    public IReadOnlyList<string> Ports { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The networks that its tasks join.</summary>
    public IReadOnlyList<string> Networks { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The secrets that its tasks read.</summary>
    public IReadOnlyList<string> Secrets { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The configs that its tasks read.</summary>
    public IReadOnlyList<string> Configs { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The services that have to be there before it.</summary>
    public IReadOnlyList<string> DependsOn { get; internal init => field = Items.Numbered(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
