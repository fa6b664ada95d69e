using System.Collections.Generic;

namespace SwarmTools.Engine;

/// <summary>What a new container is to be. Nothing of what it writes goes to a log.</summary>
internal sealed class ContainerDefinition
{
    public string Name { get; init; } = "";

    public string Image { get; init; } = "";

    /// <summary>The program with its arguments, in the place of the image's own.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>The only network that it joins.</summary>
    public string Network { get; init; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Labels;
}
