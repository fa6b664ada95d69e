using System;

namespace SwarmTools.Bench;

/// <summary>The engine that the environment names.</summary>
internal static class EngineAddress
{
    private const string UnixPrefix = "unix://";

    /// <summary>The path of its socket.</summary>
    public static string SocketPath => Environment.GetEnvironmentVariable("DOCKER_HOST") is { } host
        && host.StartsWith(UnixPrefix, StringComparison.Ordinal)
            ? host[UnixPrefix.Length..]
            : throw new BenchException("Set DOCKER_HOST to the unix socket of a manager, such as unix:///var/run/docker.sock.");
}
