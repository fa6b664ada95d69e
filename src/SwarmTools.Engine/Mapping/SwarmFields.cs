using System;
using System.Collections.Generic;

namespace SwarmTools.Engine.Mapping;

/// <summary>A swarm while it is being read.</summary>
internal sealed class SwarmFields : ObjectFields
{
    public bool AutoLock { get; set; }

    public long TaskHistoryLimit { get; set; }

    public TimeSpan CertificateExpiry { get; set; }

    public TimeSpan DispatcherHeartbeat { get; set; }

    public IReadOnlyList<string> DefaultAddressPool { get; set; } = [];

    public int SubnetSize { get; set; }

    public int DataPathPort { get; set; }

    public bool RootRotationInProgress { get; set; }

    public TrustInfo Trust { get; set; } = TrustInfo.None;

    public long SnapshotInterval { get; set; }

    public long MaxSnapshots { get; set; }

    public int ElectionTick { get; set; }

    public int HeartbeatTick { get; set; }

    /// <summary>The spec alone: the whole object holds the join tokens.</summary>
    public byte[] Spec { get; set; } = [];

    public Swarm ToSwarm(EngineDescription info) => new()
    {
        Id = Id,
        Name = Name,
        Version = Version,
        Labels = Labels,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        RawJson = Spec,
        NodeId = info.NodeId,
        NodeAddress = info.NodeAddress,
        Managers = info.Managers,
        Nodes = info.Nodes,
        ManagerAddresses = info.ManagerAddresses,
        AutoLock = AutoLock,
        TaskHistoryLimit = TaskHistoryLimit,
        CertificateExpiry = CertificateExpiry,
        DispatcherHeartbeat = DispatcherHeartbeat,
        DefaultAddressPool = DefaultAddressPool,
        SubnetSize = SubnetSize,
        DataPathPort = DataPathPort,
        RootRotationInProgress = RootRotationInProgress,
        SnapshotInterval = SnapshotInterval,
        MaxSnapshots = MaxSnapshots,
        ElectionTick = ElectionTick,
        HeartbeatTick = HeartbeatTick,
        Trust = Trust,
    };
}
