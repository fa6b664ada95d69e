using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Placement;
using SwarmTools.Text;

namespace SwarmTools.Core.Tests.Placement;

/// <summary>Nodes, services and tasks with all that placement looks at.</summary>
internal static class APlacement
{
    /// <summary>A node of 4 cores and 8 GB, whose drivers and other resources are given as an engine tells them.</summary>
    public static SwarmNode Node(
        string name,
        SwarmNodeState state = SwarmNodeState.Ready,
        SwarmNodeAvailability availability = SwarmNodeAvailability.Active,
        string resources = "[]",
        string plugins = """[{"Type":"Log","Name":"json-file"},{"Type":"Network","Name":"overlay"},{"Type":"Volume","Name":"local"},{"Type":"Volume","Name":"share:latest"}]""") => new()
        {
            Id = name,
            Name = name,
            Role = name[0] == 'm' ? SwarmNodeRole.Manager : SwarmNodeRole.Worker,
            State = state,
            Availability = availability,
            OperatingSystem = "linux",
            Architecture = "x86_64",
            Cpus = 4,
            MemoryBytes = 8L << 30,
            RawJson = Encoding.UTF8.GetBytes($$$"""{"Description":{"Resources":{"GenericResources":{{{resources}}} },"Engine":{"Plugins":{{{plugins}}} } } }"""),
        };

    /// <summary>A replicated service, whose tasks are made of what is given as an engine tells it.</summary>
    public static SwarmService Service(
        string name,
        string template = "{}",
        long replicas = 1,
        SwarmServiceMode mode = SwarmServiceMode.Replicated,
        SwarmUpdateState update = SwarmUpdateState.None,
        string labels = "{}",
        bool isHeld = false,
        SwarmPort[]? ports = null,
        string[]? networks = null) => new()
        {
            Id = name + "-id",
            Name = name,
            Mode = mode,
            Replicas = mode == SwarmServiceMode.Replicated ? replicas : null,
            UpdateState = update,
            IsUpdateHeld = isHeld,
            Ports = ports ?? [],
            NetworkIds = networks ?? [],
            RawJson = Encoding.UTF8.GetBytes(
                $$$"""{"ID":"{{{name}}}-id","Version":{"Index":1},"Spec":{"Name":"{{{name}}}","Labels":{{{labels}}},"TaskTemplate":{{{template}}},"Mode":{"Replicated":{"Replicas":{{{replicas}}} } } } }"""),
        };

    /// <summary>Tasks of a service that run on a node.</summary>
    public static IEnumerable<SwarmTask> Tasks(string service, string node, int count, string template = "{}", int first = 1) =>
        Enumerable.Range(first, count).Select(slot => Task(service, node, slot, template));

    /// <summary>A task, made of what is given.</summary>
    public static SwarmTask Task(
        string service, string node, int slot, string template = "{}", SwarmTaskState state = SwarmTaskState.Running, SwarmTaskState desired = SwarmTaskState.Running, string error = "", SwarmPort[]? ports = null) =>
        TaskNames.Named(
            [
                new SwarmTask
                {
                    Id = $"{service}.{slot}.{node}.{state}",
                    ServiceId = service + "-id",
                    NodeId = node,
                    Slot = slot,
                    State = state,
                    DesiredState = desired,
                    Error = error,
                    CreatedAt = A.Noon,
                    Ports = ports ?? [],
                    RawJson = Encoding.UTF8.GetBytes(new JsonObject { ["Spec"] = JsonNode.Parse(template) }.ToJsonString()),
                },
            ],
            [A.Service(service)],
            [])[0];

    public static SwarmPort HostPort(int port, int target = 80) => new() { PublishedPort = port, TargetPort = target, Protocol = SwarmPortProtocol.Tcp, PublishMode = SwarmPublishMode.Host };

    /// <summary>What was seen.</summary>
    public static PlacementSnapshot Seen(IEnumerable<SwarmNode> nodes, IEnumerable<SwarmService> services, params IEnumerable<SwarmTask>[] tasks) =>
        new() { Nodes = [.. nodes], Services = [.. services], Tasks = [.. tasks.SelectMany(some => some)], Networks = [A.Network("net"), new SwarmNetwork { Id = "vlan-id", Name = "vlan", Scope = "swarm", Driver = "macvlan" }] };
}
