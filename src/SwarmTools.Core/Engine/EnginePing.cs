using System;

namespace SwarmTools.Engine;

/// <summary>The answer to a ping.</summary>
internal sealed class EnginePing
{
    public Version ApiVersion { get; init; } = new();

    /// <summary>The time on the engine's clock, to the second; null when it did not say.</summary>
    public DateTimeOffset? EngineTime { get; init; }
}
