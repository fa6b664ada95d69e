using System;
using System.IO;

namespace SwarmTools.Bench;

/// <summary>The docker CLI.</summary>
internal static class DockerClient
{
    private static string Path => Environment.GetEnvironmentVariable("SWARMTOOLS_BENCH_DOCKER") is { Length: > 0 } named ? named : "docker";

    /// <summary>Runs it.</summary>
    public static Sample Measure(params string[] arguments) => ChildProcess.Measure(Path, arguments);

    /// <summary>Runs it and drops what it writes, so that it never waits for long.</summary>
    /// <returns>How many lines it wrote, and what it took.</returns>
    public static (long Lines, Sample Sample) CountLines(params string[] arguments) => ChildProcess.Run(Path, arguments, reader => Count(reader.BaseStream));

    /// <summary>Runs it once for each of several things, one process after another.</summary>
    /// <returns>The time of all, and the memory of the largest.</returns>
    public static Sample MeasureEach(int count, Func<int, string[]> arguments)
    {
        Sample sum = new(0, 0, IsProcess: true);
        for (int number = 0; number < count; number++)
        {
            Sample one = Measure(arguments(number));
            sum = new(sum.Milliseconds + one.Milliseconds, Math.Max(sum.Bytes, one.Bytes), IsProcess: true);
        }

        return sum;
    }

    private static long Count(Stream output)
    {
        byte[] buffer = new byte[1024 * 1024];
        long lines = 0;
        int read;
        while ((read = output.Read(buffer)) > 0)
        {
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        }

        return lines;
    }
}
