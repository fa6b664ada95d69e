using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Bench;

/// <summary>How long after the engine's own last change, plus the time that tasks must stay up, a cmdlet tells that a service has converged.</summary>
internal sealed class ConvergenceBenchmark : IDisposable
{
    private const int QuickRounds = 9;
    private const int SlowRounds = 3;

    private static readonly TimeSpan s_monitor = TimeSpan.FromMilliseconds(500);

    private readonly ModuleSession _session = new();
    private readonly EngineClient _engine;

    public ConvergenceBenchmark(WorkingCopy copy, EngineClient engine)
    {
        _engine = engine;
        _session.Import(copy.Manifest);
    }

    /// <summary>Tasks move all the time.</summary>
    public async Task<IReadOnlyList<double>> MeasureLivelyAsync(CancellationToken stop)
    {
        string id = await _engine.CreateServiceAsync(SpecOf("sleep 1000", health: null), CancellationToken.None);
        try
        {
            _session.RunScript("Wait-SwarmService " + id);
            List<double> delays = [];
            for (int round = 0; round < QuickRounds; round++)
            {
                stop.ThrowIfCancellationRequested();
                _session.RunScript("Restart-SwarmService " + id);
                delays.Add(await DelayAsync(id, stop));
            }

            return delays;
        }
        finally
        {
            await _engine.RemoveAsync("/services/" + id);
        }
    }

    /// <summary>Nothing moves for more than ten seconds, because the health check passes late.</summary>
    public async Task<IReadOnlyList<double>> MeasureQuietAsync(CancellationToken stop)
    {
        List<double> delays = [];
        for (int round = 0; round < SlowRounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            string id = await _engine.CreateServiceAsync(SpecOf("sleep 12.5; touch /tmp/well; sleep 1000", "test -e /tmp/well"), CancellationToken.None);
            try
            {
                _session.RunScript("Wait-SwarmService " + id);
                delays.Add(await DelayAsync(id, stop));
            }
            finally
            {
                await _engine.RemoveAsync("/services/" + id);
            }
        }

        return delays;
    }

    public void Dispose() => _session.Dispose();

    // Engine and cmdlets share the machine's clock here.
    private async Task<double> DelayAsync(string id, CancellationToken stop)
    {
        DateTimeOffset told = TimeProvider.System.GetUtcNow();
        JsonNode tasks = await _engine.GetAsync($"/tasks?filters={Uri.EscapeDataString($$"""{"service":["{{id}}"],"desired-state":["running"]}""")}", stop);
        JsonNode service = await _engine.GetAsync("/services/" + id, stop);
        DateTimeOffset stable = tasks.AsArray().Max(task => Time(task!["Status"]!["Timestamp"])) + s_monitor;
        DateTimeOffset completed = Time(service["UpdateStatus"]?["CompletedAt"]);
        return (told - (stable > completed ? stable : completed)).TotalMilliseconds;
    }

    private static DateTimeOffset Time(JsonNode? text) =>
        text is null ? DateTimeOffset.MinValue : DateTimeOffset.Parse((string)text!, CultureInfo.InvariantCulture);

    private static JsonObject SpecOf(string script, string? health)
    {
        JsonObject container = new() { ["Image"] = LogService.Image, ["Command"] = new JsonArray("sh", "-c", $"trap 'exit 0' TERM; ({script}) & wait $!") };
        if (health is not null)
        {
            container["Healthcheck"] = new JsonObject { ["Test"] = new JsonArray("CMD-SHELL", health), ["Interval"] = 500_000_000L, ["Retries"] = 100 };
        }

        return new()
        {
            ["Name"] = "bench-" + Guid.NewGuid().ToString("n")[..8],
            ["TaskTemplate"] = new JsonObject { ["ContainerSpec"] = container },
            ["Mode"] = new JsonObject { ["Replicated"] = new JsonObject { ["Replicas"] = 1 } },
            ["UpdateConfig"] = new JsonObject { ["Parallelism"] = 1, ["Monitor"] = s_monitor.Ticks * 100 },
        };
    }
}
