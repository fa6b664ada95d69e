using System;
using System.Net.Http;

namespace SwarmTools.Engine.Transport;

/// <summary>A request that several managers may get, each in its own version of the API.</summary>
/// <param name="method">The method.</param>
/// <param name="path">The path and query, without a version.</param>
/// <param name="make">Makes the request for a version; called again for each manager.</param>
internal sealed class EngineRequest(HttpMethod method, string path, Func<Version, HttpRequestMessage> make)
{
    private const string Info = "/info";
    private const int LengthOfLocalId = 64;

    private static readonly string[] s_ofSwarm = ["/services", "/tasks", "/nodes", "/secrets", "/configs", "/networks", "/swarm/update", "/swarm/unlockkey"];

    /// <summary>Asks who is there; the only request without a version.</summary>
    public static EngineRequest Ping { get; } = new(HttpMethod.Get, "/_ping", _ => new(HttpMethod.Get, "/_ping"));

    /// <summary>Asks what it is.</summary>
    public static EngineRequest Identify { get; } = new(HttpMethod.Get, Info, version => new(HttpMethod.Get, $"/v{version}{Info}"));

    public bool IsRead => method == HttpMethod.Get;

    /// <summary>Whether the version must be known to make it.</summary>
    public bool HasVersion => this != Ping;

    /// <summary>Whether it concerns the swarm, so that every manager gives the same answer. What concerns one engine, such as its volumes, must not go to another one.</summary>
    public bool IsOfSwarm { get; init; } = path == "/swarm" || (Array.Exists(s_ofSwarm, start => path.StartsWith(start, StringComparison.Ordinal)) && !IsOfLocalNetwork(path));

    /// <summary>Whether it only finds out who is there, so that another named engine may answer in the place of one that is silent.</summary>
    public bool IsGreeting { get; } = path is Info or "/_ping";

    // Ids of networks that one engine made for itself are longer than those of the swarm.
    private static bool IsOfLocalNetwork(string path) =>
        path.StartsWith("/networks/", StringComparison.Ordinal) && path.Length >= "/networks/".Length + LengthOfLocalId;

    public HttpRequestMessage For(Version version) => make(version);
}
