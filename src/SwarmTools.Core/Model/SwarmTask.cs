using System;
using System.Collections.Generic;
using SwarmTools.Text;

namespace SwarmTools;

/// <summary>A task: one container of a service on one node, now or in the past.</summary>
public sealed class SwarmTask : SwarmObject
{
    /// <summary>The id of its service.</summary>
    public string ServiceId { get; internal init; } = "";

    /// <summary>The name of its service; empty when the service is gone.</summary>
    public string ServiceName { get; private set; } = "";

    /// <summary>The id of the node it was given to; empty while it waits for one.</summary>
    public string NodeId { get; internal init; } = "";

    /// <summary>The name of that node; empty when the node is gone.</summary>
    public string NodeName { get; private set; } = "";

    /// <summary>The number of the replica, from 1; 0 for tasks of global services.</summary>
    public int Slot { get; internal init; }

    /// <summary>What it does now.</summary>
    public SwarmTaskState State { get; internal init; }

    /// <summary>What the swarm wants it to do.</summary>
    public SwarmTaskState DesiredState { get; internal init; }

    /// <summary>When the state last changed, UTC.</summary>
    public DateTimeOffset StateChangedAt { get; internal init; }

    /// <summary>The engine's message on the state.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>The whole error, not cut off; empty for none.</summary>
    public string Error { get; internal init; } = "";

    /// <summary>The exit code of its process; null while it has none.</summary>
    public long? ExitCode { get; internal init; }

    /// <summary>The id of its container on the node.</summary>
    public string ContainerId { get; internal init; } = "";

    /// <summary>The image with its tag, without its digest.</summary>
    public string Image { get; internal init; } = "";

    /// <summary>The ports published on its node (mode host).</summary>
    public IReadOnlyList<SwarmPort> Ports { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The last lines that it wrote; filled only for the failed tasks of a rollout's result.</summary>
    public IReadOnlyList<string> LastLog { get; internal set => field = Items.Numbered(value); } = [];

    /// <summary>The stack it belongs to; empty for none.</summary>
    public string StackName { get; internal init; } = "";

    /// <summary>Its addresses in the networks of the swarm; it has them until it has ended.</summary>
    internal IReadOnlyList<TaskAddress> Addresses { get; init; } = [];

    /// <summary>The version of the service's spec that it was made from.</summary>
    internal long? SpecVersion { get; init; }

    /// <summary>The same task with the names that the engine leaves out; done once, while it is read.</summary>
    internal SwarmTask Named(string serviceName, string nodeName)
    {
        ServiceName = serviceName;
        NodeName = nodeName;
        Name = TaskNames.Of(serviceName, Slot, NodeId);
        return this;
    }
}
