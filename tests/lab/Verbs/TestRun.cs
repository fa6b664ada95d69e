using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using System.Xml.Linq;

namespace SwarmTools.Lab;

/// <summary>Runs the test projects one after the other and sums up.</summary>
internal static class TestRun
{
    private const string Integration = "SwarmTools.Integration";

    private static readonly string[] s_projects = ["SwarmTools.Core.Tests", "SwarmTools.Engine.Tests", "SwarmTools.Tests"];

    // Most of the time tests on real swarms wait, so several processes run them, each with swarms of its own. The first one runs all classes that are not in these.
    private static readonly string[][] s_lanes =
    [
        ["StackTests", "StackExportTests", "StackPublishTests", "StackReturnTests", "StackSameAsCliTests", "StackCopyTests", "StackInterruptionTests", "VolumeTests", "ClearTests", "RemovalTests", "SameAsCliTests"],
        [
            "StackHistoryTests", "StackRemovalTests", "RotationTests", "SecretComparisonTests", "SecretTests", "ConfigTests", "NetworkTests", "RolloutTests", "HistoryTests", "FormationTests", "JobTests", "InterferenceTests",
        ],
        ["FailoverTests", "PlacementTraceTests", "PlacementOptimizeTests", "TopologyTests", "BackupTests", "VolumeBackupTests", "AddressTests", "EndpointTests", "PipelineTests"],
        ["ExampleTests"],
    ];

    /// <param name="requiredEngines">How many engines there must be; fewer is a failure.</param>
    /// <param name="stop">Ends the tests.</param>
    public static async Task<int> RunAsync(int requiredEngines, CancellationToken stop)
    {
        TestCounts counts = new(0, 0, 0);
        if (!await PrepareAsync(requiredEngines).ConfigureAwait(false))
        {
            counts += new TestCounts(0, 1, 0);
        }

        foreach (string project in s_projects)
        {
            counts += await RunProjectAsync(project, [], isAlone: true, stop).ConfigureAwait(false);
        }

        counts += await RunIntegrationAsync(stop).ConfigureAwait(false);
        Console.WriteLine(counts);
        return counts.Failed == 0 ? 0 : 1;
    }

    private static async Task<bool> PrepareAsync(int requiredEngines)
    {
        if (NamedEngine.Address is { } named)
        {
            Console.WriteLine($"Using the engine at {named}.");
            return true;
        }

        await Prerequisites.EnsureAsync(Console.WriteLine).ConfigureAwait(false);
        await Prerequisites.EnsureBrowserAsync(Console.WriteLine).ConfigureAwait(false);
        await Prerequisites.EnsureMonoAsync(Console.WriteLine).ConfigureAwait(false);
        await EngineStore.FetchAsync(Console.WriteLine).ConfigureAwait(false);
        IReadOnlyList<EngineInstallation> engines = EngineStore.Available;
        Console.WriteLine("The tests run on these engines:");
        foreach (EngineInstallation engine in engines)
        {
            Console.WriteLine($"  {engine.Name}: {engine.Version}");
        }

        if (engines.Count < requiredEngines)
        {
            Console.WriteLine($"FAILED: {requiredEngines} engines are demanded, {engines.Count} are here.");
            return false;
        }

        return true;
    }

    private static async Task<TestCounts> RunIntegrationAsync(CancellationToken stop)
    {
        // An engine that is named is one for all.
        if (NamedEngine.Address is not null)
        {
            TestCounts all = await RunProjectAsync(Integration + ".Tests", [], isAlone: true, stop).ConfigureAwait(false);
            return all + await PesterRun.CountAsync(stop).ConfigureAwait(false);
        }

        IEnumerable<string> Filters(string option, IEnumerable<string> names) => names.SelectMany(name => new[] { option, $"{Integration}.{name}" });
        Task<TestCounts> pester = PesterRun.CountAsync(stop);
        Task<TestCounts>[] others = [.. s_lanes.Select(lane => RunProjectAsync(Integration + ".Tests", [.. Filters("-class", lane)], isAlone: false, stop))];
        TestCounts counts = await RunProjectAsync(Integration + ".Tests", [.. Filters("-class-", s_lanes.SelectMany(lane => lane))], isAlone: true, stop).ConfigureAwait(false);
        foreach (Task<TestCounts> other in others)
        {
            counts += await other.ConfigureAwait(false);
        }

        return counts + await pester.ConfigureAwait(false);
    }

    private static async Task<TestCounts> RunProjectAsync(string project, string[] filters, bool isAlone, CancellationToken stop)
    {
        string results = Path.Combine(Path.GetTempPath(), $"swarmtools-{Environment.ProcessId}-{Guid.NewGuid():n}.xml");
        ProcessStartInfo info = new("dotnet", [Repository.PathOf("tests", project, "bin", "Release", "net10.0", project + ".dll"), "-noColor", "-xml", results, .. filters])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = !isAlone,
        };
        try
        {
            using Process process = Process.Start(info)!;
            if (isAlone)
            {
                Console.WriteLine($"== {project}");
            }

            // What runs beside others is told when it has ended.
            string output = isAlone ? "" : await process.StandardOutput.ReadToEndAsync(CancellationToken.None).ConfigureAwait(false);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            Console.Write(output);
            stop.ThrowIfCancellationRequested();
            TestCounts counts = File.Exists(results) ? Read(results) : new(0, 0, 0);
            // A project that breaks off, or in which no test is found, must not pass unnoticed.
            bool brokeOff = (process.ExitCode != 0 || counts.Passed == 0) && counts.Failed == 0;
            return brokeOff ? counts + new TestCounts(0, 1, 0) : counts;
        }
        finally
        {
            File.Delete(results);
        }
    }

    private static TestCounts Read(string results)
    {
        IEnumerable<XElement> assemblies = XDocument.Load(results).Descendants("assembly");
        return assemblies.Aggregate(new TestCounts(0, 0, 0), (sum, assembly) => sum + new TestCounts(
            Number(assembly, "passed"), Number(assembly, "failed") + Number(assembly, "errors"), Number(assembly, "skipped") + Number(assembly, "not-run")));
    }

    private static int Number(XElement element, string name) =>
        int.Parse(element.Attribute(name)?.Value ?? "0", CultureInfo.InvariantCulture);
}
