using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;

namespace SwarmTools.Core.Tests.Fakes;

/// <summary>Services and tasks that have addresses in networks.</summary>
internal static class AnAddress
{
    /// <summary>An overlay network; its id is its name and "-id".</summary>
    public static SwarmNetwork Network(string name, string subnet, bool isIngress = false) => new()
    {
        Name = name,
        Id = name + "-id",
        Scope = "swarm",
        Driver = "overlay",
        Ingress = isIngress,
        Subnets = [subnet],
        Ranges = [new(subnet, "", subnet.Split('/')[0][..^1] + "1")],
    };

    /// <summary>The spec of a service on a network.</summary>
    public static JsonObject Spec(string name, string network, long replicas, string more = "{}")
    {
        JsonObject spec = (JsonObject)JsonNode.Parse($$"""
            {"Name":"{{name}}","TaskTemplate":{"Networks":[{"Target":"{{network}}"} ] },"Mode":{"Replicated":{"Replicas":{{replicas}} } },"EndpointSpec":{"Mode":"vip"} }
            """)!;
        foreach (KeyValuePair<string, JsonNode?> part in (JsonObject)JsonNode.Parse(more)!)
        {
            spec[part.Key] = part.Value?.DeepClone();
        }

        return spec;
    }

    /// <summary>A service on a network, with its address in it.</summary>
    public static SwarmService Service(string name, string network, long replicas, string more = "{}") => Service(Spec(name, network + "-id", replicas, more), network + "-id", replicas);

    private static SwarmService Service(JsonObject spec, string networkId, long replicas) => new()
    {
        Id = (string)spec["Name"]! + "-id",
        Name = (string)spec["Name"]!,
        Mode = SwarmServiceMode.Replicated,
        Replicas = replicas,
        DesiredTasks = replicas,
        RunningTasks = replicas,
        NetworkIds = [networkId],
        VirtualIps = (string?)spec["EndpointSpec"]?["Mode"] == "vip" ? [new() { NetworkId = networkId, Address = "10.0.0.2/24" }] : [],
        RawJson = Encoding.UTF8.GetBytes(new JsonObject { ["ID"] = (string)spec["Name"]! + "-id", ["Version"] = new JsonObject { ["Index"] = 1 }, ["Spec"] = spec }.ToJsonString()),
    };

    /// <summary>Tasks of a service, each with an address in a network, on the nodes in turn.</summary>
    public static IEnumerable<SwarmTask> Tasks(string service, string network, int count, params string[] nodes) => Enumerable.Range(1, count).Select(slot => new SwarmTask
    {
        Id = $"{service}.{slot}",
        ServiceId = service + "-id",
        Slot = slot,
        NodeId = nodes[slot % nodes.Length],
        State = SwarmTaskState.Running,
        DesiredState = SwarmTaskState.Running,
        StateChangedAt = A.Noon,
        Addresses = [new(network + "-id", $"10.0.0.{slot + 2}/24")],
    });

    /// <summary>A task that has no address yet.</summary>
    public static SwarmTask Waiting(string service, int seconds) => new()
    {
        Id = service + ".new",
        ServiceId = service + "-id",
        State = SwarmTaskState.New,
        DesiredState = SwarmTaskState.Running,
        StateChangedAt = A.Noon.AddSeconds(-seconds),
    };
}
