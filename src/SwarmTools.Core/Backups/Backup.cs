using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using SwarmTools.Engine;

namespace SwarmTools.Backups;

/// <summary>All objects of a swarm, with names where the swarm has ids, and without the values of secrets.</summary>
internal sealed record Backup
{
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The id of the swarm.</summary>
    public string SwarmId { get; init; } = "";

    /// <summary>The API of the engine that told: it shows no more than its own version knows.</summary>
    public Version Api { get; init; } = new(1, 41);

    /// <summary>The parts of the swarm's spec that can be put back: no certificate and no key is among them.</summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>Where networks got their subnets from. Only a new swarm can be told.</summary>
    public IReadOnlyList<string> AddressPools { get; init; } = [];

    /// <summary>The prefix length of those subnets.</summary>
    public int SubnetSize { get; init; }

    /// <summary>The UDP port of the overlay networks' traffic. Only a new swarm can be told.</summary>
    public int DataPathPort { get; init; }

    public IReadOnlyList<BackupNode> Nodes { get; init; } = [];

    /// <summary>The networks of the swarm, by name, with the subnets that they had.</summary>
    public IReadOnlyList<NetworkDefinition> Networks { get; init; } = [];

    /// <summary>The secrets, by name; none has a value.</summary>
    public IReadOnlyList<SecretDefinition> Secrets { get; init; } = [];

    public IReadOnlyList<ConfigDefinition> Configs { get; init; } = [];

    /// <summary>The specs of the services, by name: all that the engine told, with names where it had ids.</summary>
    public IReadOnlyList<JsonObject> Services { get; init; } = [];

    public IReadOnlyList<BackupRevision> Revisions { get; init; } = [];
}
