using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Placement;

/// <summary>A node with what its tasks leave free, as the engine's scheduler keeps it (swarmkit, manager/scheduler/nodeinfo.go). Pure.</summary>
internal sealed record NodeRoom(SwarmNode Node)
{
    /// <summary>The processors that are free, in billionths; fewer than none where tasks reserved more than there are.</summary>
    public long NanoCpus { get; init; }

    /// <summary>The memory that is free, in bytes.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>How much of each other kind of resource is free.</summary>
    public IReadOnlyDictionary<string, long> Generic { get; init; } = new Dictionary<string, long>();

    /// <summary>The drivers that the node has, each with its type.</summary>
    public IReadOnlyList<(string Type, string Name)> Drivers { get; init; } = [];

    /// <summary>The ports of the node itself that are taken, such as <c>8080/tcp</c>, each with the name of the task.</summary>
    public IReadOnlyDictionary<string, string> HostPorts { get; init; } = Empty.Labels;

    /// <summary>How many of its tasks run or are to run, by the id of their service.</summary>
    public IReadOnlyDictionary<string, int> Tasks { get; init; } = new Dictionary<string, int>();

    /// <summary>How many of its tasks run or are to run.</summary>
    public int TaskCount => Tasks.Values.Sum();

    /// <summary>How many of them are of a service.</summary>
    public int CountOf(string serviceId) => Tasks.TryGetValue(serviceId, out int count) ? count : 0;

    /// <summary>The node when it has a task more.</summary>
    public NodeRoom Taking(PlacementNeeds needs) => Changed(needs, 1);

    /// <summary>The node when it has a task less.</summary>
    public NodeRoom Giving(PlacementNeeds needs) => Changed(needs, -1);

    private NodeRoom Changed(PlacementNeeds needs, int more)
    {
        Dictionary<string, int> tasks = Tasks.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        tasks[needs.ServiceId] = CountOf(needs.ServiceId) + more;
        Dictionary<string, string> ports = HostPorts.Where(port => more > 0 || !needs.HostPorts.Contains(port.Key)).ToDictionary(port => port.Key, port => port.Value, StringComparer.Ordinal);
        foreach (string port in more > 0 ? needs.HostPorts : [])
        {
            ports[port] = needs.ServiceName;
        }

        return this with
        {
            NanoCpus = NanoCpus - (more * needs.Reserved.NanoCpus),
            MemoryBytes = MemoryBytes - (more * needs.Reserved.MemoryBytes),
            Generic = Generic.ToDictionary(
                kind => kind.Key, kind => kind.Value - (more * needs.Reserved.Generic.Where(kept => kept.Key == kind.Key).Sum(kept => kept.Value)), StringComparer.Ordinal),
            HostPorts = ports,
            Tasks = tasks,
        };
    }
}
