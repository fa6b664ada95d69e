using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Bench;

/// <summary>A stack of 100 services without tasks, made in a running session and by docker's client.</summary>
internal sealed class StackPublishBenchmark : IDisposable
{
    private const int Services = 100;

    private static readonly ParallelOptions s_parallel = new() { MaxDegreeOfParallelism = 8 };

    private readonly EngineClient _engine;
    private readonly ModuleSession _session = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("swarmtools-bench-");
    private readonly DelayingProxy _far = new(TimeSpan.FromMilliseconds(20));
    private readonly string _file;
    private readonly string _name = "bench" + Guid.NewGuid().ToString("n")[..8];

    public StackPublishBenchmark(WorkingCopy copy, EngineClient engine)
    {
        _engine = engine;
        _session.Import(copy.Manifest);
        _file = Path.Combine(_folder.FullName, "stack.yml");
        File.WriteAllText(_file, "version: \"3.8\"\nservices:\n" + string.Concat(Enumerable.Range(0, Services).Select(number => string.Create(
            CultureInfo.InvariantCulture, $"  web{number:000}: {{image: \"example.org/web:1.{number}\", environment: {{MODE: production}}, deploy: {{replicas: 0}}}}\n"))));
    }

    /// <summary>On the engine itself.</summary>
    public Comparison CompareNear() => Compare("near", 0.7, "unix://" + EngineAddress.SocketPath, rounds: 7);

    /// <summary>Where each request takes 20 ms more.</summary>
    public Comparison CompareFar() => Compare("20 ms a request", 0.15, _far.Address, rounds: 3);

    /// <summary>The requests of one publish, for each service.</summary>
    public double RequestsForEachService()
    {
        Connect(_far.Address);
        _far.TakeRequests();
        Publish();
        int requests = _far.TakeRequests();
        Remove();
        return (double)(requests - 10) / Services;
    }

    public void Dispose()
    {
        _session.Dispose();
        _far.Dispose();
        _folder.Delete(recursive: true);
    }

    private Comparison Compare(string where, double limit, string address, int rounds)
    {
        Connect(address);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"Publish-SwarmStack, {Services} new services, {where}, connected / docker stack deploy"),
            Rounds.Run(warmUps: 1, rounds, () => Clean(Sample.Of(Publish)), () => Clean(Deploy(address))),
            limit);
    }

    private Sample Clean(Sample taken)
    {
        Remove();
        return taken;
    }

    private void Connect(string address) => _session.RunScript($"Connect-Swarm '{address}' -WarningAction SilentlyContinue");

    private void Publish() => _session.RunScript(
        $"if ((Publish-SwarmStack '{_file}' {_name} -ResolveImage Never -NoWait).ChangeCount -ne {Services + 1}) {{ throw 'the stack was not made' }}");

    private Sample Deploy(string address) => DockerClient.Measure("-H", address, "stack", "deploy", "--resolve-image", "never", "-c", _file, _name);

    private void Remove() => RemoveAsync().GetAwaiter().GetResult();

    private async Task RemoveAsync()
    {
        string filter = "?filters=" + Uri.EscapeDataString($$"""{"label":["com.docker.stack.namespace={{_name}}"]}""");
        JsonArray services = (JsonArray)await _engine.GetAsync("/services" + filter, CancellationToken.None);
        await Parallel.ForEachAsync(services, s_parallel, async (service, _) => await _engine.RemoveAsync("/services/" + (string)service!["ID"]!));
        foreach (JsonNode? network in (JsonArray)await _engine.GetAsync("/networks" + filter, CancellationToken.None))
        {
            await _engine.RemoveAsync("/networks/" + (string)network!["Id"]!);
        }
    }
}
