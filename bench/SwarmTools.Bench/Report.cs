using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SwarmTools.Bench;

/// <summary>Writes the table, line by line as the figures come.</summary>
internal static class Report
{
    private static readonly CompositeFormat s_layout = CompositeFormat.Parse("{0,-64} {1,9} {2,14} {3,6} {4,6}  {5}");

    public static void WriteHead() => WriteLine("what / compared with", "ours ms", "compared with", "ratio", "limit", "ok");

    public static void Write(Comparison comparison) => WriteLine(
        comparison.What,
        Text(comparison.Timing.Ours, "0.0"),
        Text(comparison.Timing.Other, "0.0"),
        Text(comparison.Ratio, "0.00"),
        comparison.Limit is { } limit ? Text(limit, "0.00") : "",
        comparison switch
        {
            { Limit: null } => "",
            { IsExceeded: true } => "EXCEEDED",
            _ => "ok",
        });

    public static void WritePeak(string what, long bytes, long limit) => WriteLine(
        what,
        Text(bytes / 1e6, "0.0"),
        "",
        "",
        Text(limit / 1e6, "0"),
        bytes > limit ? "EXCEEDED" : "ok");

    public static void WriteDelays(string what, IReadOnlyList<double> milliseconds, double limit) => WriteLine(
        what,
        Text(milliseconds.Max(), "0.0"),
        "",
        "",
        Text(limit, "0"),
        milliseconds.Max() > limit ? "EXCEEDED" : "ok");

    public static void WriteCount(string what, double count, double limit) => WriteLine(what, Text(count, "0.00"), "", "", Text(limit, "0.00"), count > limit ? "EXCEEDED" : "ok");

    public static void WriteMemory(long bytesPerCall, int answerBytes) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"Get-SwarmService allocates {bytesPerCall / 1024:N0} KB per call; the engine's answer is {answerBytes / 1024:N0} KB."));

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static void WriteLine(params object[] cells) => Console.WriteLine(string.Format(CultureInfo.InvariantCulture, s_layout, cells));
}
