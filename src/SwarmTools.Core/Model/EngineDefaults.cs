using System;

namespace SwarmTools;

/// <summary>What the engine does where a service says nothing.</summary>
internal static class EngineDefaults
{
    private const int HealthRetries = 3;

    private static readonly TimeSpan s_healthInterval = TimeSpan.FromSeconds(30);

    /// <summary>How long an update watches a new task (swarmkit, defaults/service.go).</summary>
    public static TimeSpan Monitor { get; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a task that is not well counts as well at most; what is null or zero is left to the engine (moby, daemon/health.go).</summary>
    public static TimeSpan HealthToFail(TimeSpan? startPeriod, TimeSpan? interval, long? retries)
    {
        TimeSpan between = interval is { Ticks: > 0 } given ? given : s_healthInterval;
        decimal ticks = (startPeriod ?? TimeSpan.Zero).Ticks + ((decimal)between.Ticks * (retries is > 0 and { } count ? count : HealthRetries));
        return TimeSpan.FromTicks((long)Math.Min(ticks, TimeSpan.MaxValue.Ticks));
    }
}
