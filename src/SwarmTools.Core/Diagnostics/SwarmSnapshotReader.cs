using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.History;
using SwarmTools.Services;
using SwarmTools.Time;

namespace SwarmTools.Diagnostics;

/// <summary>Looks at all of a swarm at once. Nothing is written.</summary>
internal sealed class SwarmSnapshotReader(ISwarmEngine engine, IClock clock)
{
    public async Task<SwarmSnapshot> ReadAsync(CancellationToken stop)
    {
        DateTimeOffset asked = clock.UtcNow;
        EnginePing ping = await engine.PingAsync(stop).ConfigureAwait(false);
        DateTimeOffset answered = clock.UtcNow;
        Task<Swarm> swarm = engine.InspectSwarmAsync(stop);
        Task<IReadOnlyList<SwarmNode>> nodes = engine.ListNodesAsync(stop);
        Task<IReadOnlyList<SwarmService>> services = new ServiceFinder(engine, engine, engine).ListAsync(stop);
        Task<IReadOnlyList<SwarmTask>> tasks = engine.ListTasksAsync(TaskQuery.All, stop);
        Task<IReadOnlyList<SwarmSecret>> secrets = engine.ListSecretsAsync(stop);
        Task<IReadOnlyList<SwarmConfig>> configs = engine.ListConfigsAsync(stop);
        Task<IReadOnlyList<SwarmNetwork>> networks = engine.ListNetworksAsync(stop);
        Task<IReadOnlyList<JsonObject>> kept = new ConfigHistoryStore(engine).SpecsAsync(stop);
        await Task.WhenAll(swarm, nodes, services, tasks, secrets, configs, networks, kept).ConfigureAwait(false);
        return new()
        {
            Swarm = await swarm.ConfigureAwait(false),
            Nodes = await nodes.ConfigureAwait(false),
            Services = await services.ConfigureAwait(false),
            Tasks = await tasks.ConfigureAwait(false),
            Secrets = await secrets.ConfigureAwait(false),
            Configs = await configs.ConfigureAwait(false),
            Networks = await networks.ConfigureAwait(false),
            Kept = await kept.ConfigureAwait(false),
            At = answered,
            // The engine's answer names a whole second, and lies between the question and what was heard.
            ClockSkew = ping.EngineTime is { } time ? time.AddSeconds(0.5) - asked.AddTicks((answered - asked).Ticks / 2) : null,
        };
    }
}
