using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>Runs the guestbook: on the engine that is named, or on a private one.</summary>
internal static class Demo
{
    public static async Task<int> RunAsync(CancellationToken stop)
    {
        if (NamedEngine.Address is { } named)
        {
            Console.WriteLine($"Using the engine at {named}. It must have the image swarmtools/guestbook:1; see examples/guestbook/README.md.");
            return await RunScriptAsync(named, "127.0.0.1", stop).ConfigureAwait(false);
        }

        await Prerequisites.EnsureAsync(Console.WriteLine).ConfigureAwait(false);
        string folder = Directory.CreateTempSubdirectory("swarmtools-demo-").FullName;
        try
        {
            EngineInstallation engine = EngineStore.Available[0];
            string images = TestImages.WriteGuestbook(folder, Repository.PathOf("examples", "guestbook", "app"));
            Console.WriteLine($"Starting a private engine ({await engine.VersionAsync().ConfigureAwait(false)}).");
            await using LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = engine, Swarm = false, Images = [images] }).ConfigureAwait(false);
            return await RunScriptAsync(lab.Manager.HostUri, lab.Manager.Address, stop).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs the script with pwsh, or with tests/host where there is no pwsh.</summary>
    private static async Task<int> RunScriptAsync(string engine, string address, CancellationToken stop)
    {
        string script = Repository.PathOf("examples", "guestbook", "demo.ps1");
        ProcessStartInfo info = Pwsh() is { } pwsh
            ? new(pwsh, ["-NoProfile", "-NonInteractive", "-Command", $"Import-Module '{Repository.Manifest}'; & '{script}'"])
            : new("dotnet", [Repository.Host, "-NoProfile", "-Module", Repository.Manifest, "-File", script]);
        info.Environment["DOCKER_HOST"] = engine;
        if (!info.Environment.ContainsKey("GUESTBOOK_ADDRESS"))
        {
            info.Environment["GUESTBOOK_ADDRESS"] = address;
        }

        using Process process = Process.Start(info)!;

        // Ctrl+C reaches the script by itself; what it removes then must still find the engine.
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
        return process.ExitCode;
    }

    private static string? Pwsh() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { Path.Combine(folder, "pwsh"), Path.Combine(folder, "pwsh.exe") })
        .FirstOrDefault(File.Exists);
}
