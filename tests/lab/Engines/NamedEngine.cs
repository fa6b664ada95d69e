using System;

namespace SwarmTools.Lab;

/// <summary>The engine that the environment names, to be used instead of a private one.</summary>
public static class NamedEngine
{
    /// <summary>The address; null when none is named.</summary>
    public static string? Address { get; } = Read("SWARMTOOLS_TEST_HOST") ?? Read("DOCKER_HOST");

    private static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
