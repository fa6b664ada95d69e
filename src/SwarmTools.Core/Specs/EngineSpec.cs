using System;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>What engines write into a spec where nothing was said.</summary>
internal static class EngineSpec
{
    // What engines return where nothing was sent (moby, daemon/cluster/convert).
    private static readonly (SpecPath Owner, string Key, Func<JsonNode> Value)[] s_defaults =
    [
        (new("TaskTemplate.ContainerSpec"), "Isolation", () => "default"),
        (new("TaskTemplate"), "Runtime", () => "container"),
        (new("EndpointSpec"), "Mode", () => "vip"),
        (new("UpdateConfig"), "FailureAction", () => "pause"),
        (new("UpdateConfig"), "Order", () => "stop-first"),
        (new("RollbackConfig"), "FailureAction", () => "pause"),
        (new("RollbackConfig"), "Order", () => "stop-first"),
        (new("TaskTemplate.RestartPolicy"), "Condition", () => "any"),
        (new("TaskTemplate.RestartPolicy"), "MaxAttempts", () => 0L),
    ];

    /// <summary>Writes it, so that the spec is the one that comes back.</summary>
    public static void Fill(JsonObject spec)
    {
        foreach ((SpecPath owner, string key, Func<JsonNode> value) in s_defaults)
        {
            if (owner.Read(spec) is JsonObject part && part[key] is null)
            {
                part[key] = value();
            }
        }
    }
}
