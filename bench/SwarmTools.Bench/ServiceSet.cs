using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Bench;

/// <summary>Services without tasks, there as long as this object lives.</summary>
internal sealed class ServiceSet : IAsyncDisposable
{
    // More would only queue in the engine's raft log.
    private static readonly ParallelOptions s_parallel = new() { MaxDegreeOfParallelism = 8 };

    private readonly ConcurrentBag<string> _ids = [];
    private readonly EngineClient _engine;

    private ServiceSet(EngineClient engine) => _engine = engine;

    /// <summary>What all names begin with, before a hyphen and a number.</summary>
    public string Prefix { get; } = "bench-" + Guid.NewGuid().ToString("n")[..8];

    public static async Task<ServiceSet> CreateAsync(EngineClient engine, int count, CancellationToken stop)
    {
        ServiceSet set = new(engine);
        try
        {
            await Parallel.ForEachAsync(Enumerable.Range(1, count), s_parallel, async (number, _) =>
            {
                // A request is never left half way: its service could not be removed, for want of its id.
                stop.ThrowIfCancellationRequested();
                set._ids.Add(await engine.CreateServiceAsync(set.SpecOf(number), CancellationToken.None));
            });
            return set;
        }
        catch
        {
            await set.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() =>
        await Parallel.ForEachAsync(_ids, s_parallel, async (id, _) => await _engine.RemoveAsync("/services/" + id));

    /// <summary>The name of one.</summary>
    /// <param name="number">From 1 on.</param>
    public string NameOf(int number) => Prefix + number.ToString("'-'0000", CultureInfo.InvariantCulture);

    private JsonObject SpecOf(int number) => new()
    {
        ["Name"] = NameOf(number),
        ["Labels"] = new JsonObject { ["team"] = "bench" },
        ["TaskTemplate"] = new JsonObject
        {
            ["ContainerSpec"] = new JsonObject { ["Image"] = "example.org/web:1.2.3", ["Env"] = new JsonArray("MODE=production") },
        },
        ["Mode"] = new JsonObject { ["Replicated"] = new JsonObject { ["Replicas"] = 0 } },
    };
}
