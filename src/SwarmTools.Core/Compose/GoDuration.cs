using System;
using System.Globalization;

namespace SwarmTools.Compose;

/// <summary>Durations as Go writes them (time.Duration.String): <c>1m30s</c>, <c>1h0m0s</c>, <c>1.5s</c>, <c>500ms</c>.</summary>
internal static class GoDuration
{
    public static string Write(TimeSpan duration)
    {
        string sign = duration < TimeSpan.Zero ? "-" : "";
        decimal ticks = Math.Abs((decimal)duration.Ticks);
        return ticks == 0 ? "0s"
            : ticks < TimeSpan.TicksPerMillisecond ? $"{sign}{Plain(ticks / 10)}\u00b5s"
            : ticks < TimeSpan.TicksPerSecond ? $"{sign}{Plain(ticks / TimeSpan.TicksPerMillisecond)}ms"
            : sign + Long(ticks);
    }

    private static string Long(decimal ticks)
    {
        decimal hours = decimal.Truncate(ticks / TimeSpan.TicksPerHour);
        decimal minutes = decimal.Truncate((ticks - (hours * TimeSpan.TicksPerHour)) / TimeSpan.TicksPerMinute);
        string seconds = Plain((ticks - (hours * TimeSpan.TicksPerHour) - (minutes * TimeSpan.TicksPerMinute)) / TimeSpan.TicksPerSecond) + "s";
        return hours > 0 ? $"{Plain(hours)}h{Plain(minutes)}m{seconds}" : minutes > 0 ? $"{Plain(minutes)}m{seconds}" : seconds;
    }

    private static string Plain(decimal number) => number.ToString("0.#######", CultureInfo.InvariantCulture);
}
