using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>A process that keeps a set of namespaces alive as long as this program holds its input open.</summary>
/// <remarks>The input also closes when this program is killed, so nothing that runs inside outlives it.</remarks>
internal sealed class Keeper : IAsyncDisposable
{
    private readonly Process _process;

    private Keeper(Process process, int innerId)
    {
        _process = process;
        InnerId = innerId;
    }

    /// <summary>The process, as the host sees it, whose namespaces are to be entered.</summary>
    public int InnerId { get; }

    /// <summary>Starts a script under unshare; it must print its own process id of the host, or nothing with <c>0</c>, when it is ready, and then wait for its input to end.</summary>
    public static async Task<Keeper> StartAsync(IEnumerable<string> unshare, string script, params string[] arguments)
    {
        // In a session of its own: Ctrl+C is for this program, which ends what it started in good order.
        Process process = new() { StartInfo = Command.Info("setsid", ["unshare", .. unshare, "/bin/sh", "-ec", script, "sh", .. arguments], environment: null) };
        process.Start();
        string? ready = await process.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        if (ready is null)
        {
            string errors = await process.StandardError.ReadToEndAsync().ConfigureAwait(false);
            process.Dispose();
            throw new LabException($"Namespaces could not be made: {errors.Trim()}. Are you root?");
        }

        // With a process namespace, unshare stays outside and its child is the first process inside.
        string children = await System.IO.File.ReadAllTextAsync($"/proc/{process.Id}/task/{process.Id}/children").ConfigureAwait(false);
        string[] ids = children.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool forked = ready == "forked";
        return new(process, forked ? int.Parse(ids[0], System.Globalization.CultureInfo.InvariantCulture) : process.Id);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
