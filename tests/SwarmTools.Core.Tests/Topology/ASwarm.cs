using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Text;
using SwarmTools.Topology;

namespace SwarmTools.Core.Tests.Topology;

/// <summary>Swarms to make pictures of.</summary>
internal static class ASwarm
{
    /// <summary>What was read of a swarm.</summary>
    public static SwarmView Seen(IReadOnlyList<SwarmNode> nodes, IReadOnlyList<SwarmService> services, params SwarmTask[] tasks) =>
        new() { Nodes = nodes, Services = services, Tasks = TaskNames.Named(tasks, services, nodes), At = A.Noon };

    /// <summary>A picture of all of it.</summary>
    public static SwarmTopology Picture(IReadOnlyList<SwarmNode> nodes, IReadOnlyList<SwarmService> services, params SwarmTask[] tasks) =>
        new TopologyBuilder(Seen(nodes, services, tasks), TopologyFilter.All).Build("prod");

    /// <summary>A service whose spec has a health check.</summary>
    public static SwarmService Checked(string name, params string[] test) => A.Service(new JsonObject
    {
        ["ID"] = name + "-id",
        ["Version"] = new JsonObject { ["Index"] = 1L },
        ["Spec"] = new JsonObject
        {
            ["Name"] = name,
            ["TaskTemplate"] = new JsonObject { ["ContainerSpec"] = new JsonObject { ["Healthcheck"] = new JsonObject { ["Test"] = new JsonArray([.. test.Select(word => JsonValue.Create(word))]) } } },
        },
    });

    /// <summary>A swarm of as many nodes and tasks as are wished, of ten services.</summary>
    public static SwarmTopology Large(int nodes, int tasks) => Picture(
        [.. Enumerable.Range(1, nodes).Select(number => A.Node("node" + number.ToString("000", CultureInfo.InvariantCulture)))],
        [.. Enumerable.Range(0, 10).Select(number => A.Service(Service(number)))],
        [.. Enumerable.Range(0, tasks).Select(number => A.Task(
            1 + (number / 10), number % 50 == 7 ? SwarmTaskState.Failed : SwarmTaskState.Running, node: "node" + (1 + (number * 7 % nodes)).ToString("000", CultureInfo.InvariantCulture), service: Service(number % 10), error: number % 50 == 7 ? "task: non-zero exit (1)" : ""))]);

    private static string Service(int number) => "service" + number.ToString(CultureInfo.InvariantCulture);
}
