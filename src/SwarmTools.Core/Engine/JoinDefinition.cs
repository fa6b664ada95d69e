using System.Collections.Generic;
using System.Security;

namespace SwarmTools.Engine;

/// <summary>How an engine joins a swarm. Null leaves a value to the engine.</summary>
internal sealed record JoinDefinition
{
    /// <summary>Managers of the swarm, with port; one that answers is enough.</summary>
    public IReadOnlyList<string> RemoteAddresses { get; init; } = [];

    public required SecureString Token { get; init; }

    public string? AdvertiseAddress { get; init; }

    public string ListenAddress { get; init; } = "0.0.0.0:2377";

    public string? DataPathAddress { get; init; }

    public SwarmNodeAvailability Availability { get; init; } = SwarmNodeAvailability.Active;
}
