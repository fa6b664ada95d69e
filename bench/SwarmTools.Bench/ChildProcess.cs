using System.Diagnostics;
using System.Threading.Tasks;

namespace SwarmTools.Bench;

/// <summary>Runs a program to its end.</summary>
internal static class ChildProcess
{
    /// <returns>What it wrote.</returns>
    /// <exception cref="BenchException">It failed.</exception>
    public static string Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new BenchException($"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}: {errors.GetAwaiter().GetResult()}{output}");
    }
}
