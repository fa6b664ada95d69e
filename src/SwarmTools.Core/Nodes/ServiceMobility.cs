using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Nodes;

/// <summary>Whether the tasks of a service can be started on another node before they end on theirs. Pure.</summary>
internal static class ServiceMobility
{
    /// <summary>Why they cannot; null where they can.</summary>
    public static string? WhyFixed(SwarmService service)
    {
        JsonObject spec = ServiceSpec.Of(service).Json;
        return service.Mode is not SwarmServiceMode.Replicated ? $"it is {(service.Mode is SwarmServiceMode.Global ? "global: each node runs a task of its own" : "a job")}"
            : (spec["EndpointSpec"]?["Ports"] as JsonArray ?? []).Any(port => (string?)port?["PublishMode"] == "host") ? "it publishes a port of the node itself"
            : (ServiceOptions.Mounts.Read(spec) as JsonArray ?? []).OfType<JsonObject>().Any(IsOfNode) ? "it mounts a volume of the node, whose data would stay behind"
            : null;
    }

    // One with options may be a share that all nodes reach.
    private static bool IsOfNode(JsonObject mount) => (string?)mount["Type"] == "volume" && !string.IsNullOrEmpty((string?)mount["Source"])
        && (string?)mount["VolumeOptions"]?["DriverConfig"]?["Name"] is null or "" or "local"
        && mount["VolumeOptions"]?["DriverConfig"]?["Options"] is not JsonObject { Count: > 0 };
}
