using System;
using System.Globalization;

namespace SwarmTools.Syntax;

/// <summary>Reads durations as Go writes them: <c>1m30s</c>, <c>1.5h</c>, <c>500ms</c>.</summary>
internal static class DurationSyntax
{
    /// <summary>Reads what users write for a duration that is not negative: as Go, as .NET (<c>00:01:30</c>), or a number of seconds.</summary>
    public static bool TryParseAny(string text, out TimeSpan duration)
    {
        string trimmed = text.Trim();
        bool isRead = decimal.TryParse(trimmed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? TryParse(trimmed + "s", out duration)
            : trimmed.Contains(":") ? TimeSpan.TryParse(trimmed, CultureInfo.InvariantCulture, out duration)
            : TryParse(trimmed, out duration);
        return isRead && duration >= TimeSpan.Zero;
    }

    /// <summary>Reads a duration; false when it is none, or one that <see cref="TimeSpan"/> cannot hold, such as 50ns.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        string rest = text.Trim();
        bool negative = rest.StartsWith("-", StringComparison.Ordinal);
        rest = negative || rest.StartsWith("+", StringComparison.Ordinal) ? rest[1..] : rest;
        decimal ticks = 0;
        bool any = rest == "0";
        rest = any ? "" : rest;
        while (rest.Length > 0)
        {
            int digits = 0;
            while (digits < rest.Length && (char.IsDigit(rest[digits]) || rest[digits] == '.'))
            {
                digits++;
            }

            int unit = digits;
            while (unit < rest.Length && !char.IsDigit(rest[unit]) && rest[unit] != '.')
            {
                unit++;
            }

            if (!decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
                || TicksOf(rest[digits..unit]) is not { } scale
                || number > 1_000_000_000_000m)
            {
                return false;
            }

            ticks += number * scale;
            rest = rest[unit..];
            any = true;
        }

        // Engines keep nanoseconds, .NET hundreds of them: what would be cut off is refused.
        if (!any || ticks > TimeSpan.MaxValue.Ticks || decimal.Truncate(ticks) != ticks)
        {
            return false;
        }

        duration = TimeSpan.FromTicks((long)(negative ? -ticks : ticks));
        return true;
    }

    private static decimal? TicksOf(string unit) => unit switch
    {
        "ns" => 0.01m,
        "us" or "\u00b5s" or "\u03bcs" => 10m,
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        "m" => TimeSpan.TicksPerMinute,
        "h" => TimeSpan.TicksPerHour,
        "d" => TimeSpan.TicksPerDay,
        _ => null,
    };
}
