using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;
using SwarmTools.Text;

namespace SwarmTools.Nodes;

/// <summary>Whether the tasks of a service can be started on another node before they end on theirs. Pure.</summary>
internal static class ServiceMobility
{
    // What every node has, each its own: the engine's socket, the clock, and what the kernel tells.
    private static readonly HashSet<string> s_everywhere = new(["/var/run/docker.sock", "/run/docker.sock", "/etc/localtime", "/etc/timezone", "/dev", "/proc", "/sys"], StringComparer.Ordinal);
    private static readonly string[] s_kernel = ["/proc/", "/sys/"];

    /// <summary>Why they cannot; null where they can.</summary>
    public static string? WhyFixed(SwarmService service)
    {
        JsonObject spec = ServiceSpec.Of(service).Json;
        JsonObject[] mounts = [.. (ServiceOptions.Mounts.Read(spec) as JsonArray ?? []).OfType<JsonObject>()];
        return service.Mode is not SwarmServiceMode.Replicated ? $"it is {(service.Mode is SwarmServiceMode.Global ? "global: each node runs a task of its own" : "a job")}"
            : (spec["EndpointSpec"]?["Ports"] as JsonArray ?? []).Any(port => (string?)port?["PublishMode"] == "host") ? "it publishes a port of the node itself"
            : mounts.Any(IsVolumeOfNode) ? "it mounts a volume of the node, whose data would stay behind"
            : mounts.Select(PathOfNode).FirstOrDefault(path => path is not null) is { } path ? $"it mounts the path '{ConsoleText.Neutralise(path)}' of the node, which may be missing or hold other data on another"
            : null;
    }

    // One with options may be a share that all nodes reach.
    private static bool IsVolumeOfNode(JsonObject mount) => (string?)mount["Type"] == "volume" && !string.IsNullOrEmpty((string?)mount["Source"])
        && (string?)mount["VolumeOptions"]?["DriverConfig"]?["Name"] is null or "" or "local"
        && mount["VolumeOptions"]?["DriverConfig"]?["Options"] is not JsonObject { Count: > 0 };

    private static string? PathOfNode(JsonObject mount)
    {
        string path = (string?)mount["Source"] ?? "";
        bool isEverywhere = s_everywhere.Contains(path.TrimEnd('/')) || s_kernel.Any(start => path.StartsWith(start, StringComparison.Ordinal));
        return (string?)mount["Type"] == "bind" && !isEverywhere ? path : null;
    }
}
