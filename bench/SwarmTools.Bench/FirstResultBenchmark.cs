using System;
using System.Collections.Generic;
using System.IO;

namespace SwarmTools.Bench;

/// <summary>The first result in a process that has just been started.</summary>
internal sealed class FirstResultBenchmark(WorkingCopy copy) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("swarmtools-bench-");

    public IEnumerable<Comparison> Compare()
    {
        string empty = Script("empty.ps1", "");
        string first = Script("first.ps1", "foreach ($service in Get-SwarmService) { $service.Name; break }");
        string table = Script("table.ps1", "foreach ($service in Get-SwarmService) { $service; break }");
        yield return new("first SwarmService of a new process / an empty script", Measure(first, empty), 1.7);
        yield return new("the same, shown as a table / an empty script", Measure(table, empty), null);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Timing Measure(string script, string empty) => Rounds.Run(
        warmUps: 2, rounds: 15, () => Host("-Module", copy.Manifest, "-File", script), () => Host("-File", empty));

    private string Script(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private Sample Host(params string[] arguments) => ChildProcess.Measure("dotnet", [copy.Host, .. arguments]);
}
