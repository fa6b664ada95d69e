using System.Collections.Generic;

namespace SwarmTools;

/// <summary>A node: an engine that belongs to the swarm.</summary>
public sealed class SwarmNode : SwarmObject
{
    /// <summary>Manager or worker.</summary>
    public SwarmNodeRole Role { get; internal init; }

    /// <summary>Whether it takes tasks.</summary>
    public SwarmNodeAvailability Availability { get; internal init; }

    /// <summary>Whether the managers hear from it.</summary>
    public SwarmNodeState State { get; internal init; }

    /// <summary>The managers' message on the state, such as the reason it is down.</summary>
    public string StateMessage { get; internal init; } = "";

    /// <summary>The address that the managers see.</summary>
    public string Address { get; internal init; } = "";

    /// <summary>Whether it leads the managers.</summary>
    public bool IsLeader { get; internal init; }

    /// <summary>For managers, whether the other managers reach it.</summary>
    public SwarmReachability Reachability { get; internal init; }

    /// <summary>For managers, the address that other nodes reach them by, with port.</summary>
    public string ManagerAddress { get; internal init; } = "";

    /// <summary>The version of its engine.</summary>
    public string EngineVersion { get; internal init; } = "";

    /// <summary>The operating system, such as linux or windows.</summary>
    public string OperatingSystem { get; internal init; } = "";

    /// <summary>The processor architecture, such as x86_64.</summary>
    public string Architecture { get; internal init; } = "";

    /// <summary>The processors, in cores.</summary>
    public double Cpus { get; internal init; }

    /// <summary>The memory, in bytes.</summary>
    public long MemoryBytes { get; internal init; }

    /// <summary>The labels of the engine itself (<c>engine.labels</c> in constraints).</summary>
    public IReadOnlyDictionary<string, string> EngineLabels { get; internal init; } = Empty.Labels;

    internal TrustInfo Trust { get; init; } = TrustInfo.None;

    /// <summary>Whether the managers hear from it, so that what they say of its tasks is true.</summary>
    internal bool Answers => State is not (SwarmNodeState.Down or SwarmNodeState.Disconnected);
}
