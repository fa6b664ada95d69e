using System;
using System.Collections.Generic;

namespace SwarmTools;

/// <summary>A swarm, as one of its managers sees it.</summary>
public sealed class Swarm : SwarmObject
{
    /// <summary>The id of the node that answered.</summary>
    public string NodeId { get; internal init; } = "";

    /// <summary>The address of the node that answered.</summary>
    public string NodeAddress { get; internal init; } = "";

    /// <summary>The number of managers.</summary>
    public int Managers { get; internal init; }

    /// <summary>The number of nodes, managers among them.</summary>
    public int Nodes { get; internal init; }

    /// <summary>The addresses of the managers, with port.</summary>
    public IReadOnlyList<string> ManagerAddresses { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>Whether managers ask for the unlock key after a restart.</summary>
    public bool AutoLock { get; internal init; }

    /// <summary>How many ended tasks are kept for each slot.</summary>
    public long TaskHistoryLimit { get; internal init; }

    /// <summary>How long the nodes' certificates are valid.</summary>
    public TimeSpan CertificateExpiry { get; internal init; }

    /// <summary>How often nodes report.</summary>
    public TimeSpan DispatcherHeartbeat { get; internal init; }

    /// <summary>The pools that overlay networks take their subnets from, in CIDR notation.</summary>
    public IReadOnlyList<string> DefaultAddressPool { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The prefix length of those subnets.</summary>
    public int SubnetSize { get; internal init; }

    /// <summary>The UDP port of the overlay networks' traffic.</summary>
    public int DataPathPort { get; internal init; }

    /// <summary>Whether the root certificate is being replaced.</summary>
    public bool RootRotationInProgress { get; internal init; }

    /// <summary>How many log entries of the managers are between two snapshots of their state.</summary>
    public long SnapshotInterval { get; internal init; }

    /// <summary>How many older snapshots are kept besides the newest.</summary>
    public long MaxSnapshots { get; internal init; }

    /// <summary>After how many ticks without a word of the leader managers elect another one. A tick is a second.</summary>
    public int ElectionTick { get; internal init; }

    /// <summary>How many ticks are between two words of the leader.</summary>
    public int HeartbeatTick { get; internal init; }

    internal TrustInfo Trust { get; init; } = TrustInfo.None;
}
