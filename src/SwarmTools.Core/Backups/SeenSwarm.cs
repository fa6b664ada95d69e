using System;
using System.Collections.Generic;
using SwarmTools.Stacks;

namespace SwarmTools.Backups;

/// <summary>A swarm, seen once for all that is to be kept of it, or put back into it.</summary>
internal sealed record SeenSwarm
{
    public required Swarm Swarm { get; init; }

    public IReadOnlyList<SwarmNode> Nodes { get; init; } = [];

    /// <summary>Services, networks, secrets and configs.</summary>
    public required ObservedStack Observed { get; init; }

    /// <summary>The API of the engine that told.</summary>
    public required Version Api { get; init; }

    /// <summary>The names of secrets that are there with another value than the one that was given.</summary>
    public IReadOnlyCollection<string> OtherValues { get; init; } = [];

    /// <summary>The secrets whose values were compared.</summary>
    public IReadOnlyCollection<string> ComparedValues { get; init; } = [];
}
