using System.Collections.Generic;
using System.Text.Json.Nodes;

namespace SwarmTools.Stacks;

/// <summary>A service that a stack is to have.</summary>
/// <param name="Key">Its key in the file.</param>
/// <param name="Name">Its name in the swarm.</param>
/// <param name="Spec">Its spec. Networks, secrets and configs are named by their names, and the image is as the file has it.</param>
internal sealed record DesiredService(string Key, string Name, JsonObject Spec)
{
    /// <summary>The image as the file names it.</summary>
    public string Image { get; init; } = "";

    /// <summary>The services that come before it.</summary>
    public IReadOnlyList<StackDependency> Dependencies { get; init; } = [];

    /// <summary>What the engine is too old for, and would drop in silence.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];
}
