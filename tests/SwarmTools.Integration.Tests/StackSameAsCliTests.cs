using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Testing;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>What <c>Publish-SwarmStack</c> makes of a file is what <c>docker stack deploy</c> makes of it.</summary>
public sealed class StackSameAsCliTests(Labs labs) : SwarmTests(labs)
{
    // The newest client, for old ones do not know the newest schema; it speaks with all engines.
    private static readonly string s_client = NamedEngine.Address is null ? EngineStore.Available.MaxBy(engine => new Version(engine.Name))?.Client ?? "docker" : "docker";

    // What docker accepts and SwarmTools refuses, because something would be lost: a second document.
    private static readonly string[] s_refused = ["multi"];

    // What docker's client drops without an effect, and an engine of such an age can do.
    private static readonly Dictionary<string, (string Field, Version Since)> s_more = new()
    {
        ["oom"] = ("OomScoreAdj", new(1, 46)),
        ["tmpfs"] = ("Mounts", new(1, 25)),
        ["unsup"] = ("Privileges.NoNewPrivileges", new(1, 44)),
    };

    // Nearly all that docker's schema has, for services without tasks.
    private const string Rich =
        """
        version: "3.13"
        services:
          web:
            image: swarmtools/test:1
            command: ["sleep", "1000"]
            entrypoint: /bin/sh -c
            environment: {A: b, NOPE: null, Z: "", N: 5}
            labels: {a.b: c}
            hostname: h
            user: "1000"
            working_dir: /tmp
            read_only: true
            tty: true
            stdin_open: true
            init: true
            stop_signal: SIGINT
            stop_grace_period: 20s
            cap_add: [NET_ADMIN, cap_sys_time]
            cap_drop: [ALL, NET_ADMIN]
            sysctls: {net.core.somaxconn: 1024}
            ulimits: {nofile: {soft: 100, hard: 200}, nproc: 50}
            dns: [10.0.0.1]
            dns_search: a.b
            extra_hosts: ["foo:10.0.0.2", "bar:10.0.0.3"]
            logging: {driver: json-file, options: {max-size: 1m}}
            healthcheck: {test: ["CMD", "true"], interval: 10s, timeout: 3s, retries: 3, start_period: 1s}
            ports: ["18080:80", "18100-18101:90-91/udp", {target: 53, published: 15353, protocol: udp, mode: host}]
            networks: {front: {aliases: [w]}, back: null}
            secrets: [{source: s1, target: t1, uid: "5", mode: 0400}, s1]
            configs: [c1, {source: c2, target: /etc/c2, gid: "7"}]
            volumes: [data:/data, /etc:/hostetc:ro, {type: tmpfs, target: /x, tmpfs: {size: 1000000}}, /anon, {type: volume, source: data, target: /nc, volume: {nocopy: true}}]
            deploy:
              replicas: 0
              labels: {x: "y"}
              endpoint_mode: vip
              update_config: {parallelism: 2, delay: 5s, failure_action: rollback, monitor: 3s, max_failure_ratio: 0.3, order: start-first}
              rollback_config: {parallelism: 0, order: start-first}
              resources:
                limits: {cpus: "0.5", memory: 50M, pids: 10}
                reservations: {cpus: "0.1", memory: 10M, generic_resources: [{discrete_resource_spec: {kind: gpu, value: 2}}]}
              restart_policy: {condition: on-failure, delay: 5s, max_attempts: 3, window: 120s}
              placement: {constraints: ["node.role==manager"], preferences: [{spread: node.labels.z}], max_replicas_per_node: 3}
          plain: {image: swarmtools/test:1, deploy: {replicas: 0}}
          always: {image: "swarmtools/test:1", restart: always, deploy: {replicas: 0}}
          failing: {image: "swarmtools/test:1", restart: "on-failure:2", deploy: {replicas: 0}}
          never: {image: "swarmtools/test:1", restart: "no", deploy: {replicas: 0}}
          global: {image: "swarmtools/test:1", deploy: {mode: global, placement: {constraints: [node.labels.never == so]}, update_config: {parallelism: 1}, restart_policy: {condition: any}}}
          job: {image: "swarmtools/test:1", command: "true", deploy: {mode: replicated-job, replicas: 2, placement: {constraints: [node.labels.never == so]}}}
          alone: {image: swarmtools/test:1, networks: [node], healthcheck: {disable: true}, deploy: {replicas: 0, endpoint_mode: dnsrr}}
        networks:
          front: {driver: overlay, driver_opts: {foo: bar}, labels: {l: m}, attachable: true, ipam: {config: [{subnet: 10.99.0.0/24}]}}
          back: {internal: true}
          unused: {}
          node: {external: true, name: host}
        volumes:
          data: {driver: local, driver_opts: {type: tmpfs, device: tmpfs}, labels: {v: w}}
        secrets:
          s1: {file: s.txt, labels: {q: r}}
          unused: {file: c.txt}
        configs:
          c1: {file: c.txt}
          c2: {file: s.txt, name: NAMED, template_driver: golang}
        """;

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_rich_file_makes_the_same(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = new();
        WriteRich(folder, stage);

        await AssertSameAsync(stage, stage.Name("rich"), [folder.File("compose.yml")]);
    }

    /// <summary>Writes the rich file, compose.yml, and what it names.</summary>
    internal static void WriteRich(TemporaryFolder folder, Stage stage)
    {
        folder.Write("s.txt", "a secret");
        folder.Write("c.txt", "a config");
        folder.Write("compose.yml", Rich.Replace("NAMED", stage.Name("named"), StringComparison.Ordinal));
    }

    // The cases that docker's own client reads and an engine takes. Those that need variables are about these alone.
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Recorded_files_make_the_same(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        List<string> deployed = [];
        foreach (string folder in Directory.EnumerateDirectories(Repository.PathOf("tests", "data", "compose")).Order(StringComparer.Ordinal))
        {
            string[] files = [.. new[] { "compose.yml", "override1.yml", "override2.yml" }.Select(name => Path.Combine(folder, name)).Where(File.Exists)];
            if (s_refused.Contains(Path.GetFileName(folder)) || !File.Exists(Path.Combine(folder, "expected.yml")) || File.Exists(Path.Combine(folder, "environment.json")))
            {
                continue;
            }

            string name = stage.Name(Path.GetFileName(folder));
            if (await DeployAsync(stage, name, files))
            {
                deployed.Add(Path.GetFileName(folder));
                await (s_more.TryGetValue(Path.GetFileName(folder), out (string Field, Version Since) more) && more.Since <= stage.Api
                    ? AssertMoreAsync(stage, name, files, more.Field)
                    : AssertSameAsync(stage, name, files));
            }
        }

        Assert.True(deployed.Count >= 8, $"Docker deployed only {string.Join(", ", deployed)}.");
    }

    private static async Task AssertSameAsync(Stage stage, string name, string[] files)
    {
        const string Publish = "param($files, $name) Publish-SwarmStack -LiteralPath $files -Name $name -ResolveImage Never -NoWait -AllowPlaintext -WarningAction SilentlyContinue";
        // Docker's client gives up where the engine changed a service meanwhile.
        await Stage.UntilAsync(() => DeployAsync(stage, name, files), "docker deployed it");
        JsonNode expected = await StackState.SeenAsync(stage, name);
        string versions = await StackState.VersionsAsync(stage, name);

        ScriptResult compared = await stage.DoAsync("param($files, $name) Compare-SwarmStack -LiteralPath $files -Name $name -AllowPlaintext -WarningAction SilentlyContinue", files, name);
        Assert.Equal([], compared.Output.Select(change => $"{change}: {string.Join(", ", (IEnumerable<object>)new Seen(change).Required("Differences"))}"));
        Seen kept = new((await stage.DoAsync(Publish, files, name)).Output.Single());
        Assert.Equal(0, kept["ChangeCount"]);
        Assert.Equal(versions, await StackState.VersionsAsync(stage, name));

        await stage.DoAsync("param($name) Remove-SwarmStack $name", name);
        await stage.DoAsync(Publish, files, name);
        Assert.Equal([], JsonDifference.Between(expected, await StackState.SeenAsync(stage, name)));
        await stage.DoAsync("param($name) Remove-SwarmStack $name", name);
    }

    private static async Task AssertMoreAsync(Stage stage, string name, string[] files, string field)
    {
        ScriptResult compared = await stage.DoAsync("param($files, $name) Compare-SwarmStack -LiteralPath $files -Name $name -AllowPlaintext -WarningAction SilentlyContinue", files, name);
        Assert.Equal([$"Update service {name}_web ({field})"], compared.Texts);
        await stage.DoAsync("param($name) Remove-SwarmStack $name", name);
    }

    /// <summary>Lets docker's client deploy files; false where it refuses them.</summary>
    internal static async Task<bool> DeployAsync(Stage stage, string name, string[] files)
    {
        CommandResult result = await Command.RunAsync(
            s_client, ["stack", "deploy", "--resolve-image", "never", .. files.SelectMany(file => new[] { "-c", file }), name], new Dictionary<string, string> { ["DOCKER_HOST"] = stage.HostUri, ["DOCKER_CONTEXT"] = "" });
        if (result.ExitCode != 0)
        {
            await stage.TryDockerAsync("stack", "rm", name);
        }

        return result.ExitCode == 0;
    }
}
