using System.Collections.Generic;

namespace SwarmTools;

/// <summary>A network, volume, secret or config of a stack file.</summary>
public sealed class SwarmStackResource
{
    /// <summary>Its name in the file; in the swarm that of the stack comes before it.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Its name in the swarm, where the file gives one; empty otherwise.</summary>
    public string SwarmName { get; internal init; } = "";

    /// <summary>Whether it has to be there already, and is not the stack's own.</summary>
    public bool IsExternal { get; internal init; }

    /// <summary>The driver; empty for the usual one.</summary>
    public string Driver { get; internal init; } = "";

    /// <summary>The labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; internal init; } = Empty.Labels;

    /// <summary>Where the value of a secret or config comes from: <c>file:PATH</c>, <c>environment:NAME</c> or <c>content</c>; empty for others. Never the value.</summary>
    public string Source { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
