using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Specs;

/// <summary>What each option writes into a spec, compared as text, and what it leaves alone.</summary>
public class ServiceOptionsTests
{
    private const string Container = "TaskTemplate.ContainerSpec.";

    [Fact]
    public void A_new_service_without_options_is_what_docker_sends() => AssertJson(
        """
        {
          "Name": "web", "Labels": {},
          "TaskTemplate": {
            "ContainerSpec": { "Init": false, "DNSConfig": {} },
            "Resources": { "Limits": {}, "Reservations": {} },
            "Placement": {}
          },
          "Mode": { "Replicated": { "Replicas": 1 } },
          "EndpointSpec": { "Mode": "vip" }
        }
        """,
        ServiceTemplate.Make("web", SwarmServiceMode.Replicated));

    [Theory]
    [InlineData(SwarmServiceMode.Global, """{ "Global": {} }""")]
    [InlineData(SwarmServiceMode.GlobalJob, """{ "GlobalJob": {} }""")]
    [InlineData(SwarmServiceMode.ReplicatedJob, """{ "ReplicatedJob": { "MaxConcurrent": 1 } }""")]
    public void Each_mode_has_its_own_part(SwarmServiceMode mode, string json) => AssertJson(json, ServiceTemplate.Make("web", mode, [])["Mode"]!);

    [Fact]
    public void A_job_runs_all_at_a_time_and_completes_as_many_unless_it_is_told_otherwise()
    {
        AssertJson("""{ "ReplicatedJob": { "TotalCompletions": 4, "MaxConcurrent": 4 } }""", JobOf(ReplicaEdits.Set("-Replicas", 4)));
        AssertJson("""{ "ReplicatedJob": { "MaxConcurrent": 3 } }""", JobOf(ReplicaEdits.MaxConcurrent("-MaxConcurrent", 3)));
        static JsonNode JobOf(SpecEdit edit) => ServiceTemplate.Make("job", SwarmServiceMode.ReplicatedJob, [edit])["Mode"]!;
    }

    public static TheoryData<string, string, string> Edits()
    {
        TheoryData<string, string, string> rows = [];
        foreach ((string name, (SpecEdit _, string path, string json)) in s_edits)
        {
            rows.Add(name, path, json);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_option_is_written_where_the_engine_has_it(string name, string path, string json)
    {
        JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [s_edits[name].Edit]);
        AssertJson(json, new SpecPath(path).Read(spec)!);
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_option_touches_nothing_else(string name, string path, string json)
    {
        Assert.NotEmpty(json);
        const string Other = """{ "Invented": [null, 1.50], "TaskTemplate": { "ContainerSpec": { "Invented": { "a": "" } }, "Invented": 0 }, "Mode": { "Replicated": { "Replicas": 3 } } }""";
        JsonObject spec = (JsonObject)JsonNode.Parse(Other)!;
        s_edits[name].Edit.Apply(spec);
        new SpecPath(path).Write(spec, null);
        RemoveEmpty(spec);
        JsonObject expected = (JsonObject)JsonNode.Parse(Other)!;
        new SpecPath(path).Write(expected, null);
        RemoveEmpty(expected);
        Assert.Equal(expected.ToJsonString(), spec.ToJsonString());
    }

    [Fact]
    public void What_an_older_engine_would_drop_is_refused_with_both_versions()
    {
        SpecEdits edits = new();
        edits.Set(ServiceOptions.HealthStartInterval, "-HealthStartInterval", TimeSpan.FromSeconds(1));
        edits.Set(ServiceOptions.MemorySwap, "-MemorySwap", 1L);
        edits.RequireApi(new(1, 52));
        edits.RequireApi(engine: null);
        Refused.With(ErrorId.EngineTooOld, ["-MemorySwap", "1.52", "1.51"], () => edits.RequireApi(new(1, 51)));
    }

    [Theory]
    [InlineData("type=tmpfs,target=/t,tmpfs-opt=noexec", "1.46")]
    [InlineData("source=v,target=/t,volume-subpath=a", "1.45")]
    [InlineData("type=cluster,source=a,target=/t", "1.42")]
    public void A_mount_needs_the_api_of_its_newest_option(string mount, string version)
    {
        SpecEdits edits = new();
        edits.Put(ServiceOptions.Mounts, "-AddMount", [MountSyntax.Parse("target=/d"), MountSyntax.Parse(mount)]);
        edits.RequireApi(new(version));
        Refused.With(ErrorId.EngineTooOld, ["-AddMount", version, "1.41"], () => edits.RequireApi(new(1, 41)));
    }

    private static readonly Dictionary<string, (SpecEdit Edit, string Path, string Json)> s_edits = new()
    {
        ["labels"] = (ServiceOptions.Labels.Put("p", "a", "b"), "Labels", """{ "a": "b" }"""),
        ["container labels"] = (ServiceOptions.ContainerLabels.Put("p", "a", "b"), Container + "Labels", """{ "a": "b" }"""),
        ["hostname"] = (ServiceOptions.Hostname.Set("p", "{{.Node.Hostname}}"), Container + "Hostname", "\"{{.Node.Hostname}}\""),
        ["grace"] = (ServiceOptions.StopGracePeriod.Set("p", TimeSpan.FromSeconds(1.5)), Container + "StopGracePeriod", "1500000000"),
        ["isolation"] = (ServiceOptions.Isolation.Set("p", SwarmIsolation.HyperV), Container + "Isolation", "\"hyperv\""),
        ["init"] = (ServiceOptions.Init.Set("p", value: false), Container + "Init", "false"),
        ["stdin"] = (ServiceOptions.OpenStdin.Set("p", value: true), Container + "OpenStdin", "true"),
        ["hosts"] = (ServiceOptions.Hosts.Put("p", HostSyntax.Parse("db:10.0.0.5").Single()), Container + "Hosts", """["10.0.0.5 db"]"""),
        ["dns"] = (ServiceOptions.Nameservers.Put("p", "10.0.0.1"), Container + "DNSConfig", """{ "Nameservers": ["10.0.0.1"] }"""),
        ["ulimit"] = (ServiceOptions.Ulimits.Put("p", Ulimit.Parse("nofile", "1024:2048")), Container + "Ulimits", """[{ "Name": "nofile", "Hard": 2048, "Soft": 1024 }]"""),
        ["oom"] = (ServiceOptions.OomScoreAdjustment.Set("p", -500), Container + "OomScoreAdj", "-500"),
        ["secret"] = (
            ServiceOptions.Secrets.Put("p", new() { Source = "tls", SourceId = "s2", Target = "/etc/key", Uid = "33", Gid = "34", Mode = 256 }),
            Container + "Secrets",
            """[{ "File": { "Name": "/etc/key", "UID": "33", "GID": "34", "Mode": 256 }, "SecretID": "s2", "SecretName": "tls" }]"""),
        ["secret of no target"] = (
            ServiceOptions.Secrets.Put("p", new() { Source = "db", SourceId = "s1" }), Container + "Secrets", """[{ "File": { "Name": "db", "UID": "0", "GID": "0", "Mode": 292 }, "SecretID": "s1", "SecretName": "db" }]"""),
        ["config"] = (
            ServiceOptions.Configs.Put("p", new() { Source = "conf", SourceId = "c1" }), Container + "Configs", """[{ "File": { "Name": "conf", "UID": "0", "GID": "0", "Mode": 292 }, "ConfigID": "c1", "ConfigName": "conf" }]"""),
        ["mount"] = Mount("target=/d", """{ "Type": "volume", "Target": "/d" }"""),
        ["bind"] = Mount(
            "type=bind,source=/a,target=/b,readonly,bind-propagation=rslave,consistency=cached",
            """{ "Type": "bind", "Target": "/b", "Source": "/a", "ReadOnly": true, "Consistency": "cached", "BindOptions": { "Propagation": "rslave" } }"""),
        ["bind recursion"] = Mount("type=bind,source=/a,target=/b,bind-nonrecursive", """{ "Type": "bind", "Target": "/b", "Source": "/a", "BindOptions": { "NonRecursive": true } }"""),
        ["volume"] = Mount(
            "source=v,target=/d,volume-nocopy,volume-label=a=b,volume-subpath=x/y",
            """{ "Type": "volume", "Target": "/d", "Source": "v", "VolumeOptions": { "NoCopy": true, "Subpath": "x/y", "Labels": { "a": "b" }, "DriverConfig": {} } }"""),
        ["volume driver"] = Mount(
            "source=v,target=/d,volume-driver=local,volume-opt=type=nfs",
            """{ "Type": "volume", "Target": "/d", "Source": "v", "VolumeOptions": { "DriverConfig": { "Name": "local", "Options": { "type": "nfs" } } } }"""),
        ["tmpfs"] = Mount(
            "type=tmpfs,target=/t,tmpfs-size=1k,tmpfs-mode=1777,tmpfs-opt=noexec,tmpfs-opt=uid=1000",
            """{ "Type": "tmpfs", "Target": "/t", "TmpfsOptions": { "SizeBytes": 1024, "Mode": 1023, "Options": [["noexec"], ["uid", "1000"]] } }"""),
        ["health"] = (
            ServiceOptions.HealthCheck("p", new() { Test = ["CMD-SHELL", "true"], Interval = TimeSpan.FromSeconds(1.5), Timeout = TimeSpan.FromTicks(1), StartPeriod = TimeSpan.FromDays(1), Retries = 3 }),
            Container + "Healthcheck",
            """{ "Test": ["CMD-SHELL", "true"], "Interval": 1500000000, "Timeout": 100, "StartPeriod": 86400000000000, "Retries": 3 }"""),
        ["seccomp"] = (
            ServiceOptions.Seccomp.Set("p", SeccompProfile.Parse("a.json", _ => "{}"u8.ToArray())), Container + "Privileges", """{ "Seccomp": { "Mode": "custom", "Profile": "e30=" } }"""),
        ["apparmor"] = (ServiceOptions.AppArmor.Set("p", SwarmAppArmorMode.Disabled), Container + "Privileges", """{ "AppArmor": { "Mode": "disabled" } }"""),
        ["selinux"] = (
            ServiceOptions.Selinux.Set("p", SelinuxContext.Parse("user=u,role=r,type=t,level=l")),
            Container + "Privileges",
            """{ "SELinuxContext": { "Disable": false, "User": "u", "Role": "r", "Type": "t", "Level": "l" } }"""),
        ["cpus"] = (ServiceOptions.CpuLimit.Set("p", 0.5m), "TaskTemplate.Resources.Limits.NanoCPUs", "500000000"),
        ["number of a resource"] = (
            ServiceOptions.GenericResources.Put("p", GenericResource.Parse("gpu=2").Single()),
            "TaskTemplate.Resources.Reservations.GenericResources",
            """[{ "DiscreteResourceSpec": { "Kind": "gpu", "Value": 2 } }]"""),
        ["name of a resource"] = (
            ServiceOptions.GenericResources.Put("p", GenericResource.Parse("gpu=UUID1").Single()),
            "TaskTemplate.Resources.Reservations.GenericResources",
            """[{ "NamedResourceSpec": { "Kind": "gpu", "Value": "UUID1" } }]"""),
        ["preference"] = (ServiceOptions.Preferences.Put("p", "node.labels.zone"), "TaskTemplate.Placement.Preferences", """[{ "Spread": { "SpreadDescriptor": "node.labels.zone" } }]"""),
        ["platform"] = (ServiceOptions.Platforms.Put("p", Platform.Parse("linux/amd64")), "TaskTemplate.Placement.Platforms", """[{ "Architecture": "amd64", "OS": "linux" }]"""),
        ["network"] = (
            ServiceOptions.Networks.Put("p", new() { Name = "front", Id = "n1", Aliases = ["a", "b"] }), "TaskTemplate.Networks", """[{ "Target": "n1", "Aliases": ["a", "b"] }]"""),
        ["port"] = (
            ServiceOptions.Ports.Put("p", PortSyntax.Parse("target=53,published=1053,protocol=udp,mode=host,name=dns")[0]),
            "EndpointSpec.Ports",
            """[{ "Name": "dns", "Protocol": "udp", "TargetPort": 53, "PublishedPort": 1053, "PublishMode": "host" }]"""),
        ["endpoint mode"] = (ServiceOptions.EndpointMode.Set("p", SwarmEndpointMode.Dnsrr), "EndpointSpec.Mode", "\"dnsrr\""),
        ["restart"] = (ServiceOptions.RestartCondition.Set("p", SwarmRestartCondition.OnFailure), "TaskTemplate.RestartPolicy.Condition", "\"on-failure\""),
        ["log driver"] = (ServiceOptions.LogDriver.Set("p", "json-file"), "TaskTemplate.LogDriver", """{ "Name": "json-file" }"""),
        ["update"] = (ServiceOptions.Update.Order.Set("p", SwarmUpdateOrder.StartFirst), "UpdateConfig.Order", "\"start-first\""),
        ["rollback"] = (ServiceOptions.Rollback.Defaults("p"), "RollbackConfig", """{ "Parallelism": 1, "FailureAction": "pause", "Monitor": 5000000000, "MaxFailureRatio": 0, "Order": "stop-first" }"""),
        ["force"] = (ServiceOptions.ForceUpdate("p"), "TaskTemplate.ForceUpdate", "1"),
    };

    private static (SpecEdit Edit, string Path, string Json) Mount(string text, string json) =>
        (ServiceOptions.Mounts.Put("p", MountSyntax.Parse(text)), Container + "Mounts", $"[{json}]");

    // Objects that lead to a place may stay when the place is emptied.
    private static void RemoveEmpty(JsonObject json)
    {
        foreach ((string name, JsonNode? value) in json.ToList())
        {
            if (value is JsonObject child)
            {
                RemoveEmpty(child);
                if (child.Count == 0)
                {
                    json.Remove(name);
                }
            }
        }
    }

    private static void AssertJson(string expected, JsonNode actual) => Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), actual.ToJsonString());
}
