using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;

namespace SwarmTools.Diagnostics;

/// <summary>A swarm as it was seen in one moment.</summary>
internal sealed record SwarmSnapshot
{
    public required Swarm Swarm { get; init; }

    public IReadOnlyList<SwarmNode> Nodes { get; init; } = [];

    /// <summary>The services, with counts that leave out tasks on nodes that do not answer.</summary>
    public IReadOnlyList<SwarmService> Services { get; init; } = [];

    public IReadOnlyList<SwarmTask> Tasks { get; init; } = [];

    public IReadOnlyList<SwarmSecret> Secrets { get; init; } = [];

    public IReadOnlyList<SwarmConfig> Configs { get; init; } = [];

    public IReadOnlyList<SwarmNetwork> Networks { get; init; } = [];

    /// <summary>The specs of all kept revisions.</summary>
    public IReadOnlyList<JsonObject> Kept { get; init; } = [];

    /// <summary>When it was seen, by the clock of this machine.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>How far the clock of the engine that answered is ahead of this machine's; null where it did not tell.</summary>
    public TimeSpan? ClockSkew { get; init; }
}
