using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>Runs the guestbook: on the engine that is named, or on a private one.</summary>
internal static class Demo
{
    private const string Image = "swarmtools/guestbook:1";

    public static Task<int> RunAsync(CancellationToken stop) => NamedEngine.Address is { } named
        ? RunOnAsync(named, stop)
        : OperatingSystem.IsLinux() ? RunPrivatelyAsync(stop) : RunOnAsync("", stop);

    /// <summary>Runs it on an engine that is there already; an empty address means the one that docker uses.</summary>
    private static async Task<int> RunOnAsync(string engine, CancellationToken stop)
    {
        Console.WriteLine(engine.Length > 0 ? $"Using the engine at {engine}." : "Using the engine that docker uses.");
        await EnsureImageAsync(engine).ConfigureAwait(false);
        string host = Uri.TryCreate(engine, UriKind.Absolute, out Uri? address) && address.Host.Length > 1 ? address.Host : "127.0.0.1";
        return await RunScriptAsync(engine, host, stop).ConfigureAwait(false);
    }

    private static async Task EnsureImageAsync(string engine)
    {
        Dictionary<string, string> environment = engine.Length > 0 ? new() { ["DOCKER_HOST"] = engine } : [];
        try
        {
            CommandResult known = await Command.RunAsync("docker", ["image", "inspect", Image], environment).ConfigureAwait(false);
            if (known.ExitCode != 0)
            {
                Console.WriteLine($"Making the image {Image} there.");
                (await MakeImageAsync(environment).ConfigureAwait(false)).Require("docker");
            }
        }
        catch (Win32Exception)
        {
            Console.WriteLine($"There is no docker CLI here to build the image {Image} with; the engine must have it already.");
        }
    }

    // From this machine's own busybox where it has a static one: nothing is downloaded then.
    private static async Task<CommandResult> MakeImageAsync(Dictionary<string, string> environment)
    {
        if (!File.Exists("/bin/busybox"))
        {
            return await Command.RunAsync("docker", ["build", "--quiet", "--tag", Image, Repository.PathOf("examples", "guestbook")], environment).ConfigureAwait(false);
        }

        string folder = Directory.CreateTempSubdirectory("swarmtools-demo-").FullName;
        try
        {
            string file = TestImages.WriteGuestbook(folder, Repository.PathOf("examples", "guestbook", "app"));
            return await Command.RunAsync("docker", ["load", "--quiet", "--input", file], environment).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunPrivatelyAsync(CancellationToken stop)
    {
        await Prerequisites.EnsureAsync(Console.WriteLine).ConfigureAwait(false);
        string folder = Directory.CreateTempSubdirectory("swarmtools-demo-").FullName;
        try
        {
            EngineInstallation engine = EngineStore.Available[0];
            string images = TestImages.WriteGuestbook(folder, Repository.PathOf("examples", "guestbook", "app"));
            Console.WriteLine($"Starting a private engine ({engine.Version}).");
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
        if (engine.Length > 0)
        {
            info.Environment["DOCKER_HOST"] = engine;
        }

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
