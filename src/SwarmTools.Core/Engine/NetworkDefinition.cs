using System.Collections.Generic;

namespace SwarmTools.Engine;

/// <summary>What a new network is to be.</summary>
internal sealed class NetworkDefinition
{
    public string Name { get; init; } = "";

    public string Driver { get; init; } = "overlay";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Labels;

    public IReadOnlyDictionary<string, string> Options { get; init; } = Empty.Labels;

    public bool Attachable { get; init; }

    public bool Internal { get; init; }

    public bool Ingress { get; init; }

    public bool IPv6 { get; init; }

    public IReadOnlyList<NetworkPool> Pools { get; init; } = [];
}
