using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>Runs programs.</summary>
public static class Command
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables to set.</param>
    /// <param name="stop">Ends the program.</param>
    public static async Task<CommandResult> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, CancellationToken stop = default)
    {
        using Process process = new() { StartInfo = Info(program, arguments, environment) };
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            throw new LabException($"'{program}' cannot be started: {failure.Message}");
        }

        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(stop).ConfigureAwait(false);
        }
        catch (System.OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
    }

    /// <summary>Runs a program that ends at once.</summary>
    public static CommandResult Run(string program, params string[] arguments) => RunAsync(program, arguments).GetAwaiter().GetResult();

    /// <summary>Runs a line of the shell that must succeed.</summary>
    public static async Task<string> ShellAsync(string script, params string[] arguments)
    {
        CommandResult result = await RunAsync("/bin/sh", ["-ec", script, "sh", .. arguments]).ConfigureAwait(false);
        return result.Require($"'{script}'");
    }

    internal static ProcessStartInfo Info(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        ProcessStartInfo info = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            info.Environment[name] = value;
        }

        return info;
    }
}
