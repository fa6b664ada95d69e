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
        string rest = text.Trim();
        bool negative = rest.StartsWith("-", StringComparison.Ordinal);
        rest = negative || rest.StartsWith("+", StringComparison.Ordinal) ? rest[1..] : rest;

        // Engines keep nanoseconds, .NET hundreds of them: what would be cut off is refused.
        decimal? all = rest == "0" ? 0 : Ticks(rest);
        bool isRead = all is { } ticks && ticks <= TimeSpan.MaxValue.Ticks && decimal.Truncate(ticks) == ticks;
        duration = isRead ? TimeSpan.FromTicks((long)(negative ? -all!.Value : all!.Value)) : TimeSpan.Zero;
        return isRead;
    }

    // The sum of all numbers with their units; null when something else is there.
    private static decimal? Ticks(string rest)
    {
        decimal? ticks = null;
        while (rest.Length > 0)
        {
            int digits = LengthOf(rest, 0, isNumber: true);
            int unit = LengthOf(rest, digits, isNumber: false);
            if (!decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
                || TicksOf(rest[digits..unit]) is not { } scale
                || number > 1_000_000_000_000m)
            {
                return null;
            }

            ticks = (ticks ?? 0) + (number * scale);
            rest = rest[unit..];
        }

        return ticks;
    }

    private static int LengthOf(string text, int start, bool isNumber)
    {
        int end = start;
        while (end < text.Length && (char.IsDigit(text[end]) || text[end] == '.') == isNumber)
        {
            end++;
        }

        return end;
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
