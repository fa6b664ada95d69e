using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Bench;

/// <summary>A program that runs to its end.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    /// <returns>What it wrote.</returns>
    /// <exception cref="BenchException">It failed.</exception>
    public static string Run(string program, params string[] arguments) => Run(program, arguments, output => output.ReadToEnd()).Result;

    /// <returns>How long it took, with its start, and the most memory that it had.</returns>
    /// <exception cref="BenchException">It failed.</exception>
    public static Sample Measure(string program, params string[] arguments) => Run(program, arguments, output => output.ReadToEnd()).Sample;

    /// <summary>Runs it.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="read">Reads all that it writes.</param>
    /// <exception cref="BenchException">It failed.</exception>
    public static (T Result, Sample Sample) Run<T>(string program, string[] arguments, Func<StreamReader, T> read)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        using CancellationTokenSource ended = new();
        Task<long> peak = PeakAsync(process.Id, ended.Token);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        T result = read(process.StandardOutput);
        process.WaitForExit();
        double milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        ended.Cancel();
        return process.ExitCode == 0
            ? (result, new(milliseconds, peak.GetAwaiter().GetResult(), IsProcess: true))
            : throw new BenchException($"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}: {errors.GetAwaiter().GetResult()}{result}");
    }

    // A process that has ended tells nothing of its memory any more.
    private static async Task<long> PeakAsync(int id, CancellationToken ended)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/status");
        long peak = 0;
        while (!ended.IsCancellationRequested)
        {
            peak = Math.Max(peak, PeakOf(path));
            await Task.Delay(s_pause, CancellationToken.None).ConfigureAwait(false);
        }

        return peak;
    }

    private static long PeakOf(string path)
    {
        const string Name = "VmHWM:";
        try
        {
            foreach (string line in File.ReadLines(path))
            {
                if (line.StartsWith(Name, StringComparison.Ordinal))
                {
                    return 1024 * long.Parse(line.AsSpan(Name.Length, line.Length - Name.Length - "kB".Length), CultureInfo.InvariantCulture);
                }
            }
        }
        catch (IOException)
        {
            // It ends just now.
        }

        return 0;
    }
}
