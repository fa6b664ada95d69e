using System.Collections.Generic;

namespace SwarmTools.Bench;

/// <summary>The import of the module against that of a module that does nothing.</summary>
internal static class ImportBenchmark
{
    /// <summary>The argument that makes this program import one module and say how long that took.</summary>
    public const string ChildArgument = "--import";

    // As many as .NET takes to compile PowerShell's reading of views for good: the first imports have more of ours to read than of the other.
    private const int WarmUps = 100;

    public static IEnumerable<Comparison> Compare(WorkingCopy copy)
    {
        yield return new(
            "Import-Module in a new process / a module that does nothing",
            Rounds.Run(
                warmUps: 2,
                rounds: 21,
                () => ImportInNewProcess(copy.Manifest),
                () => ImportInNewProcess(copy.EmptyModule)),
            1.3);
        yield return new(
            "Import-Module in a new runspace / a module that does nothing",
            Rounds.Run(
                WarmUps,
                rounds: 101,
                () => ImportInNewRunspace(copy.Manifest),
                () => ImportInNewRunspace(copy.EmptyModule)),
            Limit: null);
        yield return new(
            "Import-Module in a new runspace / that module with files of no views",
            Rounds.Run(
                WarmUps,
                rounds: 101,
                () => ImportInNewRunspace(copy.Manifest),
                () => ImportInNewRunspace(copy.EmptyViews)),
            1.5);
    }

    /// <returns>What the import took, without the start of the runspace.</returns>
    public static Sample ImportInNewRunspace(string manifest)
    {
        using ModuleSession session = new();
        return Sample.Of(() => session.Import(manifest));
    }

    private static Sample ImportInNewProcess(string manifest) =>
        Sample.Parse(ChildProcess.Run("dotnet", typeof(ImportBenchmark).Assembly.Location, ChildArgument, manifest));
}
