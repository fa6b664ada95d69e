using System.Collections.Generic;
using System.Linq;
using SwarmTools.Services;

namespace SwarmTools.Stacks;

/// <summary>What a swarm has, seen once before anything is planned, and what only an engine or a registry could tell of what is wished.</summary>
internal sealed record ObservedStack
{
    /// <summary>All services of the swarm.</summary>
    public IReadOnlyList<SwarmService> Services { get; init; } = [];

    /// <summary>All networks; those of the swarm come before those of one node with the same name.</summary>
    public IReadOnlyList<SwarmNetwork> Networks { get; init; } = [];

    public IReadOnlyList<SwarmSecret> Secrets { get; init; } = [];

    public IReadOnlyList<SwarmConfig> Configs { get; init; } = [];

    /// <summary>By the plain names of wished secrets: the version that has the wished value.</summary>
    public IReadOnlyDictionary<string, SwarmSecret> SameSecrets { get; init; } = new Dictionary<string, SwarmSecret>();

    /// <summary>By the plain names of wished configs: the version that has the wished data.</summary>
    public IReadOnlyDictionary<string, SwarmConfig> SameConfigs { get; init; } = new Dictionary<string, SwarmConfig>();

    /// <summary>By the names of wished services: the image to run; none for a service that keeps the one it has.</summary>
    public IReadOnlyDictionary<string, ImageResolution> Images { get; init; } = new Dictionary<string, ImageResolution>();

    /// <summary>A service of the stack by its name; null for none.</summary>
    public SwarmService? Service(string name) => Services.FirstOrDefault(service => service.Name == name);

    /// <summary>A network by its name; null for none.</summary>
    public SwarmNetwork? Network(string name) => Networks.FirstOrDefault(network => network.Name == name);
}
