using System;
using System.Diagnostics;
using System.Globalization;

namespace SwarmTools.Bench;

/// <summary>What one run took.</summary>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Bytes">The memory; what that means says <paramref name="IsProcess"/>.</param>
/// <param name="IsProcess">Whether the memory is the most that a process of its own had resident; else it is what was allocated in this one, on all threads, and may be collected since.</param>
internal readonly record struct Sample(double Milliseconds, long Bytes, bool IsProcess)
{
    /// <summary>Runs something in this process.</summary>
    public static Sample Of(Action action)
    {
        long before = GC.GetTotalAllocatedBytes();
        long start = Stopwatch.GetTimestamp();
        action();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new(milliseconds, GC.GetTotalAllocatedBytes() - before, IsProcess: false);
    }

    /// <summary>What this process was started for, when it is done.</summary>
    /// <param name="milliseconds">How long that took, without what was prepared for it.</param>
    public static Sample OfThisProcess(double milliseconds)
    {
        using Process self = Process.GetCurrentProcess();
        return new(milliseconds, self.PeakWorkingSet64, IsProcess: true);
    }

    /// <summary>Reads what <see cref="Format"/> wrote in another process.</summary>
    public static Sample Parse(string text)
    {
        string[] parts = text.Split(' ', StringSplitOptions.TrimEntries);
        return new(double.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture), IsProcess: true);
    }

    /// <summary>A line for the process that asked.</summary>
    public string Format() => string.Create(CultureInfo.InvariantCulture, $"{Milliseconds} {Bytes}");
}
