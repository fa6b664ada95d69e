using System;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Bench;

/// <summary>A service of one task that writes, there as long as this object lives.</summary>
internal sealed class LogService : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly EngineClient _engine;
    private readonly string _id;

    private LogService(EngineClient engine, string name, string id)
    {
        _engine = engine;
        Name = name;
        _id = id;
    }

    public string Name { get; }

    /// <summary>An image with sh and awk.</summary>
    public static string Image => Environment.GetEnvironmentVariable("SWARMTOOLS_BENCH_IMAGE") is { Length: > 0 } named ? named : "swarmtools/test:log";

    /// <summary>Starts it and waits until a line with these words is the last that it wrote.</summary>
    public static async Task<LogService> StartAsync(EngineClient engine, string script, string lastWords, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        string name = "bench-" + Guid.NewGuid().ToString("n")[..8];
        // A request is never left half way: its service could not be removed, for want of its id.
        LogService service = new(engine, name, await engine.CreateServiceAsync(SpecOf(name, script), CancellationToken.None));
        try
        {
            await service.AwaitAsync(lastWords, stop);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await _engine.RemoveAsync("/services/" + _id);

    private async Task AwaitAsync(string lastWords, CancellationToken stop)
    {
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(s_patience);
        try
        {
            while (!(await _engine.LastLineAsync(_id, late.Token)).Contains(lastWords, StringComparison.Ordinal))
            {
                await Task.Delay(TimeSpan.FromSeconds(1), late.Token);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new BenchException($"'{Name}' has not written '{lastWords}' in time. SWARMTOOLS_BENCH_IMAGE must name an image with sh and awk; it is '{Image}'.");
        }
    }

    private static JsonObject SpecOf(string name, string script) => new()
    {
        ["Name"] = name,
        ["TaskTemplate"] = new JsonObject
        {
            ["ContainerSpec"] = new JsonObject { ["Image"] = Image, ["Command"] = new JsonArray("sh", "-c", script) },
            ["RestartPolicy"] = new JsonObject { ["Condition"] = "none" },
            ["LogDriver"] = new JsonObject { ["Name"] = "json-file" },
        },
        ["Mode"] = new JsonObject { ["Replicated"] = new JsonObject { ["Replicas"] = 1 } },
    };
}
