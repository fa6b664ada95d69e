using System.Collections.Generic;

namespace SwarmTools.Stacks;

/// <summary>A secret or a config that a stack is to have.</summary>
/// <param name="Key">Its key in the file.</param>
/// <param name="Name">The name of its first version in the swarm.</param>
/// <param name="Source">Where its data comes from.</param>
internal sealed record DesiredContent(string Key, string Name, ContentSource Source)
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Labels;

    /// <summary>The plugin that holds the value of a secret; empty when the swarm does.</summary>
    public string Driver { get; init; } = "";

    public IReadOnlyDictionary<string, string> DriverOptions { get; init; } = Empty.Labels;

    public string TemplateDriver { get; init; } = "";
}
