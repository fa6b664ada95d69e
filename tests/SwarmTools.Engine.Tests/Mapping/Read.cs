using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Mapping;

/// <summary>Reads what a fake engine answers.</summary>
internal static class Read
{
    public static async Task<T> Async<T>(string path, string json, Func<DockerEngine, CancellationToken, Task<T>> call)
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("GET", path, json);
        using DockerEngine engine = Connect.To(fake);
        return await call(engine, Stop.Token);
    }

    public static Task<IReadOnlyList<SwarmService>> Services(string json) => Async("/services", json, (engine, stop) => engine.ListServicesAsync(stop));

    public static async Task<SwarmService> Service(string json) => Assert.Single(await Services($"[{json}]"));

    public static async Task<SwarmNode> Node(string json) => Assert.Single(await Async("/nodes", $"[{json}]", (engine, stop) => engine.ListNodesAsync(stop)));

    public static Task<IReadOnlyList<SwarmTask>> Tasks(string json) => Async("/tasks", json, (engine, stop) => engine.ListTasksAsync(TaskQuery.All, stop));

    public static async Task<SwarmTask> Task(string json) => Assert.Single(await Tasks($"[{json}]"));
}
