using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Bench;

/// <summary>Many secrets, made of files and listed.</summary>
internal sealed class SecretBenchmark : IDisposable
{
    private const int Secrets = 500;

    private static readonly ParallelOptions s_parallel = new() { MaxDegreeOfParallelism = 8 };

    private readonly EngineClient _engine;
    private readonly ModuleSession _session = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("swarmtools-bench-");
    private readonly string _prefix = "bench" + Guid.NewGuid().ToString("n")[..8];

    public SecretBenchmark(WorkingCopy copy, EngineClient engine)
    {
        _engine = engine;
        _session.Import(copy.Manifest);
        for (int number = 0; number < Secrets; number++)
        {
            File.WriteAllText(PathOf(number), NameOf(number));
        }
    }

    public IEnumerable<Comparison> Compare()
    {
        yield return new(
            string.Create(CultureInfo.InvariantCulture, $"files | Add-SwarmSecret, {Secrets} / docker secret create, {Secrets} processes"),
            Rounds.Run(warmUps: 0, rounds: 3, () => Clean(Sample.Of(Add)), () => Clean(DockerClient.MeasureEach(Secrets, number => ["secret", "create", NameOf(number), PathOf(number)]))),
            0.5);
        Add();
        yield return new(
            string.Create(CultureInfo.InvariantCulture, $"Get-SwarmSecret, {Secrets} secrets, warm / docker secret ls, a process"),
            Rounds.Run(warmUps: 3, rounds: 21, () => Require(_session.RunScript($"Get-SwarmSecret {_prefix}-*").Count), () => DockerClient.Measure("secret", "ls")),
            0.5);
        Remove();
    }

    public void Dispose()
    {
        Remove();
        _session.Dispose();
        _folder.Delete(recursive: true);
    }

    private string NameOf(int number) => _prefix + number.ToString("'-'000", CultureInfo.InvariantCulture);

    private string PathOf(int number) => Path.Combine(_folder.FullName, NameOf(number));

    private void Add() => Require(_session.RunScript($"$ExecutionContext.InvokeProvider.ChildItem.Get('{_folder.FullName}', $false) | Add-SwarmSecret").Count);

    private static void Require(int count)
    {
        if (count != Secrets)
        {
            throw new BenchException(string.Create(CultureInfo.InvariantCulture, $"There are {count} secrets, not {Secrets}."));
        }
    }

    private Sample Clean(Sample taken)
    {
        Remove();
        return taken;
    }

    private void Remove() => RemoveAsync().GetAwaiter().GetResult();

    private async Task RemoveAsync()
    {
        JsonArray secrets = (JsonArray)await _engine.GetAsync("/secrets?filters=" + Uri.EscapeDataString($$"""{"name":["{{_prefix}}-"]}"""), CancellationToken.None);
        await Parallel.ForEachAsync(secrets, s_parallel, async (secret, _) => await _engine.RemoveAsync("/secrets/" + (string)secret!["ID"]!));
    }
}
