using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace SwarmTools.Bench;

/// <summary>The docker CLI.</summary>
internal static class DockerClient
{
    /// <summary>The program.</summary>
    public static string Path => Environment.GetEnvironmentVariable("SWARMTOOLS_BENCH_DOCKER") is { Length: > 0 } named ? named : "docker";

    /// <summary>Runs it and drops what it writes, so that it never waits for long.</summary>
    /// <returns>How many lines it wrote.</returns>
    public static long CountLines(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Stream output = process.StandardOutput.BaseStream;
        byte[] buffer = new byte[1024 * 1024];
        long lines = 0;
        int read;
        while ((read = output.Read(buffer)) > 0)
        {
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        }

        process.WaitForExit();
        return process.ExitCode == 0 ? lines : throw new BenchException(errors.GetAwaiter().GetResult());
    }
}
