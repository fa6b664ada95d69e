using System;
using System.Globalization;

namespace SwarmTools.Text;

/// <summary>Sizes, ages and durations in words, as the views show them.</summary>
internal static class SwarmText
{
    private static readonly string[] s_sizes = ["B", "KB", "MB", "GB", "TB", "PB"];

    /// <summary>A duration in its two largest units: <c>1m 30s</c>.</summary>
    public static string Duration(TimeSpan duration)
    {
        if (duration < TimeSpan.Zero)
        {
            return "-" + Duration(duration.Negate());
        }

        // Cut, not rounded: 59.99 seconds are no minute yet.
        if (duration < TimeSpan.FromSeconds(1))
        {
            return Number(duration.Milliseconds, "0") + "ms";
        }

        if (duration < TimeSpan.FromMinutes(1))
        {
            return Number(duration.Ticks / (TimeSpan.TicksPerSecond / 10) / 10.0, "0.#") + "s";
        }

        if (duration < TimeSpan.FromHours(1))
        {
            return Pair(duration.Minutes, "m", duration.Seconds, "s");
        }

        return duration < TimeSpan.FromDays(1)
            ? Pair(duration.Hours, "h", duration.Minutes, "m")
            : Pair((int)duration.TotalDays, "d", duration.Hours, "h");
    }

    /// <summary>How long ago something was, in its largest unit: <c>5 minutes ago</c>.</summary>
    public static string Age(DateTimeOffset time, DateTimeOffset now)
    {
        if (time == default)
        {
            return "";
        }

        TimeSpan age = now - time;
        return age < TimeSpan.FromMinutes(1) ? Ago((int)Math.Max(0, age.TotalSeconds), "second")
            : age < TimeSpan.FromHours(1) ? Ago((int)age.TotalMinutes, "minute")
            : age < TimeSpan.FromDays(2) ? Ago((int)age.TotalHours, "hour")
            : Ago((int)age.TotalDays, "day");
    }

    /// <summary>Bytes in the largest unit that keeps a number before it; units are binary.</summary>
    public static string Size(long bytes)
    {
        double size = bytes;
        int unit = 0;
        while (Math.Round(size, 1) >= 1024 && unit < s_sizes.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        return Number(size, "0.#") + " " + s_sizes[unit];
    }

    private static string Ago(int count, string unit) => $"{count.ToString(CultureInfo.InvariantCulture)} {unit}{(count == 1 ? "" : "s")} ago";

    private static string Pair(int large, string largeUnit, int small, string smallUnit) =>
        large.ToString(CultureInfo.InvariantCulture) + largeUnit + (small > 0 ? " " + small.ToString(CultureInfo.InvariantCulture) + smallUnit : "");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
