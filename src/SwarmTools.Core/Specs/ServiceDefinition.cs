using System.Collections.Generic;
using SwarmTools.Syntax;

namespace SwarmTools.Specs;

/// <summary>What a new service is to be, in the user's terms: names instead of ids, a tag instead of a digest.</summary>
internal sealed record ServiceDefinition
{
    public string Name { get; init; } = "";

    public string Image { get; init; } = "";

    /// <summary>Whether the tag is sent as it is, instead of pinned to the registry's digest.</summary>
    public bool KeepTag { get; init; }

    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public SwarmServiceMode Mode { get; init; } = SwarmServiceMode.Replicated;

    public long Replicas { get; init; } = 1;

    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Labels;

    public IReadOnlyDictionary<string, string> ContainerLabels { get; init; } = Empty.Labels;

    public IReadOnlyDictionary<string, string> Environment { get; init; } = Empty.Labels;

    public IReadOnlyList<string> Constraints { get; init; } = [];

    public IReadOnlyList<NetworkUse> Networks { get; init; } = [];

    public IReadOnlyList<FileReference> Secrets { get; init; } = [];

    public IReadOnlyList<FileReference> Configs { get; init; } = [];

    public IReadOnlyList<SwarmMount> Mounts { get; init; } = [];

    public IReadOnlyList<SwarmPort> Ports { get; init; } = [];

    /// <summary>How the tasks' health is checked; null leaves it to the image.</summary>
    public HealthCheck? HealthCheck { get; init; }

    /// <summary>How updates replace tasks; null leaves it to the engine.</summary>
    public UpdatePolicy? Update { get; init; }

    public SwarmEndpointMode EndpointMode { get; init; } = SwarmEndpointMode.Vip;
}
