using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace SwarmTools;

/// <summary>All that is needed to open a connection.</summary>
internal sealed record ConnectionSettings
{
    public static readonly ConnectionSettings None = new();

    public string Name { get; init; } = "";

    public IReadOnlyList<SwarmEndpoint> Endpoints { get; init => field = Items.Numbered(value); } = [];

    /// <summary>The same as DOCKER_HOST has them.</summary>
    public IReadOnlyList<string> Addresses => [.. Endpoints.Select(endpoint => endpoint.ToString())];

    public SwarmConnectionSource Source { get; init; }

    public string ContextName { get; init; } = "";

    /// <summary>The certificates; null for connections without TLS.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>Two settings with one key may share a live connection. Settings with certificates of their own share none.</summary>
    public string PoolKey => $"{Name}|{string.Join("|", Endpoints)}|{Tls?.Fingerprint}";

    /// <summary>Whether somebody between here and the engine could read along.</summary>
    public bool IsReadableOnTheWay => Endpoints.Any(endpoint =>
        endpoint.Scheme == SwarmEndpointScheme.Tcp && !IsLoopback(endpoint.HostName));

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
}
