using System;

namespace SwarmTools.Specs;

/// <summary>Durations as engines keep them.</summary>
internal static class Nanoseconds
{
    private const long PerTick = 100;

    /// <exception cref="SwarmException"><c>OptionInvalid</c> for more than an engine can hold, 292 years.</exception>
    public static long Of(TimeSpan duration) => duration.Ticks <= long.MaxValue / PerTick
        ? duration.Ticks * PerTick
        : throw new SwarmException(ErrorId.OptionInvalid, $"The duration {duration} is longer than an engine can keep: accepted are up to 292 years.");

    public static TimeSpan ToDuration(long nanoseconds) => TimeSpan.FromTicks(nanoseconds / PerTick);
}
