using System;
using System.Text.Json.Nodes;

namespace SwarmTools.Rollouts;

/// <summary>A guarded rollout under way.</summary>
internal sealed class RollingState(SwarmService before, DateTimeOffset started)
{
    /// <summary>The service as it was found.</summary>
    public SwarmService Before { get; } = before;

    /// <summary>When it began.</summary>
    public DateTimeOffset Started => started;

    /// <summary>The service after the last change.</summary>
    public SwarmService Now { get; private set; } = before;

    /// <summary>The engine's time of the first change: newer tasks are the rollout's.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    /// <summary>The spec to go back to; null when nobody knows it.</summary>
    public JsonObject? Original { get; set; }

    /// <summary>The spec that the service is to have in the end.</summary>
    public JsonObject Target { get; set; } = [];

    /// <summary>The spec that the last change replaced.</summary>
    public JsonObject Replaced { get; set; } = [];

    /// <summary>What is kept of it; null for nothing.</summary>
    public SwarmRevision? Revision { get; set; }

    /// <summary>Whether the engine could not go back by itself any more.</summary>
    public bool IsHeld { get; set; }

    /// <summary>The spec that the service has, as far as this rollout knows.</summary>
    public JsonObject Sent => SpecOf(Now);

    /// <summary>Notes a change that was sent.</summary>
    public void Become(SwarmService now)
    {
        now.Connection = Before.Connection;
        Now = now;
        ChangedAt ??= now.UpdatedAt;
    }

    public static JsonObject DocumentOf(SwarmService service) => (JsonObject)JsonNode.Parse(service.RawJson)!;

    public static JsonObject SpecOf(SwarmService service) => (JsonObject)DocumentOf(service)["Spec"]!.DeepClone();
}
