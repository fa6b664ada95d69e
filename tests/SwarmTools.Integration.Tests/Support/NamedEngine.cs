using System;

namespace SwarmTools.Integration;

/// <summary>The engine that the environment names, to be used instead of private ones.</summary>
internal static class NamedEngine
{
    /// <summary>What its tests are called.</summary>
    public const string Title = "named";

    /// <summary>The address; null when none is named.</summary>
    public static string? Address { get; } = Read("SWARMTOOLS_TEST_HOST") ?? Read("DOCKER_HOST");

    private static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
