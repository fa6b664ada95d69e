using System.Collections.Generic;

namespace SwarmTools.Stacks;

/// <summary>What belongs to stacks.</summary>
internal sealed record StackParts
{
    public IReadOnlyList<SwarmService> Services { get; init; } = [];

    /// <summary>Services that are gone, and have tasks that still end. Of them only the id, the stack and whether they were jobs is known.</summary>
    public IReadOnlyList<SwarmService> Leaving { get; init; } = [];

    public IReadOnlyList<SwarmNetwork> Networks { get; init; } = [];

    public IReadOnlyList<SwarmSecret> Secrets { get; init; } = [];

    public IReadOnlyList<SwarmConfig> Configs { get; init; } = [];
}
