using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Tests.Mapping;

public class ServiceMappingTests
{
    [Fact]
    public async Task A_replicated_service_is_read_whole()
    {
        SwarmService service = await Read.Service("""
            {
              "ID": "x1", "Version": { "Index": 10 },
              "CreatedAt": "2026-01-02T03:04:05.123456789Z", "UpdatedAt": "2026-01-02T05:04:05.5+02:00",
              "Spec": {
                "Name": "web", "Labels": { "tier": "front", "a": "" },
                "TaskTemplate": {
                  "ContainerSpec": {
                    "Image": "registry.lab:5000/web:1@sha256:0123", "TTY": true,
                    "Secrets": [ { "SecretID": "s", "SecretName": "key" } ], "Configs": [ { "ConfigName": "conf" }, { "ConfigName": "more" } ]
                  },
                  "Placement": { "Constraints": [ "node.role==worker" ] }, "Networks": [ { "Target": "n1", "Aliases": [ "w" ] } ]
                },
                "Mode": { "Replicated": { "Replicas": 3 } }
              },
              "Endpoint": { "Spec": { "Ports": [ { "TargetPort": 1 } ] }, "Ports": [
                { "Protocol": "udp", "TargetPort": 53, "PublishedPort": 5353, "PublishMode": "host" }, { "Name": "http", "TargetPort": 80, "PublishedPort": 30000 } ] },
              "UpdateStatus": { "State": "rollback_started", "Message": "update rolled back" },
              "ServiceStatus": { "RunningTasks": 2, "DesiredTasks": 3, "CompletedTasks": 0 }
            }
            """);
        Assert.Equal(("x1", "web", 10), (service.Id, service.Name, service.Version));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234567), service.CreatedAt);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 500, TimeSpan.Zero), service.UpdatedAt);
        Assert.Equal(TimeSpan.Zero, service.UpdatedAt.Offset);
        Assert.Equal(["a=", "tier=front"], service.Labels.Select(label => $"{label.Key}={label.Value}").Order());
        Assert.Equal(("registry.lab:5000/web:1", "sha256:0123", true), (service.Image, service.ImageDigest, service.Tty));
        Assert.Equal(["key"], service.Secrets);
        Assert.Equal(["conf", "more"], service.Configs);
        Assert.Equal(["node.role==worker"], service.Constraints);
        Assert.Equal(["n1"], service.NetworkIds);
        Assert.Equal((SwarmServiceMode.Replicated, 3L), (service.Mode, service.Replicas));
        Assert.Equal((2, 3, 0), (service.RunningTasks, service.DesiredTasks, service.CompletedTasks));
        Assert.Equal((SwarmUpdateState.RollbackStarted, "update rolled back"), (service.UpdateState, service.UpdateMessage));
        Assert.Equal(
            [(53, 5353, SwarmPortProtocol.Udp, SwarmPublishMode.Host), (80, 30000, SwarmPortProtocol.Tcp, SwarmPublishMode.Ingress)],
            service.Ports.Select(port => (port.TargetPort, port.PublishedPort, port.Protocol, port.PublishMode)));
        Assert.Equal(["", "http"], service.Ports.Select(port => port.Name));
    }

    [Theory]
    [InlineData("""{ "Replicated": { "Replicas": 0 } }""", SwarmServiceMode.Replicated, 0L)]
    [InlineData("""{ "Replicated": {} }""", SwarmServiceMode.Replicated, null)]
    [InlineData("""{ "Global": {} }""", SwarmServiceMode.Global, null)]
    [InlineData("""{ "ReplicatedJob": { "MaxConcurrent": 2, "TotalCompletions": 9 } }""", SwarmServiceMode.ReplicatedJob, 9L)]
    [InlineData("""{ "GlobalJob": {} }""", SwarmServiceMode.GlobalJob, null)]
    [InlineData("""{ "OfTomorrow": { "Replicas": 4 } }""", SwarmServiceMode.Unknown, 4L)]
    [InlineData("""{}""", SwarmServiceMode.Unknown, null)]
    [InlineData("null", SwarmServiceMode.Unknown, null)]
    public async Task The_mode_tells_how_many(string mode, SwarmServiceMode expected, long? replicas)
    {
        SwarmService service = await Read.Service($$"""{ "Spec": { "Mode": {{mode}} } }""");
        Assert.Equal((expected, replicas), (service.Mode, service.Replicas));
    }

    [Theory]
    [InlineData("""{ "Delay": 315360000000000000, "Parallelism": 1 }""", true)]
    [InlineData("""{ "Parallelism": 1, "Delay": 10000000000 }""", false)]
    [InlineData("{}", false)]
    [InlineData("null", false)]
    public async Task An_update_that_waits_for_years_is_held(string settings, bool expected) =>
        Assert.Equal(expected, (await Read.Service($$"""{ "Spec": { "UpdateConfig": {{settings}} } }""")).IsUpdateHeld);

    [Theory]
    [InlineData("updating", SwarmUpdateState.Updating)]
    [InlineData("completed", SwarmUpdateState.Completed)]
    [InlineData("paused", SwarmUpdateState.Paused)]
    [InlineData("rollback_paused", SwarmUpdateState.RollbackPaused)]
    [InlineData("rollback_completed", SwarmUpdateState.RollbackCompleted)]
    [InlineData("of_tomorrow", SwarmUpdateState.Unknown)]
    [InlineData("3", SwarmUpdateState.Unknown)]
    public async Task The_state_of_an_update_is_read(string state, SwarmUpdateState expected) =>
        Assert.Equal(expected, (await Read.Service($$"""{ "UpdateStatus": { "State": "{{state}}" } }""")).UpdateState);

    [Fact]
    public async Task A_service_never_updated_has_no_update_state() =>
        Assert.Equal(SwarmUpdateState.None, (await Read.Service("""{ "ID": "x" }""")).UpdateState);

    [Fact]
    public async Task Null_lists_and_objects_are_empty()
    {
        SwarmService service = await Read.Service("""
            { "ID": "x", "Version": null, "CreatedAt": null, "ServiceStatus": null, "UpdateStatus": null, "Endpoint": { "Ports": null }, "Spec": { "Name": null,
              "Labels": null, "TaskTemplate": { "ContainerSpec": { "Image": null, "Secrets": null, "Configs": null }, "Placement": null, "Networks": null } } }
            """);
        Assert.Equal(("", "", ""), (service.Name, service.Image, service.ImageDigest));
        Assert.Empty(service.Labels);
        Assert.Empty(service.Ports);
        Assert.Empty(service.Secrets.Concat(service.Configs).Concat(service.NetworkIds).Concat(service.Constraints));
        Assert.Equal((0, default), (service.Version, service.CreatedAt));
    }

    [Fact]
    public async Task Unknown_fields_and_wrong_types_are_passed_over_at_every_level()
    {
        SwarmService service = await Read.Service("""
            { "New": { "Name": "no", "Deep": [ { "ID": "no" } ] }, "ID": "x1", "Version": { "New": 77, "Index": 10, "Newer": { "Index": 78 } }, "CreatedAt": 5,
              "Spec": { "New": [ 1, [ 2 ] ], "Name": "web", "Labels": { "a": 5, "b": { "c": "d" }, "e": "f" },
                "TaskTemplate": { "New": 1e400, "ContainerSpec": { "TTY": "yes", "Image": [ "no" ], "Secrets": [ { "New": 1, "SecretName": "key", "Newer": [] }, 5 ] } },
                "Mode": { "Replicated": { "New": 4, "Replicas": 2 } } },
              "Endpoint": { "Ports": [ { "New": 1, "TargetPort": 80, "Protocol": "quic", "PublishMode": {} } ] } }
            """);
        Assert.Equal(("x1", "web", 10, 2L), (service.Id, service.Name, service.Version, service.Replicas));
        Assert.Equal(["a=", "b=", "e=f"], service.Labels.Select(label => $"{label.Key}={label.Value}").Order());
        Assert.Equal(["key"], service.Secrets);
        Assert.Equal((80, SwarmPortProtocol.Unknown), (service.Ports[0].TargetPort, service.Ports[0].Protocol));
        Assert.False(service.Tty);
    }

    [Theory]
    [InlineData("""{ "Networks": [ { "Target": "old" } ] }""", "old")]
    [InlineData("""{ "Networks": [ { "Target": "old" } ], "TaskTemplate": { "Networks": [ { "Target": "new" } ] } }""", "new")]
    [InlineData("""{ "TaskTemplate": { "Networks": [ { "Target": "new" } ] }, "Networks": [ { "Target": "old" } ] }""", "new")]
    public async Task Networks_are_found_in_both_places(string spec, string expected) =>
        Assert.Equal([expected], (await Read.Service($$"""{ "Spec": {{spec}} }""")).NetworkIds);

    [Fact]
    public async Task Each_service_keeps_its_own_json()
    {
        IReadOnlyList<SwarmService> services = await Read.Services("""[ {"ID":"b","Spec":{"Name":"b"},"Big":9007199254740993} , {"ID":"a","Spec":{"Name":"a"}}]""");
        Assert.Equal(["""{"ID":"a","Spec":{"Name":"a"}}""", """{"ID":"b","Spec":{"Name":"b"},"Big":9007199254740993}"""],
            services.Select(service => Encoding.UTF8.GetString(service.RawJson)));
    }

    [Fact]
    public async Task Services_are_sorted_by_name_and_then_by_id()
    {
        string[] ids = [.. Enumerable.Range(0, 40).Select(number => $"id{(number * 17) % 40:D2}")];
        IReadOnlyList<SwarmService> services = await Read.Services("[" + string.Join(",", ids.Select(id => $$$"""{"ID":"{{{id}}}","Spec":{"Name":"same"}}""")) + ""","""
            + """{"ID":"x","Spec":{"Name":"B"}},{"ID":"y","Spec":{"Name":"a"}}]""");
        Assert.Equal(["B", "a"], services.Take(2).Select(service => service.Name));
        Assert.Equal(ids.Order(), services.Skip(2).Select(service => service.Id));
    }
}
