using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Text;

namespace SwarmTools.Engine;

/// <summary>Runs docker's credential helpers (docker/docker-credential-helpers): the server goes in, JSON comes out.</summary>
internal sealed class CredentialHelper : ICredentialHelper
{
    private const int LongestQuote = 200;

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(1);

    public async Task<string?> GetAsync(string name, string server, CancellationToken stop)
    {
        if (!name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw new SwarmException(ErrorId.CredentialHelperFailed, $"The docker configuration names the credential helper '{name}', which is not a name.");
        }

        string program = "docker-credential-" + name;
        string path = ProgramPath.Find(program) ?? throw NotStarted(program, server, "it is in no folder of the PATH");
        using Process process = new()
        {
            StartInfo = new(path, "get")
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true,
                StandardOutputEncoding = Encoding.UTF8,
            },
        };
        Start(process, program, server);
        Task<string> talk = TalkAsync(process, server);
        if (await Task.WhenAny(talk, Task.Delay(s_limit, stop)).ConfigureAwait(false) != talk)
        {
            // Its own children may hold the pipe open, so nobody waits for the end of its text.
            End(process);
            _ = talk.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            stop.ThrowIfCancellationRequested();
            throw new SwarmException(ErrorId.CredentialHelperFailed, $"The credential helper '{program}' did not answer for '{server}' within a minute.");
        }

        string output = await talk.ConfigureAwait(false);
        process.WaitForExit();
        return process.ExitCode == 0 ? output
            : output.IndexOf("credentials not found", StringComparison.OrdinalIgnoreCase) >= 0 ? null
            : throw new SwarmException(ErrorId.CredentialHelperFailed, $"The credential helper '{program}' failed for '{server}' with exit code {process.ExitCode}.{Quotable(output)}");
    }

    private static void Start(Process process, string program, string server)
    {
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            throw NotStarted(program, server, failure.Message, failure);
        }
    }

    private static SwarmException NotStarted(string program, string server, string why, Exception? cause = null) => new(
        ErrorId.CredentialHelperFailed,
        $"The login for '{server}' is in the credential helper '{program}', which cannot be started: {why}. Install it, or use -RegistryCredential.",
        cause);

    // Where an answer was begun, the secret may be in it.
    private static string Quotable(string output)
    {
        string line = ConsoleText.Neutralise(output.Trim().Split('\n')[0].Trim());
        return line.Length == 0 || output.IndexOf('{') >= 0 ? "" : $" It said: {(line.Length > LongestQuote ? line[..LongestQuote] + "..." : line)}";
    }

    private static async Task<string> TalkAsync(Process process, string server)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            // Not through the writer, whose encoding is the console's and may begin with a byte order mark.
            byte[] line = Encoding.UTF8.GetBytes(server + "\n");
            await process.StandardInput.BaseStream.WriteAsync(line, 0, line.Length).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; what it said is the better reason.
        }

        await errors.ConfigureAwait(false);
        return await output.ConfigureAwait(false);
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended by itself.
        }
    }
}
