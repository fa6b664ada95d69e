using System;
using System.Diagnostics;
using System.Globalization;

namespace SwarmTools.Bench;

/// <summary>What the reading of a log took.</summary>
/// <param name="Lines">How many lines came.</param>
/// <param name="Milliseconds">How long it took, without the start of the process and the import.</param>
/// <param name="PeakBytes">The most memory that the process ever had.</param>
internal sealed record LogReading(long Lines, double Milliseconds, long PeakBytes)
{
    /// <summary>Reads a log in this process, line by line, and keeps none.</summary>
    public static LogReading Read(string manifest, string service)
    {
        using ModuleSession session = new();
        session.Import(manifest);
        long start = Stopwatch.GetTimestamp();
        // An enumeration or a variable would collect all lines first; a pipeline hands on each as it comes.
        string count = session.RunScript($"$count = 0; Get-SwarmLog '{service}' | ForEach-Object {{ $count++ }}; $count")[0].ToString();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        using Process self = Process.GetCurrentProcess();
        return new(long.Parse(count, CultureInfo.InvariantCulture), milliseconds, self.PeakWorkingSet64);
    }

    /// <summary>Reads what <see cref="Format"/> wrote.</summary>
    public static LogReading Parse(string text)
    {
        string[] parts = text.Split(' ', StringSplitOptions.TrimEntries);
        return new(
            long.Parse(parts[0], CultureInfo.InvariantCulture),
            double.Parse(parts[1], CultureInfo.InvariantCulture),
            long.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    /// <summary>A line for the process that asked.</summary>
    public string Format() => string.Create(CultureInfo.InvariantCulture, $"{Lines} {Milliseconds} {PeakBytes}");
}
