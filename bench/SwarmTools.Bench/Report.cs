using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SwarmTools.Bench;

/// <summary>Writes the table, line by line as the figures come.</summary>
internal static class Report
{
    private static readonly CompositeFormat s_layout = CompositeFormat.Parse("{0,-75} {1,9} {2,9} {3,6} {4,6} {5,8} {6,9} {7,8}");

    public static void WriteHead() => WriteLine("what / compared with", "ours ms", "other ms", "ratio", "limit", "ok", "ours MB", "other MB");

    public static void Write(Comparison comparison) => WriteLine(
        comparison.What,
        Text(comparison.Timing.Ours.Milliseconds, "0.0"),
        Text(comparison.Timing.Other.Milliseconds, "0.0"),
        Text(comparison.Ratio, "0.00"),
        comparison.Limit is { } limit ? Text(limit, "0.00") : "",
        comparison switch
        {
            { Limit: null } => "",
            { IsExceeded: true } => "EXCEEDED",
            _ => "ok",
        },
        Memory(comparison.Timing.Ours),
        Memory(comparison.Timing.Other));

    public static void WritePeak(string what, long bytes, long limit) => WriteFigure(what, bytes / 1e6, limit / 1e6, "0.0");

    public static void WriteDelays(string what, IReadOnlyList<double> milliseconds, double limit) => WriteFigure(what, milliseconds.Max(), limit, "0.0");

    public static void WriteCount(string what, double count, double limit) => WriteFigure(what, count, limit, "0.00");

    public static void WriteMemory(long bytesPerCall, int answerBytes) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"Get-SwarmService allocates {bytesPerCall / 1024:N0} KB per call; the engine's answer is {answerBytes / 1024:N0} KB."));

    private static void WriteFigure(string what, double figure, double limit, string format) =>
        WriteLine(what, Text(figure, format), "", "", Text(limit, "0.##"), figure > limit ? "EXCEEDED" : "ok", "", "");

    // What was allocated in the process that measures is not what a process has resident.
    private static string Memory(Sample sample) => sample.IsProcess ? Text(sample.Bytes / 1e6, "0.0") : Text(sample.Bytes / 1e6, "0.00") + "*";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static void WriteLine(params object[] cells) => Console.WriteLine(string.Format(CultureInfo.InvariantCulture, s_layout, cells).TrimEnd());
}
