using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Tests.Mapping;

public class NodeAndTaskMappingTests
{
    private static readonly string[] s_order = ["5", "4", "3", "1", "2"];

    [Fact]
    public async Task A_manager_is_read_whole()
    {
        SwarmNode node = await Read.Node("""
            {
              "ID": "n1", "Version": { "Index": 5 }, "CreatedAt": "2026-01-02T03:04:05Z",
              "Spec": { "Name": "ignored", "Labels": { "zone": "a" }, "Role": "manager", "Availability": "drain" },
              "Description": {
                "Hostname": "node1", "Platform": { "Architecture": "x86_64", "OS": "linux" }, "Resources": { "NanoCPUs": 2500000000, "MemoryBytes": 16000000000 },
                "Engine": { "EngineVersion": "28.5.2", "Labels": { "disk": "ssd" }, "Plugins": [ { "Type": "Log", "Name": "x" } ] }, "TLSInfo": { "TrustRoot": "x" }
              },
              "Status": { "State": "down", "Message": "heartbeat failure", "Addr": "10.0.0.1" },
              "ManagerStatus": { "Leader": true, "Reachability": "reachable", "Addr": "10.0.0.1:2377" }
            }
            """);
        Assert.Equal(("n1", "node1", 5), (node.Id, node.Name, node.Version));
        Assert.Equal(
            (SwarmNodeRole.Manager, SwarmNodeAvailability.Drain, SwarmNodeState.Down, SwarmReachability.Reachable),
            (node.Role, node.Availability, node.State, node.Reachability));
        Assert.Equal(("heartbeat failure", "10.0.0.1", true), (node.StateMessage, node.Address, node.IsLeader));
        Assert.Equal(("28.5.2", "linux", "x86_64", 2.5, 16000000000), (node.EngineVersion, node.OperatingSystem, node.Architecture, node.Cpus, node.MemoryBytes));
        Assert.Equal("a", node.Labels["zone"]);
        Assert.Equal("ssd", node.EngineLabels["disk"]);
    }

    [Fact]
    public async Task A_worker_has_no_reachability_and_new_words_are_unknown()
    {
        SwarmNode node = await Read.Node("""{ "Spec": { "Role": "observer", "Availability": "nap" }, "Status": { "State": "tired" } }""");
        Assert.Equal(
            (SwarmNodeRole.Unknown, SwarmNodeAvailability.Unknown, SwarmNodeState.Unknown, SwarmReachability.None, false),
            (node.Role, node.Availability, node.State, node.Reachability, node.IsLeader));
    }

    [Fact]
    public async Task A_task_is_read_whole()
    {
        SwarmTask task = await Read.Task("""
            {
              "ID": "t1", "Version": { "Index": 7 }, "Name": "web.1", "Labels": { "l": "1" }, "ServiceID": "x1", "NodeID": "n1", "Slot": 1,
              "DesiredState": "shutdown", "SpecVersion": { "Index": 42 },
              "Spec": { "ContainerSpec": { "Image": "nginx:1@sha256:01", "Labels": { "com.docker.stack.namespace": "shop" } }, "ForceUpdate": 0 },
              "Status": { "State": "failed", "Timestamp": "2026-01-02T03:04:06.999999999Z", "Message": "started", "Err": "task: non-zero exit (3)",
                "ContainerStatus": { "ContainerID": "c1", "PID": 0, "ExitCode": 3 },
                "PortStatus": { "Ports": [ { "TargetPort": 80, "PublishedPort": 8080, "PublishMode": "host" }, { "TargetPort": 80, "PublishedPort": 8080, "PublishMode": "host" } ] } }
            }
            """);
        Assert.Equal(("t1", "x1", "n1", 1), (task.Id, task.ServiceId, task.NodeId, task.Slot));
        Assert.Equal((SwarmTaskState.Failed, SwarmTaskState.Shutdown), (task.State, task.DesiredState));
        Assert.Equal(("started", "task: non-zero exit (3)", 3L, "c1"), (task.Message, task.Error, task.ExitCode, task.ContainerId));
        Assert.Equal(("nginx:1", "shop", 42L), (task.Image, task.StackName, task.SpecVersion));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 6, default).AddTicks(9999999), task.StateChangedAt);
        Assert.Equal(8080, Assert.Single(task.Ports).PublishedPort);
    }

    [Theory]
    [InlineData("running", """{ "ContainerID": "c", "ExitCode": 0 }""", null)]
    [InlineData("complete", """{ "ContainerID": "c", "ExitCode": 0 }""", 0L)]
    [InlineData("shutdown", """{ "ContainerID": "c", "ExitCode": 137 }""", 137L)]
    [InlineData("failed", """{ "ExitCode": 0 }""", null)]
    [InlineData("rejected", "null", null)]
    public async Task Only_what_ran_and_ended_has_an_exit_code(string state, string container, long? expected) =>
        Assert.Equal(expected, (await Read.Task($$"""{ "Status": { "State": "{{state}}", "ContainerStatus": {{container}} } }""")).ExitCode);

    [Fact]
    public async Task New_states_are_unknown() =>
        Assert.Equal(SwarmTaskState.Unknown, (await Read.Task("""{ "Status": { "State": "hibernating" } }""")).State);

    [Fact]
    public async Task Tasks_are_sorted_by_service_slot_and_age_the_newest_first()
    {
        IReadOnlyList<SwarmTask> tasks = await Read.Tasks("""
            [ { "ID": "1", "ServiceID": "b", "Slot": 2, "CreatedAt": "2026-01-03T00:00:00Z" }, { "ID": "2", "ServiceID": "b", "Slot": 2, "CreatedAt": "2026-01-01T00:00:00Z" },
              { "ID": "3", "ServiceID": "b", "Slot": 1 }, { "ID": "4", "ServiceID": "a", "NodeID": "y" }, { "ID": "5", "ServiceID": "a", "NodeID": "x" } ]
            """);
        Assert.Equal(s_order, tasks.Select(task => task.Id));
    }
}
