using System;
using System.Diagnostics;
using System.Globalization;

namespace SwarmTools.Bench;

/// <summary>What the reading of a log took.</summary>
/// <param name="Lines">How many lines came.</param>
/// <param name="Sample">The time without the start of the process and the import, and the most memory that the process ever had.</param>
internal sealed record LogReading(long Lines, Sample Sample)
{
    /// <summary>Reads a log in this process, line by line, and keeps none.</summary>
    public static LogReading Read(string manifest, string service)
    {
        using ModuleSession session = new();
        session.Import(manifest);
        long start = Stopwatch.GetTimestamp();
        // An enumeration or a variable would collect all lines first; a pipeline hands on each as it comes.
        string count = session.RunScript($"$count = 0; Get-SwarmLog '{service}' | ForEach-Object {{ $count++ }}; $count")[0].ToString();
        return new(long.Parse(count, CultureInfo.InvariantCulture), Sample.OfThisProcess(Stopwatch.GetElapsedTime(start).TotalMilliseconds));
    }

    /// <summary>Reads what <see cref="Format"/> wrote.</summary>
    public static LogReading Parse(string text)
    {
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        return new(long.Parse(text.AsSpan(0, space), CultureInfo.InvariantCulture), Sample.Parse(text[(space + 1)..]));
    }

    /// <summary>A line for the process that asked.</summary>
    public string Format() => string.Create(CultureInfo.InvariantCulture, $"{Lines} {Sample.Format()}");
}
