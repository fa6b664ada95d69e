using System;
using System.Net.Http;

namespace SwarmTools.Engine.Transport;

/// <summary>A request that several managers may get, each in its own version of the API.</summary>
/// <param name="method">The method.</param>
/// <param name="path">The path and query, without a version.</param>
/// <param name="make">Makes the request for a version; called again for each manager.</param>
internal sealed class EngineRequest(HttpMethod method, string path, Func<Version, HttpRequestMessage> make)
{
    private static readonly string[] s_ofSwarm = ["/services", "/tasks", "/nodes", "/secrets", "/configs", "/networks", "/swarm/update", "/swarm/unlockkey"];

    /// <summary>Asks who is there; the only request without a version.</summary>
    public static EngineRequest Ping { get; } = new(HttpMethod.Get, "/_ping", _ => new(HttpMethod.Get, "/_ping"));

    public bool IsRead => method == HttpMethod.Get;

    /// <summary>Whether the version must be known to make it.</summary>
    public bool HasVersion => this != Ping;

    /// <summary>Whether it concerns the swarm, so that every manager gives the same answer. What concerns one engine, such as its volumes, must not go to another one.</summary>
    public bool IsOfSwarm { get; } = path == "/swarm" || Array.Exists(s_ofSwarm, start => path.StartsWith(start, StringComparison.Ordinal));

    /// <summary>Whether silence says nothing: the engine asks a registry first.</summary>
    public bool IsSlow { get; } = path.StartsWith("/distribution", StringComparison.Ordinal);

    public HttpRequestMessage For(Version version) => make(version);
}
