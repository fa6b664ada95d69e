using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace SwarmTools.Placement;

/// <summary>What a task of a service needs of a node. Pure.</summary>
internal sealed record PlacementNeeds
{
    public string ServiceId { get; init; } = "";

    public string ServiceName { get; init; } = "";

    public Reservation Reserved { get; init; } = new(0, 0, []);

    public IReadOnlyList<string> Constraints { get; init; } = [];

    /// <summary>The platforms that the image is made for; none for all.</summary>
    public IReadOnlyList<(string System, string Architecture)> Platforms { get; init; } = [];

    /// <summary>The ports that must be free on the node, such as <c>8080/tcp</c>.</summary>
    public IReadOnlyList<string> HostPorts { get; init; } = [];

    /// <summary>The most tasks of the service on one node; 0 for any number.</summary>
    public long MaxReplicas { get; init; }

    /// <summary>The drivers, each with its type: Volume, Network or Log.</summary>
    public IReadOnlyList<(string Type, string Name)> Drivers { get; init; } = [];

    /// <param name="service">The service.</param>
    /// <param name="template">What its tasks are made of; those that were made before a change are made of another.</param>
    /// <param name="networks">The networks of the swarm.</param>
    public static PlacementNeeds Of(SwarmService service, JsonObject template, IReadOnlyList<SwarmNetwork> networks)
    {
        JsonNode? placement = template["Placement"];
        return new()
        {
            ServiceId = service.Id,
            ServiceName = service.Name,
            Reserved = Reservation.Of(template),
            Constraints = [.. (placement?["Constraints"] as JsonArray ?? []).Select(constraint => (string?)constraint ?? "")],
            Platforms = [.. (placement?["Platforms"] as JsonArray ?? []).Select(platform => ((string?)platform?["OS"] ?? "", (string?)platform?["Architecture"] ?? ""))],
            MaxReplicas = (long?)placement?["MaxReplicas"] ?? 0,
            HostPorts = [.. service.Ports.Where(port => port.PublishMode == SwarmPublishMode.Host && port.PublishedPort != 0).Select(NodeRooms.KeyOf)],
            Drivers = [.. VolumeDrivers(template), .. NetworkDrivers(service, networks), .. LogDrivers(template)],
        };
    }

    private static IEnumerable<(string, string)> VolumeDrivers(JsonObject template) => (template["ContainerSpec"]?["Mounts"] as JsonArray ?? [])
        .Where(mount => (string?)mount?["Type"] == "volume")
        .Select(mount => (string?)mount?["VolumeOptions"]?["DriverConfig"]?["Name"])
        .Where(driver => driver is not (null or "" or "local"))
        .Select(driver => ("Volume", driver!));

    // Those that engines bring along themselves, such as host, are in no list, and on every node.
    private static IEnumerable<(string, string)> NetworkDrivers(SwarmService service, IReadOnlyList<SwarmNetwork> networks) => networks
        .Where(network => network.Driver.Length > 0 && service.NetworkIds.Any(id => id == network.Id || id == network.Name))
        .Select(network => ("Network", network.Driver))
        .Distinct()
        .OrderBy(driver => driver.Driver, StringComparer.Ordinal);

    private static IEnumerable<(string, string)> LogDrivers(JsonObject template) =>
        (string?)template["LogDriver"]?["Name"] is { Length: > 0 } driver && driver != "none" ? [("Log", driver)] : [];
}
