using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>The fields of a service that not all engines know (moby, docs/api/version-history.md). Pure.</summary>
internal static class AgedFields
{
    private static readonly AgedField[] s_ofService =
    [
        ServiceOptions.HealthStartInterval.Age!,
        ServiceOptions.Seccomp.Age!,
        ServiceOptions.AppArmor.Age!,
        ServiceOptions.NoNewPrivileges.Age!,
        ServiceOptions.OomScoreAdjustment.Age!,
        ServiceOptions.MemorySwap.Age!,
        ServiceOptions.MemorySwappiness.Age!,
    ];

    private static readonly AgedField[] s_ofMount =
    [
        new(new("BindOptions.CreateMountpoint"), new(1, 42)),
        new(new("BindOptions.ReadOnlyNonRecursive"), new(1, 44)),
        new(new("BindOptions.ReadOnlyForceRecursive"), new(1, 44)),
        new(new("VolumeOptions.Subpath"), new(1, 45)),
        new(new("TmpfsOptions.Options"), new(1, 46)),
    ];

    private static readonly (string Type, Version Since)[] s_mounts = [("cluster", new(1, 42)), ("image", new(1, 48))];

    /// <summary>Takes out what an engine would drop, so that the spec is what it will keep.</summary>
    /// <returns>What was lost: <c>TaskTemplate.ContainerSpec.OomScoreAdj (API 1.46)</c>. What says nothing is no loss.</returns>
    public static IReadOnlyList<string> Drop(JsonObject spec, Version api)
    {
        List<string> lost = [];
        foreach (AgedField field in s_ofService.Where(field => field.Since > api))
        {
            Drop(spec, field, lost);
        }

        // Each mount by itself: the losses carry the place of the list.
        foreach (JsonObject mount in Mounts(spec))
        {
            List<string> ofMount = [];
            foreach (AgedField field in s_ofMount.Where(field => field.Since > api))
            {
                Drop(mount, field, ofMount);
            }

            lost.AddRange(ofMount.Select(path => $"TaskTemplate.ContainerSpec.Mounts[{(string?)mount["Target"]}].{path}"));
        }

        return lost;
    }

    /// <summary>A kind of mount that an engine refuses; null for none.</summary>
    public static string? RefusedMount(JsonObject spec, Version api) => Mounts(spec).Select(mount => (string?)mount["Type"])
        .Where(type => s_mounts.Any(known => known.Type == type && known.Since > api))
        .Select(type => $"a mount of the type '{type}' needs an engine with API {s_mounts.First(known => known.Type == type).Since} or newer")
        .FirstOrDefault();

    private static void Drop(JsonObject spec, AgedField field, List<string> lost)
    {
        JsonObject before = (JsonObject)spec.DeepClone();
        field.Path.Write(spec, null);
        if (!SpecDifferences.AreNone(before, spec))
        {
            lost.Add($"{field.Path} (API {field.Since})");
        }
    }

    private static IEnumerable<JsonObject> Mounts(JsonObject spec) => (ServiceOptions.Mounts.Read(spec) as JsonArray ?? []).OfType<JsonObject>();
}
