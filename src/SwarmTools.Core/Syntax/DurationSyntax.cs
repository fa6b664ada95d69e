using System;
using System.Globalization;

namespace SwarmTools.Syntax;

/// <summary>Reads durations as Go writes them: <c>1m30s</c>, <c>1.5h</c>, <c>500ms</c>; and days and weeks, as docker compose does.</summary>
internal static class DurationSyntax
{
    private const long Second = 1_000_000_000;

    /// <summary>As many nanoseconds as Go counts before it finds them too many.</summary>
    private const decimal Longest = 9_223_372_036_854_775_808m;

    /// <summary>More letters than any duration has that a person wrote.</summary>
    private const int LongestText = 200;

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
        // Engines keep nanoseconds, .NET hundreds of them: what would be cut off is refused.
        bool isRead = TryParseNanoseconds(text, out long nanoseconds) && nanoseconds % 100 == 0;
        duration = isRead ? TimeSpan.FromTicks(nanoseconds / 100) : TimeSpan.Zero;
        return isRead;
    }

    /// <summary>Reads a duration in nanoseconds, as engines keep it; false when it is none, or longer than the 292 years that Go can hold.</summary>
    public static bool TryParseNanoseconds(string text, out long nanoseconds)
    {
        string rest = text.Trim();
        bool negative = rest.StartsWith("-", StringComparison.Ordinal);
        rest = negative || rest.StartsWith("+", StringComparison.Ordinal) ? rest[1..] : rest;
        decimal? all = rest == "0" ? 0 : rest.Length > LongestText ? null : Sum(rest);
        decimal signed = (negative ? -all : all) ?? 0;
        bool isRead = all is not null && signed is >= long.MinValue and <= long.MaxValue;
        nanoseconds = isRead ? (long)signed : 0;
        return isRead;
    }

    // The sum of all numbers with their units; null when something else is there.
    private static decimal? Sum(string text)
    {
        decimal? sum = null;
        for (int start = 0; start < text.Length;)
        {
            int digits = EndOf(text, start, isNumber: true);
            int unit = EndOf(text, digits, isNumber: false);
            if (NanosecondsOf(text[digits..unit]) is not { } scale || Product(text[start..digits], scale) is not { } part)
            {
                return null;
            }

            sum = (sum ?? 0) + part;
            start = unit;
        }

        return sum;
    }

    // Exactly before the point; what is below a nanosecond is cut off.
    private static decimal? Product(string number, long unit)
    {
        string[] parts = number.Split('.');
        string fraction = parts.Length == 2 ? parts[1] : "";
        return parts.Length <= 2
            && parts[0].Length + fraction.Length > 0
            && decimal.TryParse("0" + parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out decimal whole)
            && whole <= Longest / unit
                ? (whole * unit) + (long)Part(fraction, unit)
                : null;
    }

    // What follows a point, as Go counts it: in floating point, and without the digits that are too many.
    private static double Part(string digits, long unit)
    {
        decimal counted = 0;
        double scale = 1;
        foreach (char digit in digits)
        {
            decimal next = (counted * 10) + (digit - '0');
            if (next > Longest)
            {
                break;
            }

            counted = next;
            scale *= 10;
        }

        return (ulong)counted * (unit / scale);
    }

    private static int EndOf(string text, int start, bool isNumber)
    {
        int end = start;
        while (end < text.Length && (text[end] is '.' or (>= '0' and <= '9')) == isNumber)
        {
            end++;
        }

        return end;
    }

    private static long? NanosecondsOf(string unit) => unit switch
    {
        "ns" => 1,
        "us" or "\u00b5s" or "\u03bcs" => 1_000,
        "ms" => 1_000_000,
        "s" => Second,
        "m" => 60 * Second,
        "h" => 3600 * Second,
        "d" => 24 * 3600 * Second,
        "w" => 7 * 24 * 3600 * Second,
        _ => null,
    };
}
