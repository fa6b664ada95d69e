using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using SwarmTools.Specs;
using SwarmTools.Time;

namespace SwarmTools.Rollouts;

/// <summary>A guarded rollout under way.</summary>
internal sealed class RollingState(SwarmService before, RollingUpdate update, IClock clock)
{
    private TimeSpan _asking;

    /// <summary>The service as it was found.</summary>
    public SwarmService Before { get; } = before;

    /// <summary>What is to be done.</summary>
    public RollingUpdate Update => update;

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; } = clock.UtcNow;

    public TimeSpan Duration => clock.UtcNow - Started;

    /// <summary>How much of the time limit is left, which the user's own script does not use up.</summary>
    public TimeSpan Left => update.Timeout - (Duration - _asking) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    /// <summary>The service after the last change.</summary>
    public SwarmService Now { get; private set; } = before;

    /// <summary>The engine's time of the first change: newer tasks are the rollout's.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    /// <summary>The spec to go back to; null when nobody knows it.</summary>
    public JsonObject? Original { get; set; }

    /// <summary>The spec that the service is to have in the end.</summary>
    public JsonObject Target { get; set; } = [];

    /// <summary>The spec that the last change replaced, as far as this rollout knows.</summary>
    public JsonObject Replaced { get; set; } = [];

    /// <summary>The spec that the last change was to bring.</summary>
    public JsonObject Awaited { get; set; } = [];

    /// <summary>Whether tasks ran when it began.</summary>
    public bool HadTasks { get; set; }

    /// <summary>What is kept of it; null for nothing.</summary>
    public SwarmRevision? Revision { get; set; }

    /// <summary>How tasks are replaced on the way.</summary>
    public IReadOnlyList<SpecEdit> Tuning { get; set; } = update.Tuning;

    /// <summary>The ids of the tasks that had ended before the last tasks were let go on.</summary>
    public IReadOnlyCollection<string> EndedBefore { get; set; } = [];

    /// <summary>Whether the engine cannot go back by itself any more, because what it had last is not the original.</summary>
    public bool IsOnItsOwn { get; set; }

    /// <summary>The spec that the service has, as far as this rollout knows.</summary>
    public JsonObject Sent => ServiceSpec.Of(Now).Json;

    /// <summary>Notes what the service is, before anything was sent.</summary>
    public void Look(SwarmService now)
    {
        now.Connection = Before.Connection;
        Now = now;
    }

    /// <summary>Notes a change that was sent.</summary>
    public void Become(SwarmService now)
    {
        Look(now);
        ChangedAt ??= now.UpdatedAt;
    }

    /// <summary>Notes how long the user's script took.</summary>
    public void Asked(TimeSpan time) => _asking += time;
}
