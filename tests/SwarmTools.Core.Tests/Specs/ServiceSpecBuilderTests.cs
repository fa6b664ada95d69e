using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Specs;

/// <summary>The JSON that is sent to make a service, compared as text.</summary>
public class ServiceSpecBuilderTests
{
    [Fact]
    public void A_plain_service_says_only_what_it_must() => AssertBuilds(
        new() { Name = "web", Image = "nginx:1" },
        """
        {
          "Name": "web", "Labels": {},
          "TaskTemplate": { "ContainerSpec": { "Image": "nginx:1" } },
          "Mode": { "Replicated": { "Replicas": 1 } },
          "EndpointSpec": { "Mode": "vip" }
        }
        """);

    [Fact]
    public void A_global_service_has_no_replicas() => Assert.Equal(
        """{"Global":{}}""", ServiceSpecBuilder.Build(new() { Mode = SwarmServiceMode.Global, Replicas = 7 })["Mode"]!.ToJsonString());

    [Fact]
    public void Zero_replicas_are_zero() => Assert.Equal(
        """{"Replicated":{"Replicas":0}}""", ServiceSpecBuilder.Build(new() { Replicas = 0 })["Mode"]!.ToJsonString());

    [Theory]
    [InlineData(SwarmServiceMode.ReplicatedJob)]
    [InlineData(SwarmServiceMode.GlobalJob)]
    [InlineData(SwarmServiceMode.Unknown)]
    public void Another_mode_is_refused(SwarmServiceMode mode) => Refused.With(
        ErrorId.OptionInvalid, [$"'{mode}'", "Accepted are Replicated and Global"], () => ServiceSpecBuilder.Build(new() { Mode = mode }));

    [Fact]
    public void Command_environment_and_labels_go_into_the_container() => AssertContainer(
        new()
        {
            Image = "app", Entrypoint = ["/bin/sh"], Arguments = ["-c", "echo"], Environment = Pairs(("A", "1"), ("EMPTY", ""), ("B", "x=y")), ContainerLabels = Pairs(("c", "d")),
        },
        """{ "Image": "app", "Labels": { "c": "d" }, "Command": ["/bin/sh"], "Args": ["-c", "echo"], "Env": ["A=1", "EMPTY=", "B=x=y"] }""");

    [Fact]
    public void Files_have_a_default_place_and_mode() => AssertContainer(
        new()
        {
            Image = "app",
            Secrets = [new() { Source = "db", SourceId = "s1" }, new() { Source = "tls", SourceId = "s2", Target = "/etc/key", Uid = "33", Gid = "34", Mode = 256 }],
            Configs = [new() { Source = "conf", SourceId = "c1" }],
        },
        """
        { "Image": "app",
          "Secrets": [
            { "File": { "Name": "db", "UID": "0", "GID": "0", "Mode": 292 }, "SecretID": "s1", "SecretName": "db" },
            { "File": { "Name": "/etc/key", "UID": "33", "GID": "34", "Mode": 256 }, "SecretID": "s2", "SecretName": "tls" } ],
          "Configs": [ { "File": { "Name": "/conf", "UID": "0", "GID": "0", "Mode": 292 }, "ConfigID": "c1", "ConfigName": "conf" } ] }
        """);

    [Theory]
    [InlineData("target=/d", """{ "Type": "volume", "Target": "/d" }""")]
    [InlineData("type=bind,source=/a,target=/b,readonly,bind-propagation=rslave", """{ "Type": "bind", "Target": "/b", "Source": "/a", "ReadOnly": true, "BindOptions": { "Propagation": "rslave" } }""")]
    [InlineData("source=v,target=/d,volume-nocopy,volume-label=a=b", """{ "Type": "volume", "Target": "/d", "Source": "v", "VolumeOptions": { "NoCopy": true, "Labels": { "a": "b" } } }""")]
    [InlineData("source=v,target=/d,volume-driver=local,volume-opt=type=nfs", """{ "Type": "volume", "Target": "/d", "Source": "v", "VolumeOptions": { "DriverConfig": { "Name": "local", "Options": { "type": "nfs" } } } }""")]
    [InlineData("source=v,target=/d,volume-opt=type=nfs", """{ "Type": "volume", "Target": "/d", "Source": "v", "VolumeOptions": { "DriverConfig": { "Options": { "type": "nfs" } } } }""")]
    [InlineData("type=tmpfs,target=/t,tmpfs-size=1k,tmpfs-mode=1777", """{ "Type": "tmpfs", "Target": "/t", "TmpfsOptions": { "SizeBytes": 1024, "Mode": 1023 } }""")]
    public void A_mount_is_written_with_the_options_it_has(string mount, string json) =>
        AssertContainer(new() { Image = "app", Mounts = [MountSyntax.Parse(mount)] }, $$"""{ "Image": "app", "Mounts": [ {{json}} ] }""");

    [Fact]
    public void A_health_check_counts_in_nanoseconds() => AssertContainer(
        new()
        {
            Image = "app",
            HealthCheck = new() { Test = ["CMD-SHELL", "true"], Interval = TimeSpan.FromSeconds(1.5), Timeout = TimeSpan.FromTicks(1), StartPeriod = TimeSpan.FromDays(1), Retries = 3 },
        },
        """
        { "Image": "app", "Healthcheck": { "Test": ["CMD-SHELL", "true"], "Interval": 1500000000, "Timeout": 100, "StartPeriod": 86400000000000, "Retries": 3 } }
        """);

    [Fact]
    public void A_health_check_of_no_values_leaves_them_to_the_image() =>
        AssertContainer(new() { Image = "app", HealthCheck = new() { Test = ["NONE"] } }, """{ "Image": "app", "Healthcheck": { "Test": ["NONE"] } }""");

    [Fact]
    public void Constraints_and_networks_belong_to_the_task()
    {
        JsonNode template = ServiceSpecBuilder.Build(new()
        {
            Image = "app", Constraints = ["node.role==worker"], Networks = [new() { Name = "front", Id = "n1", Aliases = ["a", "b"] }, new() { Id = "n2" }],
        })["TaskTemplate"]!;
        AssertJson(
            """
            { "ContainerSpec": { "Image": "app" }, "Placement": { "Constraints": ["node.role==worker"] },
              "Networks": [ { "Target": "n1", "Aliases": ["a", "b"] }, { "Target": "n2" } ] }
            """,
            template);
    }

    [Fact]
    public void Ports_belong_to_the_endpoint()
    {
        ServiceDefinition service = new() { Ports = [.. PortSyntax.Parse("8080:80"), .. PortSyntax.Parse("target=53,protocol=udp,mode=host")], EndpointMode = SwarmEndpointMode.Dnsrr };
        AssertJson(
            """
            { "Mode": "dnsrr",
              "Ports": [
                { "Protocol": "tcp", "TargetPort": 80, "PublishMode": "ingress", "PublishedPort": 8080 },
                { "Protocol": "udp", "TargetPort": 53, "PublishMode": "host" } ] }
            """,
            ServiceSpecBuilder.Build(service)["EndpointSpec"]!);
    }

    [Fact]
    public void A_policy_of_updates_says_what_was_said()
    {
        AssertJson("""{ "Parallelism": 1 }""", Update(new()));
        AssertJson(
            """
            { "Parallelism": 0, "Delay": 10000000000, "Monitor": 30000000000, "Order": "start-first", "FailureAction": "rollback", "MaxFailureRatio": 0.1 }
            """,
            Update(new()
            {
                Parallelism = 0, Delay = TimeSpan.FromSeconds(10), Monitor = TimeSpan.FromSeconds(30), Order = SwarmUpdateOrder.StartFirst, FailureAction = SwarmFailureAction.Rollback, MaxFailureRatio = 0.1,
            }));
    }

    private static JsonNode Update(UpdatePolicy policy) => ServiceSpecBuilder.Build(new() { Update = policy })["UpdateConfig"]!;

    private static Dictionary<string, string> Pairs(params (string Key, string Value)[] pairs)
    {
        Dictionary<string, string> all = [];
        foreach ((string key, string value) in pairs)
        {
            all[key] = value;
        }

        return all;
    }

    private static void AssertContainer(ServiceDefinition service, string json) =>
        AssertJson(json, ServiceSpecBuilder.Build(service)["TaskTemplate"]!["ContainerSpec"]!);

    private static void AssertBuilds(ServiceDefinition service, string json) => AssertJson(json, ServiceSpecBuilder.Build(service));

    private static void AssertJson(string expected, JsonNode actual) => Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), actual.ToJsonString());
}
