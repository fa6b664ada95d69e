using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>Runs the benchmarks on a private one-node swarm.</summary>
internal static class BenchRun
{
    public static async Task<int> RunAsync(CancellationToken stop)
    {
        if (NamedEngine.Address is { } named)
        {
            return await MeasureAsync(named, "docker", stop).ConfigureAwait(false);
        }

        await Prerequisites.EnsureAsync(Console.WriteLine).ConfigureAwait(false);
        EngineInstallation engine = EngineStore.Available[^1];
        Console.WriteLine($"Starting a private swarm ({engine.Version}).");
        string folder = Directory.CreateTempSubdirectory("swarmtools-bench-").FullName;
        try
        {
            await using LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = engine, Images = [TestImages.WriteTests(folder)] }).ConfigureAwait(false);
            return await MeasureAsync(lab.Manager.HostUri, engine.Client, stop).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> MeasureAsync(string engine, string docker, CancellationToken stop)
    {
        ProcessStartInfo info = new("dotnet", [Repository.PathOf("bench", "SwarmTools.Bench", "bin", "Release", "net10.0", "SwarmTools.Bench.dll")]);
        info.Environment["DOCKER_HOST"] = engine;
        info.Environment["SWARMTOOLS_BENCH_DOCKER"] = docker;
        using Process process = Process.Start(info)!;
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
        return process.ExitCode;
    }
}
