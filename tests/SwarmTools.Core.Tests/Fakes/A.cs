using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using SwarmTools.Specs;
using SwarmTools.Syntax;
using SwarmTools.Text;

namespace SwarmTools.Core.Tests.Fakes;

/// <summary>What tests speak of: <c>A.Service("web").With(replicas: 3)</c>.</summary>
internal static class A
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A service of one replica; its id is its name and "-id".</summary>
    public static SwarmService Service(string name) => Build(name, SwarmServiceMode.Replicated, 1, SwarmUpdateState.None, "", Document(name, "any", null));

    public static SwarmService With(
        this SwarmService service,
        long? replicas = null,
        SwarmServiceMode? mode = null,
        SwarmUpdateState? update = null,
        string? message = null,
        string restart = "any",
        TimeSpan? monitor = null)
    {
        SwarmServiceMode wanted = mode ?? service.Mode;
        bool counted = wanted is SwarmServiceMode.Replicated or SwarmServiceMode.ReplicatedJob;
        return Build(
            service.Name, wanted, counted ? replicas ?? service.Replicas ?? 1 : null, update ?? service.UpdateState, message ?? service.UpdateMessage,
            Document(service.Name, restart, monitor));
    }

    /// <summary>A service with a spec of its own.</summary>
    public static SwarmService Service(JsonObject document)
    {
        // As it comes from an engine: a number is of no type before it is read.
        JsonObject read = (JsonObject)JsonNode.Parse(document.ToJsonString())!;
        return Build(
            (string)read["Spec"]!["Name"]!,
            SwarmServiceMode.Replicated,
            (long?)read["Spec"]!["Mode"]?["Replicated"]?["Replicas"] ?? 1,
            read["UpdateStatus"] is { } update ? EnumText.Parse<SwarmUpdateState>((string)update["State"]!) : SwarmUpdateState.None,
            (string?)read["UpdateStatus"]?["Message"] ?? "",
            read);
    }

    public static SwarmNode Node(
        string name, SwarmNodeState state = SwarmNodeState.Ready, SwarmNodeAvailability availability = SwarmNodeAvailability.Active) =>
        new() { Id = name, Name = name, State = state, Availability = availability };

    /// <summary>A manager, which others reach unless said otherwise.</summary>
    public static SwarmNode Manager(string name, SwarmReachability reachability = SwarmReachability.Reachable, SwarmNodeState state = SwarmNodeState.Ready) =>
        Node(name, SwarmNodeRole.Manager, SwarmNodeAvailability.Active, reachability, state, 1, Empty.Labels);

    /// <summary>A node of all that a fake swarm keeps of one.</summary>
    public static SwarmNode Node(
        string name, SwarmNodeRole role, SwarmNodeAvailability availability, SwarmReachability reachability, SwarmNodeState state, long version, IReadOnlyDictionary<string, string> labels) => new()
        {
            Id = name,
            Name = name,
            Role = role,
            Availability = availability,
            Reachability = reachability,
            State = state,
            Version = version,
            Labels = labels,
            RawJson = Encoding.UTF8.GetBytes(new JsonObject
            {
                ["ID"] = name,
                ["Spec"] = new JsonObject { ["Role"] = role == SwarmNodeRole.Manager ? "manager" : "worker", ["Availability"] = EnumText.Write(availability, '-'), ["Labels"] = PairJson.From(labels), ["Invented"] = 1 },
            }.ToJsonString()),
        };

    /// <summary>A task of the service web, wanted to run unless said otherwise; its id tells slot, node and state.</summary>
    public static SwarmTask Task(
        int slot,
        SwarmTaskState state = SwarmTaskState.Running,
        SwarmTaskState desired = SwarmTaskState.Running,
        string node = "n1",
        string service = "web",
        string error = "",
        int second = 0,
        bool outdated = false,
        string id = "",
        string container = "",
        long? exitCode = null)
    {
        SwarmTask task = new()
        {
            Id = id.Length > 0 ? id : $"{service}.{slot}.{node}.{state}.{second}",
            ServiceId = service + "-id",
            Slot = slot,
            NodeId = node,
            ContainerId = container,
            ExitCode = exitCode,
            State = state,
            DesiredState = desired,
            Error = error,
            CreatedAt = Noon.AddSeconds(second),
            UpdatedAt = Noon.AddSeconds(second),
            StateChangedAt = Noon.AddSeconds(second),
            SpecVersion = outdated ? 0 : 1,
        };
        return TaskNames.Named([task], [Service(service)], [])[0];
    }

    public static SwarmSecret Secret(string name) => new() { Name = name, Id = name + "-id" };

    public static SwarmConfig Config(string name, byte[]? data = null) => new() { Name = name, Id = name + "-id", Data = data ?? [] };

    public static SwarmNetwork Network(string name, string scope = "swarm", params string[] subnets) =>
        new() { Name = name, Id = $"{name}-{scope}-id", Scope = scope, Driver = "overlay", Subnets = subnets, Ranges = [.. subnets.Select(subnet => new NetworkRange(subnet, "", ""))] };

    private static JsonObject Document(string name, string restart, TimeSpan? monitor)
    {
        JsonObject spec = new()
        {
            ["Name"] = name,
            ["TaskTemplate"] = new JsonObject { ["RestartPolicy"] = new JsonObject { ["Condition"] = restart } },
        };
        if (monitor is { } time)
        {
            spec["UpdateConfig"] = new JsonObject { ["Monitor"] = time.Ticks * 100 };
        }

        return new() { ["ID"] = name + "-id", ["Version"] = new JsonObject { ["Index"] = 1L }, ["Spec"] = spec };
    }

    private static SwarmService Build(
        string name, SwarmServiceMode mode, long? replicas, SwarmUpdateState update, string message, JsonObject document) => new()
    {
        Id = (string)document["ID"]!,
        Name = name,
        Version = (long)document["Version"]!["Index"]!,
        Mode = mode,
        Replicas = replicas,
        DesiredTasks = replicas ?? 0,
        Image = ImageName.Split((string?)document["Spec"]!["TaskTemplate"]?["ContainerSpec"]?["Image"] ?? "app:1").Image,
        UpdatedAt = (DateTimeOffset?)document["UpdatedAt"] ?? default,
        UpdateState = update,
        UpdateMessage = message,
        RawJson = Encoding.UTF8.GetBytes(document.ToJsonString()),
    };
}
