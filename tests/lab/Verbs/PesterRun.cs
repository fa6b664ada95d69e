using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using System.Xml.Linq;

namespace SwarmTools.Lab;

/// <summary>Runs tests/pester over the packaged module, in PowerShell itself: with the newest Pester on an engine, with the one before it without.</summary>
internal static class PesterRun
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(6);

    /// <param name="stop">Ends the tests.</param>
    public static async Task<int> RunAsync(CancellationToken stop)
    {
        if (NamedEngine.Address is null)
        {
            await Prerequisites.EnsureAsync(Console.WriteLine).ConfigureAwait(false);
            await EngineStore.FetchAsync(Console.WriteLine).ConfigureAwait(false);
        }

        TestCounts counts = await CountAsync(stop).ConfigureAwait(false);
        Console.WriteLine(counts);
        return counts.Failed == 0 ? 0 : 1;
    }

    /// <summary>Runs the suite where PowerShell and Pester are, and says plainly where they are not.</summary>
    public static async Task<TestCounts> CountAsync(CancellationToken stop)
    {
        CommandResult restored = await Command.RunAsync("dotnet", ["tool", "restore", "--tool-manifest", Repository.PathOf(".config", "dotnet-tools.json")], stop: stop).ConfigureAwait(false);
        if (restored.ExitCode != 0)
        {
            Console.WriteLine($"PowerShell is not on this machine, and could not be fetched: the Pester suite was not run. {restored.Output}{restored.Errors}");
            return new(0, 0, 0);
        }

        string[] versions = [.. Versions()];
        if (versions.Length == 0)
        {
            Console.WriteLine("Pester is not on this machine: the Pester suite was not run.");
            return new(0, 0, 0);
        }

        TestCounts counts = await OnEngineAsync(engine => RunAsync(versions[^1], engine, stop)).ConfigureAwait(false);
        foreach (string version in versions[..^1])
        {
            counts += await RunAsync(version, "", stop).ConfigureAwait(false);
        }

        return counts;
    }

    // The manifests of Pester that the build fetched, the newest last.
    private static IEnumerable<string> Versions() =>
        typeof(PesterRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "Pester").Value!.Split(';').Where(File.Exists);

    private static async Task<TestCounts> OnEngineAsync(Func<string, Task<TestCounts>> run)
    {
        if (NamedEngine.Address is { } named)
        {
            return await run(named).ConfigureAwait(false);
        }

        string folder = Directory.CreateTempSubdirectory("swarmtools-pester-").FullName;
        try
        {
            LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = EngineStore.Available[^1], Images = [TestImages.WriteTests(folder)] }).ConfigureAwait(false);
            await using (lab.ConfigureAwait(false))
            {
                return await run(lab.Manager.HostUri).ConfigureAwait(false);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<TestCounts> RunAsync(string pester, string engine, CancellationToken stop)
    {
        string version = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(pester)))!;
        Directory.CreateDirectory(Repository.PathOf("TestResults"));
        string results = Repository.PathOf("TestResults", $"pester-{version}.xml");
        File.Delete(results);
        string[] left = engine.Length > 0 ? [] : ["-ExcludeTag", "Engine"];
        Dictionary<string, string> environment = new() { ["SWARMTOOLS_TEST_ENGINE"] = engine, ["SWARMTOOLS_TEST_HOST"] = "", ["DOCKER_HOST"] = "", ["NO_COLOR"] = "1", ["POWERSHELL_TELEMETRY_OPTOUT"] = "1" };
        Stopwatch watch = Stopwatch.StartNew();
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(s_patience);
        CommandResult result = await Command.RunAsync(
            "dotnet", ["tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-File", Repository.PathOf("tests", "pester", "Invoke-Suite.ps1"), "-PesterPath", pester, "-ResultPath", results, .. left], environment, late.Token).ConfigureAwait(false);
        Console.WriteLine($"== Pester {version}, {watch.Elapsed.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture)} s");
        Console.WriteLine(result.Output + result.Errors);
        TestCounts counts = File.Exists(results) ? Read(results) : new(0, 1, 0);
        return result.ExitCode != 0 && counts.Failed == 0 ? counts + new TestCounts(0, 1, 0) : counts;
    }

    private static TestCounts Read(string results)
    {
        XElement root = XDocument.Load(results).Root!;
        int Number(string name) => int.Parse(root.Attribute(name)?.Value ?? "0", CultureInfo.InvariantCulture);
        int failed = Number("failures") + Number("errors") + Number("inconclusive");
        int skipped = Number("skipped") + Number("ignored");
        // What was left out is not skipped: the output says why.
        return new(Number("total") - failed - skipped - Number("not-run"), failed, skipped);
    }
}
