using System;
using System.Globalization;

namespace SwarmTools.Compose.Syntax;

/// <summary>Durations as Go writes them (time.Duration.String): <c>1m30s</c>, <c>1h0m0s</c>, <c>1.5s</c>, <c>500ms</c>.</summary>
internal static class GoDuration
{
    private const decimal Microsecond = 1_000;
    private const decimal Millisecond = 1_000 * Microsecond;
    private const decimal Second = 1_000 * Millisecond;
    private const decimal Minute = 60 * Second;
    private const decimal Hour = 60 * Minute;

    public static string Write(long nanoseconds)
    {
        decimal all = Math.Abs((decimal)nanoseconds);
        return (nanoseconds < 0 ? "-" : "") + (all == 0 ? "0s"
            : all < Microsecond ? $"{Plain(all)}ns"
            : all < Millisecond ? $"{Plain(all / Microsecond)}\u00b5s"
            : all < Second ? $"{Plain(all / Millisecond)}ms"
            : Long(all));
    }

    private static string Long(decimal all)
    {
        decimal hours = decimal.Truncate(all / Hour);
        decimal minutes = decimal.Truncate(all % Hour / Minute);
        string seconds = Plain(all % Minute / Second) + "s";
        return hours > 0 ? $"{Plain(hours)}h{Plain(minutes)}m{seconds}" : minutes > 0 ? $"{Plain(minutes)}m{seconds}" : seconds;
    }

    private static string Plain(decimal number) => number.ToString("0.#########", CultureInfo.InvariantCulture);
}
