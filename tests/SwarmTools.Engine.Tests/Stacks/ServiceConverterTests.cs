using System;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;
using SwarmTools.Stacks;

namespace SwarmTools.Engine.Tests.Stacks;

/// <summary>What a service of a file becomes in a spec, beside what is compared with docker's own deploys on real engines.</summary>
public sealed class ServiceConverterTests
{
    private readonly PlannedStack _stack = new();

    [Theory]
    [InlineData("environment: {B: 2, A: 1, C: }", "TaskTemplate.ContainerSpec.Env", """["A=1","B=2","C"]""")]
    [InlineData("extra_hosts: [\"db:10.0.0.1\", \"six:::1\"]", "TaskTemplate.ContainerSpec.Hosts", """["10.0.0.1 db","::1 six"]""")]
    [InlineData("cap_add: [net_admin, ALL], cap_drop: [CAP_MKNOD]", "TaskTemplate.ContainerSpec.CapabilityAdd", """["ALL"]""")]
    [InlineData("cap_add: [net_admin], cap_drop: [NET_ADMIN]", "TaskTemplate.ContainerSpec.CapabilityAdd", "null")]
    [InlineData("healthcheck: {disable: true}", "TaskTemplate.ContainerSpec.Healthcheck", """{"Test":["NONE"]}""")]
    [InlineData("healthcheck: {test: \"curl x\", retries: 2}", "TaskTemplate.ContainerSpec.Healthcheck", """{"Test":["CMD-SHELL","curl x"],"Retries":2}""")]
    [InlineData("stop_grace_period: 1m30s", "TaskTemplate.ContainerSpec.StopGracePeriod", "90000000000")]
    [InlineData("cpus: 0.5, mem_limit: 64m, pids_limit: 5", "TaskTemplate.Resources.Limits", """{"NanoCPUs":500000000,"MemoryBytes":67108864,"Pids":5}""")]
    [InlineData("scale: 3", "Mode", """{"Replicated":{"Replicas":3}}""")]
    [InlineData("deploy: {mode: replicated-job, replicas: 4}", "Mode", """{"ReplicatedJob":{"MaxConcurrent":4,"TotalCompletions":4}}""")]
    [InlineData("platform: linux/arm/v7", "TaskTemplate.Placement.Platforms", """[{"Architecture":"arm","OS":"linux"}]""")]
    [InlineData("restart: \"on-failure:2\"", "TaskTemplate.RestartPolicy", """{"Condition":"on-failure","MaxAttempts":2}""")]
    [InlineData("restart: \"no\"", "TaskTemplate.RestartPolicy", "null")]
    [InlineData("restart: always, deploy: {restart_policy: {condition: none}}", "TaskTemplate.RestartPolicy", """{"Condition":"none"}""")]
    [InlineData("deploy: {update_config: {order: start-first}}", "UpdateConfig", """{"Parallelism":1,"Order":"start-first"}""")]
    [InlineData("tmpfs: [\"/run:size=1m,mode=1770\", /x]", "TaskTemplate.ContainerSpec.Mounts", """[{"Type":"tmpfs","Target":"/run","TmpfsOptions":{"SizeBytes":1048576,"Mode":1016}},{"Type":"tmpfs","Target":"/x"}]""")]
    [InlineData("volumes: [{type: bind, source: /a, target: /b, bind: {create_host_path: true}}]", "TaskTemplate.ContainerSpec.Mounts", """[{"Type":"bind","Target":"/b","Source":"/a","BindOptions":{"CreateMountpoint":true}}]""")]
    [InlineData("volumes: [{type: image, source: tools:1, target: /i, image: {subpath: a}}]", "TaskTemplate.ContainerSpec.Mounts", """[{"Type":"image","Target":"/i","Source":"tools:1","ImageOptions":{"Subpath":"a"}}]""")]
    [InlineData("security_opt: [\"no-new-privileges:true\", \"seccomp=unconfined\"]", "TaskTemplate.ContainerSpec.Privileges", """{"NoNewPrivileges":true,"Seccomp":{"Mode":"unconfined"}}""")]
    [InlineData("group_add: [\"7\"], dns_opt: [ndots:2]", "TaskTemplate.ContainerSpec.Groups", """["7"]""")]
    [InlineData("ports: [{target: 80, published: 8080, name: http}]", "EndpointSpec.Ports", """[{"Name":"http","Protocol":"tcp","TargetPort":80,"PublishedPort":8080,"PublishMode":"ingress"}]""")]
    [InlineData("networks: {default: {aliases: [w]}}", "TaskTemplate.Networks", """[{"Target":"shop_default","Aliases":["w","a"]}]""")]
    public void A_key_has_its_place_in_the_spec(string keys, string path, string expected)
    {
        DesiredService service = Assert.Single(_stack.Convert($"services: {{a: {{image: x, {keys}}}}}").Services);
        Assert.Equal(expected, new SpecPath(path).Read(service.Spec)?.ToJsonString() ?? "null");
    }

    [Theory]
    [InlineData("oom_score_adj: 5", "1.45", "services.a.oom_score_adj has no effect: it needs an engine with API 1.46")]
    [InlineData("healthcheck: {test: \"x\", start_interval: 1s}", "1.43", "services.a.healthcheck.start_interval has no effect")]
    [InlineData("volumes: [{type: bind, source: /a, target: /b, bind: {create_host_path: true}}]", "1.41", "BindOptions.CreateMountpoint")]
    public void What_an_engine_is_too_old_for_is_left_out_and_said_to_be(string keys, string api, string expected)
    {
        string yaml = $"services: {{a: {{image: x, {keys}}}}}";
        DesiredService old = Assert.Single(_stack.Convert(yaml, Version.Parse(api)).Services);
        Assert.Contains(expected, Assert.Single(old.Dropped), StringComparison.Ordinal);
        Assert.Empty(Assert.Single(_stack.Convert(yaml).Services).Dropped);
        Assert.False(JsonNode.DeepEquals(old.Spec, Assert.Single(_stack.Convert(yaml).Services).Spec));
    }

    [Fact]
    public void Only_what_some_services_need_is_made_where_only_these_are_meant()
    {
        const string Yaml =
            """
            services: {a: {image: x, secrets: [s], networks: [one]}, b: {image: x, configs: [c], networks: [two]}}
            networks: {one: {}, two: {}, unused: {}}
            secrets: {s: {file: /s}, t: {file: /t}}
            configs: {c: {content: c}}
            """;
        DesiredStack all = _stack.Convert(Yaml);
        DesiredStack some = _stack.Convert(Yaml, services: "a");
        Assert.Equal("shop_one shop_two shop_s shop_t shop_c", Names(all));
        Assert.Equal("shop_one shop_s", Names(some));
    }

    [Fact]
    public void An_option_that_a_swarm_does_not_have_is_refused()
    {
        SwarmException failure = Assert.Throws<SwarmException>(() => _stack.Convert("services: {a: {image: x, security_opt: [\"label:disable\"]}}"));
        Assert.Equal("OptionInvalid", failure.ErrorId);
        Assert.Contains("'label:disable'", failure.Message, StringComparison.Ordinal);
    }

    private static string Names(DesiredStack stack) =>
        string.Join(' ', stack.Networks.Select(network => network.Name).Concat(stack.Secrets.Concat(stack.Configs).Select(content => content.Name)));
}
