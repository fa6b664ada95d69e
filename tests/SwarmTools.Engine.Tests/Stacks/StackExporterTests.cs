using System;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Stacks;

namespace SwarmTools.Engine.Tests.Stacks;

/// <summary>A file, the stack that comes of it, and the file that comes of that: publishing it changes nothing.</summary>
public sealed class StackExporterTests
{
    private const string Around =
        """

        networks: {default: {attachable: true}, inner: {internal: true, labels: {l: m}, driver_opts: {encrypted: "", foo: $$bar}}, far: {name: apart, ipam: {config: [{subnet: 172.20.0.0/16}]}}, theirs: {external: true}}
        volumes: {data: {driver: local, driver_opts: {type: tmpfs}, labels: {v: w}}, named: {name: other}, old: {external: true, name: shop_old}}
        secrets: {s: {file: /s}, held: {driver: vault}, out: {external: true, name: theirs}}
        configs: {c: {content: "a $$HOME\n  b"}, t: {content: "{{.Node.ID}}", template_driver: golang, labels: {x: y}}, n: {content: n, name: named}, out: {external: true, name: theirs}}
        """;

    private readonly PlannedStack _stack = new()
    {
        Observed = new()
        {
            Networks = [new() { Id = "1", Name = "theirs", Scope = "swarm", Driver = "overlay" }],
            Secrets = [new() { Id = "2", Name = "theirs" }],
            Configs = [new() { Id = "3", Name = "theirs", Data = [1] }],
        },
    };

    [Theory]
    [InlineData("image: \"x:1\"")]
    [InlineData("image: \"x:1@sha256:0000000000000000000000000000000000000000000000000000000000000000\"")]
    [InlineData("entrypoint: [sh, \"\"], command: [\"-c\", \"echo $$HOME $${X}\", \"5\", \"yes\"]")]
    [InlineData("environment: {B: 2, A: \"$$x\", C: null, D: \"\", E: \"a=b\", F: \"a\\nb\\n\", G: \" x \"}")]
    [InlineData("labels: {a.b: c, n: 5, e: \"\"}")]
    [InlineData("hostname: h, user: \"1000\", working_dir: /tmp, group_add: [\"7\"], read_only: true, tty: true, stdin_open: true")]
    [InlineData("init: true, isolation: process, stop_signal: SIGINT, stop_grace_period: 1m30s, oom_score_adj: -5")]
    [InlineData("init: false, stop_grace_period: 0s")]
    [InlineData("sysctls: {net.core.somaxconn: 1024}, ulimits: {nofile: {soft: 100, hard: 200}, nproc: 50, core: -1}")]
    [InlineData("cap_add: [net_admin, sys_time], cap_drop: [ALL]")]
    [InlineData("security_opt: [\"no-new-privileges:true\", \"seccomp=unconfined\", \"apparmor:unconfined\"]")]
    [InlineData("healthcheck: {test: \"curl $$X\", interval: 10s, timeout: 3s, retries: 3, start_period: 1.5s, start_interval: 100ms}")]
    [InlineData("healthcheck: {test: [CMD, \"true\"]}")]
    [InlineData("healthcheck: {disable: true}")]
    [InlineData("healthcheck: {interval: 5m}")]
    [InlineData("logging: {driver: json-file, options: {max-size: 1m, tag: \"{{.Name}}\"}}")]
    [InlineData("dns: [10.0.0.1], dns_search: [a.b], dns_opt: [\"ndots:2\"], extra_hosts: [\"db:10.0.0.1\", \"six:::1\"]")]
    [InlineData("ports: [\"8080:80\", \"53/udp\", {target: 99, published: 98, protocol: sctp, mode: host}]")]
    [InlineData("networks: {default: {aliases: [w]}, inner: {driver_opts: {a: b}}, far: null, theirs: {aliases: [a]}}")]
    [InlineData("secrets: [s, {source: s, target: t1, uid: \"5\", mode: 0400}, held, {source: out, target: out}]")]
    [InlineData("configs: [c, t, {source: n, target: /etc/n, gid: \"7\"}, out]")]
    [InlineData("credential_spec: {config: c}")]
    [InlineData("credential_spec: {config: c}, configs: [n]")]
    [InlineData("credential_spec: {file: a.json}")]
    [InlineData("credential_spec: {registry: key}")]
    [InlineData("volumes: [data:/data, {type: volume, source: data, target: /nc, volume: {nocopy: true, subpath: a, labels: {more: m}}}, named:/n, old:/o, /anonymous]")]
    [InlineData("volumes: [/etc:/hostetc:ro, {type: bind, source: /a$$b, target: /b, bind: {create_host_path: true, propagation: rslave, recursive: disabled}}, {type: bind, source: 'C:\\x', target: /c, bind: {recursive: readonly}}]")]
    [InlineData("volumes: [{type: tmpfs, target: /x, tmpfs: {size: 1m, mode: 01770}}, {type: npipe, source: '\\\\.\\pipe\\x', target: /p}], tmpfs: [\"/run:size=1m,mode=1770,noexec,uid=5\", /y]")]
    [InlineData("volumes: [{type: cluster, source: old, target: /k}, {type: cluster, source: \"group:g\", target: /g}]")]
    [InlineData("volumes: [{type: image, source: \"tools:1\", target: /i, image: {subpath: a}}]")]
    [InlineData("deploy: {mode: global, labels: {x: \"$$y\"}, endpoint_mode: dnsrr}")]
    [InlineData("deploy: {mode: global-job}")]
    [InlineData("deploy: {mode: replicated-job, replicas: 4}")]
    [InlineData("deploy: {replicas: 0}")]
    [InlineData("deploy: {update_config: {parallelism: 0, delay: 5s, failure_action: rollback, monitor: 3s, max_failure_ratio: 0.3, order: start-first}, rollback_config: {order: start-first}}")]
    [InlineData("deploy: {resources: {limits: {cpus: \"0.5\", memory: 50M, pids: 10}, reservations: {cpus: \"0.001000001\", memory: 10M, generic_resources: [{discrete_resource_spec: {kind: gpu, value: 2}}]}}}")]
    [InlineData("deploy: {restart_policy: {condition: on-failure, delay: 0s, max_attempts: 3, window: 120s}}")]
    [InlineData("restart: \"on-failure:2\"")]
    [InlineData("deploy: {placement: {constraints: [\"node.role==manager\"], preferences: [{spread: node.labels.z}], max_replicas_per_node: 3}}")]
    public void What_comes_of_a_key_comes_of_its_export(string keys)
    {
        string image = keys.StartsWith("image", StringComparison.Ordinal) ? "" : "image: \"x:1\", ";
        _stack.Deploy($"services: {{a: {{{image}{keys}}}, b: {{image: \"y:1\", networks: [default, inner, far]}}}}" + Around);

        StackExport export = _stack.Export();

        Assert.Empty(export.Warnings);
        StackPlan plan = _stack.Plan(export.Text, prunes: true);
        Assert.Equal("", string.Join('\n', plan.Steps.Where(step => !step.IsKept).Select(step => $"{step.Change}: {string.Join(", ", step.Change.Differences)}")));
        Assert.Empty(plan.Warnings);
    }

    [Fact]
    public void A_stack_is_a_file_as_somebody_would_write_it()
    {
        _stack.Deploy(
            """
            services: {web: {image: "web:1", environment: {A: $$b, NOTHING: null}, ports: ["80:80"], secrets: [pw], configs: [motd], volumes: ["data:/data"], deploy: {replicas: 2}}}
            volumes: {data: {}}
            secrets: {pw: {file: /pw}}
            configs: {motd: {content: hello}}
            """);

        Assert.Equal(
            """
            # The stack 'shop', as it ran. A swarm does not keep depends_on, profiles, and what was read from variables and files.
            # Secrets are external, for their values cannot be read. For another swarm, name a file in the place of external and name.
            # A variable without a value takes that of whoever publishes the file, where there is one.
            name: shop
            services:
              web:
                image: web:1
                environment:
                  A: $$b
                  NOTHING: null
                ports:
                  - mode: ingress
                    target: 80
                    published: 80
                    protocol: tcp
                secrets:
                  - pw
                configs:
                  - motd
                volumes:
                  - type: volume
                    source: data
                    target: /data
                deploy:
                  replicas: 2
            networks:
              default:
                driver: overlay
            volumes:
              data: {}
            secrets:
              pw:
                external: true
                name: shop_pw
            configs:
              motd:
                content: hello

            """,
            _stack.Export().Text);
    }

    [Fact]
    public void The_version_that_runs_has_the_key()
    {
        const string File = "services: {a: {image: \"x:1\", secrets: [pw], configs: [c]}}\nsecrets: {pw: {file: /one}}\nconfigs: {c: {content: one}}";
        _stack.Deploy(File);
        _stack.Deploy(File.Replace("one", "two", StringComparison.Ordinal));

        StackExport export = _stack.Export();

        Assert.Contains("  pw:\n    external: true\n    name: shop_pw-v2\n", export.Text, StringComparison.Ordinal);
        Assert.Contains("  c:\n    content: two\n", export.Text, StringComparison.Ordinal);
        Assert.Empty(export.Warnings);
        Assert.True(_stack.Plan(export.Text).IsEmpty);
        _stack.Deploy(File.Replace("/one", "/two", StringComparison.Ordinal));
        Assert.Contains("  c:\n    content: one\n", _stack.Export().Text, StringComparison.Ordinal);
        Assert.True(_stack.Plan(_stack.Export().Text).IsEmpty);
    }

    [Fact]
    public void A_config_that_is_no_text_is_external()
    {
        _stack.Deploy("services: {a: {image: \"x:1\", configs: [c]}}\nconfigs: {c: {content: one}}");
        _stack.Observed = _stack.Observed with { Configs = [.. _stack.Observed.Configs.Select(config => new SwarmConfig { Id = config.Id, Name = config.Name, Labels = config.Labels, Data = [0xff, 0xfe] })] };

        string text = _stack.Export().Text;

        Assert.Contains("# No text, and therefore external: the configs c.\n", text, StringComparison.Ordinal);
        Assert.Contains("  c:\n    external: true\n    name: shop_c\n", text, StringComparison.Ordinal);
        Assert.True(_stack.Plan(text).IsEmpty);
    }

    [Theory]
    [InlineData("TaskTemplate.ContainerSpec.Privileges.SELinuxContext.Type", "\"t\"", "services.a: TaskTemplate.ContainerSpec.Privileges.SELinuxContext.Type cannot be said as it is: it is t, and publishing the file would make it nothing.")]
    [InlineData("TaskTemplate.Resources.SwapBytes", "5", "services.a: TaskTemplate.Resources.SwapBytes cannot be said")]
    [InlineData("TaskTemplate.ContainerSpec.NewOfTomorrow", "\"x\"", "services.a: TaskTemplate.ContainerSpec.NewOfTomorrow cannot be said")]
    [InlineData("EndpointSpec.Ports", """[{"Name":"web","Protocol":"tcp","TargetPort":80,"PublishMode":"ingress"}]""", "services.a: EndpointSpec.Ports[web].Name cannot be said")]
    [InlineData("TaskTemplate.Resources.Reservations.GenericResources", """[{"NamedResourceSpec":{"Kind":"gpu","Value":"one"}}]""", "GenericResources[0].NamedResourceSpec")]
    [InlineData("TaskTemplate.ContainerSpec.Env", """["A=1","A=2"]""", "services.a: TaskTemplate.ContainerSpec.Env[")]
    [InlineData("TaskTemplate.ContainerSpec.Hosts", """["10.0.0.1 a b"]""", "services.a: TaskTemplate.ContainerSpec.Hosts[0] cannot be said")]
    [InlineData("TaskTemplate.ContainerSpec.Secrets", """[{"SecretID":"gone","SecretName":"gone","File":{"Name":"x","UID":"0","GID":"0","Mode":292}}]""", "services.a: TaskTemplate.ContainerSpec.Secrets[gone]")]
    [InlineData("TaskTemplate.Networks", "[]", "services.a: TaskTemplate.Networks[shop_default].Target cannot be said as it is: it is not set")]
    [InlineData("Labels", """{"com.docker.stack.namespace":"shop"}""", "services.a: Labels.com.docker.stack.image cannot be said")]
    [InlineData("TaskTemplate.Placement.Constraints", """["nonsense"]""", "services.a.deploy.placement.constraints: ")]
    public void What_a_file_cannot_say_is_named(string path, string value, string expected)
    {
        _stack.Deploy("services: {a: {image: \"x:1\"}, b: {image: \"x:1\"}}");
        _stack.Change("shop_a", path, JsonNode.Parse(value)!);

        Assert.Contains(_stack.Export().Warnings, warning => warning.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_done_by_hand_is_in_the_file()
    {
        _stack.Deploy("services: {a: {image: \"x:1\"}}");
        _stack.Change("shop_a", "TaskTemplate.ForceUpdate", 3);
        _stack.Change("shop_a", "Mode.Replicated.Replicas", 5);
        _stack.Change("shop_a", "TaskTemplate.ContainerSpec.Image", "z:2@sha256:" + new string('0', 64));

        StackExport export = _stack.Export();

        Assert.Contains($"image: z:2@sha256:{new string('0', 64)}\n", export.Text, StringComparison.Ordinal);
        Assert.Contains("replicas: 5\n", export.Text, StringComparison.Ordinal);
        Assert.StartsWith("services.a: Labels.com.docker.stack.image ", Assert.Single(export.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_without_the_name_of_the_stack_is_left_out()
    {
        _stack.Deploy("services: {a: {image: \"x:1\"}}");
        _stack.Put((JsonObject)JsonNode.Parse("""{"Name":"other","Labels":{"com.docker.stack.namespace":"shop"},"TaskTemplate":{"ContainerSpec":{"Image":"x"}}}""")!);
        Assert.StartsWith("The service 'other' is left out: ", Assert.Single(_stack.Export().Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_would_be_the_same_are_told_apart()
    {
        _stack.Deploy("services: {a: {image: \"x:1\", networks: [theirs, own]}}\nnetworks: {theirs: {external: true}, own: {name: shop_theirs}}");

        StackExport export = _stack.Export();

        Assert.Contains("  theirs-2:\n    external: true\n    name: theirs\n", export.Text, StringComparison.Ordinal);
        Assert.Empty(export.Warnings);
        Assert.True(_stack.Plan(export.Text).IsEmpty);
    }

    [Fact]
    public void Only_subnets_that_the_swarm_cannot_have_chosen_are_in_the_file()
    {
        _stack.Deploy("services: {a: {image: \"x:1\", networks: [one, two]}}\nnetworks: {one: {ipam: {config: [{subnet: 10.99.0.0/24}]}}, two: {ipam: {config: [{subnet: 10.98.0.0/16}]}}}");

        string text = _stack.Export().Text;

        Assert.Contains("# Subnets are left out where the swarm may have chosen them.\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("10.99.", text, StringComparison.Ordinal);
        Assert.Contains("- subnet: 10.98.0.0/16\n", text, StringComparison.Ordinal);
    }
}
