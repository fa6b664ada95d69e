using System.Collections.Generic;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>The spec of a new service before any option: what docker's own client sends (docker/cli, command/service/opts.go).</summary>
internal static class ServiceTemplate
{
    public static JsonObject Make(string name, SwarmServiceMode mode)
    {
        return new()
        {
            ["Name"] = name,
            ["Labels"] = new JsonObject(),
            ["TaskTemplate"] = new JsonObject
            {
                ["ContainerSpec"] = new JsonObject { ["Init"] = false, ["DNSConfig"] = new JsonObject() },
                ["Resources"] = new JsonObject { ["Limits"] = new JsonObject(), ["Reservations"] = new JsonObject() },
                ["Placement"] = new JsonObject(),
            },
            ["Mode"] = new JsonObject { [mode.ToString()] = Empty(mode) },
            ["EndpointSpec"] = new JsonObject { ["Mode"] = "vip" },
        };
    }

    /// <summary>The template with edits.</summary>
    public static JsonObject Make(string name, SwarmServiceMode mode, IEnumerable<SpecEdit> edits)
    {
        JsonObject spec = Make(name, mode);
        foreach (SpecEdit edit in edits)
        {
            edit.Apply(spec);
        }

        if (spec["Mode"]?[nameof(SwarmServiceMode.ReplicatedJob)] is JsonObject job && job["MaxConcurrent"] is null)
        {
            // As docker does: all at a time, unless it is said how many.
            job["MaxConcurrent"] = (long?)job["TotalCompletions"] ?? 1L;
        }

        return spec;
    }

    private static JsonObject Empty(SwarmServiceMode mode) => mode switch
    {
        SwarmServiceMode.Replicated => new() { ["Replicas"] = 1L },
        _ => [],
    };
}
