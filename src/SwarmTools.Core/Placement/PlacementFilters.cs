using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SwarmTools.Nodes;
using SwarmTools.Text;

namespace SwarmTools.Placement;

/// <summary>Whether a node can take a task, by the filters of the engine's scheduler in their order (swarmkit, manager/scheduler/filter.go and pipeline.go). Pure.</summary>
internal static class PlacementFilters
{
    // Each says why it refuses; null where it does not.
    private static readonly (SwarmPlacementFilter Filter, Func<PlacementNeeds, NodeRoom, string?> Why)[] s_filters =
    [
        (SwarmPlacementFilter.Ready, (_, room) => WhyNotReady(room.Node)),
        (SwarmPlacementFilter.Resources, WhyShort),
        (SwarmPlacementFilter.Plugins, WhyWithoutDriver),
        (SwarmPlacementFilter.Constraints, (needs, room) => WhyConstrained(needs, room.Node)),
        (SwarmPlacementFilter.Platform, (needs, room) => WhyForeign(needs, room.Node)),
        (SwarmPlacementFilter.HostPorts, WhyTaken),
        (SwarmPlacementFilter.MaxReplicas, WhyFull),
    ];

    /// <summary>The first filter that refuses, and why; null where the task fits.</summary>
    public static PlacementRefusal? Judge(PlacementNeeds needs, NodeRoom room)
    {
        foreach ((SwarmPlacementFilter filter, Func<PlacementNeeds, NodeRoom, string?> why) in s_filters)
        {
            if (why(needs, room) is { } refusal)
            {
                return new(filter, refusal);
            }
        }

        return null;
    }

    private static string? WhyNotReady(SwarmNode node) => node.State != SwarmNodeState.Ready ? $"its state is {node.State}"
        : node.Availability != SwarmNodeAvailability.Active ? $"it takes no tasks: its availability is {node.Availability}"
        : null;

    private static string? WhyShort(PlacementNeeds needs, NodeRoom room)
    {
        // What reserves nothing fits everywhere, even where others reserved more than there is.
        if (needs.Reserved.IsNothing)
        {
            return null;
        }

        List<string> missing = [];
        if (needs.Reserved.NanoCpus > room.NanoCpus)
        {
            missing.Add($"cpus: {Cpus(needs.Reserved.NanoCpus)} needed, {Cpus(room.NanoCpus)} of {Cpus((long)Math.Round(room.Node.Cpus * 1e9))} free");
        }

        if (needs.Reserved.MemoryBytes > room.MemoryBytes)
        {
            missing.Add($"memory: {SwarmText.Size(needs.Reserved.MemoryBytes)} needed, {SwarmText.Size(Math.Max(0, room.MemoryBytes))} of {SwarmText.Size(room.Node.MemoryBytes)} free");
        }

        foreach ((string kind, long wanted) in needs.Reserved.Generic.Select(kept => (kept.Key, kept.Value)))
        {
            // Of a kind that is used up or unknown there is too little, however little is asked for.
            long free = room.Generic.TryGetValue(kind, out long left) ? Math.Max(0, left) : 0;
            if (free == 0 || wanted > free)
            {
                missing.Add($"{kind}: {wanted.ToString(CultureInfo.InvariantCulture)} needed, {free.ToString(CultureInfo.InvariantCulture)} free");
            }
        }

        return missing.Count > 0 ? string.Join("; ", missing) : null;
    }

    private static string? WhyWithoutDriver(PlacementNeeds needs, NodeRoom room)
    {
        string[] missing = [.. needs.Drivers.Where(driver => !HasDriver(room, driver)).Select(driver => $"{driver.Type.ToLower(CultureInfo.InvariantCulture)} driver '{driver.Name}'")];
        return missing.Length > 0 ? $"it has no {string.Join(" and no ", missing)}" : null;
    }

    // Engines that tell of no log driver at all are too old to, and are trusted.
    private static bool HasDriver(NodeRoom room, (string Type, string Name) wanted) =>
        room.Drivers.Any(driver => driver.Type == wanted.Type && (driver.Name == wanted.Name || driver.Name == wanted.Name + ":latest"))
        || (wanted.Type == "Log" && !room.Drivers.Any(driver => driver.Type == "Log"));

    private static string? WhyConstrained(PlacementNeeds needs, SwarmNode node)
    {
        string[] unmet = [.. needs.Constraints.Where(constraint => !NodeConstraints.IsMet(node, constraint))];
        return unmet.Length > 0 ? $"it does not meet {string.Join(" and ", unmet)}" : null;
    }

    private static string? WhyForeign(PlacementNeeds needs, SwarmNode node) =>
        needs.Platforms.Count == 0 || needs.Platforms.Any(platform => IsOf(platform.System, node.OperatingSystem) && IsOf(Plain(platform.Architecture), Plain(node.Architecture)))
            ? null
            : $"it is {node.OperatingSystem}/{node.Architecture}, the image is for {string.Join(", ", needs.Platforms.Select(platform => $"{platform.System}/{platform.Architecture}"))}";

    private static bool IsOf(string wanted, string own) => wanted.Length == 0 || wanted == own;

    // The two names that images and machines have for one architecture.
    private static string Plain(string architecture) => architecture switch
    {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        _ => architecture,
    };

    private static string? WhyTaken(PlacementNeeds needs, NodeRoom room)
    {
        string[] taken = [.. needs.HostPorts.Where(room.HostPorts.ContainsKey).Select(port => $"its port {port} is taken by {room.HostPorts[port]}")];
        return taken.Length > 0 ? string.Join("; ", taken) : null;
    }

    private static string? WhyFull(PlacementNeeds needs, NodeRoom room) => needs.MaxReplicas > 0 && room.CountOf(needs.ServiceId) >= needs.MaxReplicas
        ? $"it has {room.CountOf(needs.ServiceId)} of the service, and {needs.MaxReplicas.ToString(CultureInfo.InvariantCulture)} may be on one node"
        : null;

    private static string Cpus(long nano) => (Math.Max(0, nano) / 1e9m).ToString("0.##", CultureInfo.InvariantCulture);
}
