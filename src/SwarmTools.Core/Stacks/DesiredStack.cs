using System.Collections.Generic;
using SwarmTools.Engine;

namespace SwarmTools.Stacks;

/// <summary>What a stack is to be: all that its file asks for, under its names in the swarm.</summary>
internal sealed record DesiredStack(StackNames Names)
{
    public IReadOnlyList<DesiredService> Services { get; init; } = [];

    /// <summary>The networks that its services use and that are its own, by name.</summary>
    public IReadOnlyList<NetworkDefinition> Networks { get; init; } = [];

    public IReadOnlyList<DesiredContent> Secrets { get; init; } = [];

    public IReadOnlyList<DesiredContent> Configs { get; init; } = [];

    /// <summary>The names of networks, secrets and configs that must be there already.</summary>
    public IReadOnlyList<string> ExternalNetworks { get; init; } = [];

    public IReadOnlyList<string> ExternalSecrets { get; init; } = [];

    public IReadOnlyList<string> ExternalConfigs { get; init; } = [];
}
