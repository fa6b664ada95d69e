using System.Collections.Generic;

namespace SwarmTools.Engine.Mapping;

/// <summary>A node while it is being read.</summary>
internal sealed class NodeFields : ObjectFields
{
    public SwarmNodeRole Role { get; set; }

    public SwarmNodeAvailability Availability { get; set; }

    public SwarmNodeState State { get; set; }

    public string StateMessage { get; set; } = "";

    public string Address { get; set; } = "";

    public bool IsLeader { get; set; }

    public SwarmReachability Reachability { get; set; } = SwarmReachability.None;

    public string ManagerAddress { get; set; } = "";

    public string EngineVersion { get; set; } = "";

    public string OperatingSystem { get; set; } = "";

    public string Architecture { get; set; } = "";

    public double Cpus { get; set; }

    public long MemoryBytes { get; set; }

    public IReadOnlyDictionary<string, string> EngineLabels { get; set; } = Empty.Labels;

    public TrustInfo Trust { get; set; } = TrustInfo.None;

    public SwarmNode ToNode(byte[] raw) => new()
    {
        Id = Id,
        Name = Name,
        Version = Version,
        Labels = Labels,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        RawJson = raw,
        Role = Role,
        Availability = Availability,
        State = State,
        StateMessage = StateMessage,
        Address = Address,
        IsLeader = IsLeader,
        Reachability = Reachability,
        ManagerAddress = ManagerAddress,
        EngineVersion = EngineVersion,
        OperatingSystem = OperatingSystem,
        Architecture = Architecture,
        Cpus = Cpus,
        MemoryBytes = MemoryBytes,
        EngineLabels = EngineLabels,
        Trust = Trust,
    };
}
