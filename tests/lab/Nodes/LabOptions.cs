using System.Collections.Generic;

namespace SwarmTools.Lab;

/// <summary>What a lab is to be.</summary>
public sealed record LabOptions
{
    /// <summary>The engine of all nodes.</summary>
    public required EngineInstallation Engine { get; init; }

    /// <summary>The number of managers, m1 and so on; the first makes the swarm.</summary>
    public int Managers { get; init; } = 1;

    /// <summary>The number of workers, w1 and so on.</summary>
    public int Workers { get; init; }

    /// <summary>Whether the nodes form a swarm; otherwise they are single engines.</summary>
    public bool Swarm { get; init; } = true;

    /// <summary>Files to load on each node, as docker load takes them.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>A folder with ca.pem, server-cert.pem and server-key.pem: then the engines listen on port 2376 with --tlsverify, instead of on 2375.</summary>
    public string? Certificates { get; init; }
}
