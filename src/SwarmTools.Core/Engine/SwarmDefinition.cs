using System;
using System.Collections.Generic;
using SwarmTools.Syntax;

namespace SwarmTools.Engine;

/// <summary>What a new swarm is to be. Null leaves a value to the engine.</summary>
internal sealed record SwarmDefinition
{
    public string? AdvertiseAddress { get; init; }

    public string ListenAddress { get; init; } = "0.0.0.0:2377";

    public string? DataPathAddress { get; init; }

    public int? DataPathPort { get; init; }

    public IReadOnlyList<string> DefaultAddressPool { get; init; } = [];

    public int? SubnetSize { get; init; }

    public bool AutoLock { get; init; }

    public bool ForceNewCluster { get; init; }

    public SwarmNodeAvailability Availability { get; init; } = SwarmNodeAvailability.Active;

    public TimeSpan? CertificateExpiry { get; init; }

    public TimeSpan? DispatcherHeartbeat { get; init; }

    public int? TaskHistoryLimit { get; init; }

    public long? SnapshotInterval { get; init; }

    public long? MaxSnapshots { get; init; }

    public IReadOnlyList<ExternalCa> ExternalCas { get; init; } = [];
}
