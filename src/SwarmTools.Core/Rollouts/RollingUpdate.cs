using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using SwarmTools.Engine;
using SwarmTools.History;
using SwarmTools.Specs;

namespace SwarmTools.Rollouts;

/// <summary>What a guarded rollout is to do.</summary>
internal sealed record RollingUpdate
{
    /// <summary>The new version.</summary>
    public IReadOnlyList<SpecEdit> Edits { get; init; } = [];

    /// <summary>The spec of the service that was decided by; null where any is right.</summary>
    public JsonObject? Known { get; init; }

    /// <summary>The registry login for the nodes; null keeps the one they have.</summary>
    public RegistryLogin? Login { get; init; }

    /// <summary>How many tasks are updated first; 0 for no such step.</summary>
    public int Canary { get; init; }

    /// <summary>Whether the user is asked after the first tasks, with a <see cref="RolloutQuestion"/>.</summary>
    public bool IsValidated { get; init; }

    /// <summary>Whether the service is brought back when the rollout fails in any way.</summary>
    public bool RollbackOnFailure { get; init; }

    /// <summary>How tasks are replaced, for this rollout alone.</summary>
    public IReadOnlyList<SpecEdit> Tuning { get; init; } = [];

    /// <summary>Why, for the history.</summary>
    public string Reason { get; init; } = "";

    /// <summary>How many revisions are kept of a service.</summary>
    public int HistoryLimit { get; init; } = ServiceHistory.DefaultLimit;

    /// <summary>Whether it is seen through; otherwise the engine is left with it.</summary>
    public bool IsWatched { get; init; } = true;

    public TimeSpan Timeout { get; init; } = RolloutOptions.DefaultTimeout;
}
