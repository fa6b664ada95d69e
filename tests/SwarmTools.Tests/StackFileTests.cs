using System;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace SwarmTools.Tests;

/// <summary>Compose files that are read and tested, without any engine.</summary>
public sealed class StackFileTests : StackFolderTests
{
    [Fact]
    public void Files_become_one_project_with_variables_from_everywhere()
    {
        Write("a.yml", "name: shop\nservices: {web: {image: 'app:${TAG}', ports: ['8080:80'], secrets: [s], deploy: {replicas: 3}, networks: [n]}, db: {image: 'db:${OTHER}', deploy: {mode: global}}}\nnetworks: {n: }\nsecrets: {s: {file: s.txt}}");
        Write("b.yml", "services: {web: {environment: {A: '${THIRD:-x}'}, depends_on: [db]}}");
        string variables = Write("own.env", "TAG=1\nOTHER=2");

        ScriptResult read = Run("param($a, $b, $env) Resolve-SwarmStackFile $a, $b -EnvironmentFile $env -Variable @{ TAG = '9' }", PathOf("a.yml"), PathOf("b.yml"), variables);

        Assert.Empty(read.Errors);
        PSObject project = read.Output.Single();
        Assert.Equal("shop", project.Properties["Name"].Value);
        ScriptResult services = Run("param($project) $project.Services | ForEach-Object { \"$($_.Name) $($_.Image) $($_.Mode) $($_.Replicas) $($_.Ports) $($_.Networks) $($_.Secrets) $($_.DependsOn)\" }; $project.Services[1].Name", project);
        Assert.Equal(["web app:9 Replicated 3 8080:80/tcp n s db", "db db:2 Global     ", "db"], services.Texts);
        Assert.Contains("A: x", (string)project.Properties["Yaml"].Value, StringComparison.Ordinal);
        Assert.StartsWith("version: \"3.13\"", (string)project.Properties["Yaml"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_that_stay_may_stand_in_any_place()
    {
        Write("a.yml", "services: {web: {image: 'x:${TAG}', ports: ['${PORT}:80'], volumes: ['${DATA}:/d'], stop_grace_period: '${GRACE}', deploy: {replicas: '${N}'}}}");
        ScriptResult kept = Run("param($path) Resolve-SwarmStackFile $path -NoInterpolation | ForEach-Object { $_.Yaml; $_.Services[0].Ports[0] }", PathOf("a.yml"));
        Assert.Empty(kept.Errors);
        Assert.All(new[] { "x:${TAG}", "${PORT}:80", "${DATA}:/d", "${GRACE}", "${N}" }, text => Assert.Contains(text, kept.Texts[0], StringComparison.Ordinal));
        Assert.Equal("${PORT}:80", kept.Texts[1]);
    }

    [Fact]
    public void All_errors_are_told_in_one_run_each_with_its_place()
    {
        Write("a.yml", "services:\n  web:\n    imag: x\n    deploy: {replicas: many}\n    ports: [web]\n");
        ScriptResult failed = Run("param($path) Resolve-SwarmStackFile $path; $Error[0].Exception.Result.Line", PathOf("a.yml"));
        Assert.Equal(["ComposeInvalid", "ComposeInvalid", "ComposeInvalid"], failed.ErrorIds);
        Assert.Equal(["a.yml:3:5: services.web.imag", "a.yml:4:24: services.web.deploy.replicas", "a.yml:5:13: services.web.ports[0]"], failed.Errors.Select(error => string.Join(':', error.Exception.Message.Split(':').Take(4))));
        Assert.Equal("5", failed.Texts.Single());
    }

    [Fact]
    public void What_has_no_effect_is_a_warning_or_an_error_where_that_is_wished()
    {
        Write("a.yml", "services: {web: {image: x, privileged: true}}");
        ScriptResult warned = Run("param($path) Resolve-SwarmStackFile $path -WarningVariable told -WarningAction SilentlyContinue | Out-Null; $told", PathOf("a.yml"));
        Assert.StartsWith("a.yml:1:28: services.web.privileged: 'privileged' has no effect in a swarm", warned.Texts.Single(), StringComparison.Ordinal);
        ScriptResult strict = Run("param($path) Resolve-SwarmStackFile $path -Strict", PathOf("a.yml"));
        Assert.Equal(["ComposeInvalid"], strict.ErrorIds);
        Assert.Empty(strict.Output);
    }

    [Fact]
    public void A_test_may_be_strict_too()
    {
        Write("a.yml", "services: {web: {image: x, privileged: true}}");
        const string Script = "param($path, $strict) Test-SwarmStackFile $path -Strict:$strict | Where-Object Path -eq services.web.privileged | ForEach-Object { \"$($_.Severity) $($_.ErrorId)\" }";
        Assert.Equal(["Warning "], Run(Script, PathOf("a.yml"), false).Texts);
        Assert.Equal(["Error ComposeInvalid"], Run(Script, PathOf("a.yml"), true).Texts);
    }

    [Fact]
    public void A_test_finds_what_would_go_wrong_and_what_could_be_better_and_tells_no_value()
    {
        Write("a.yml", """
            services:
              web: {image: app, ports: ["80:80"], networks: [nope], environment: {DB_PASSWORD: hunter2}}
              other: {image: "app:1", ports: ["80:81"], healthcheck: {test: x}, deploy: {resources: {limits: {memory: 1g}}}}
              empty: {command: x}
            """);
        ScriptResult found = Run("param($path) Test-SwarmStackFile $path | ForEach-Object { \"$($_.Severity) $($_.Path)\" }; Test-SwarmStackFile $path | ForEach-Object Message", PathOf("a.yml"));
        Assert.Equal(
            ["Error services.web.networks", "Error services.other.ports", "Error services.empty"],
            found.Texts.Where(text => text.StartsWith("Error ", StringComparison.Ordinal)));
        Assert.Contains("Advice services.web.image", found.Texts);
        Assert.Contains("Advice services.web.environment.DB_PASSWORD", found.Texts);
        Assert.DoesNotContain(found.Texts, text => text.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void A_watch_that_is_shorter_than_the_health_check_and_quotes_in_files_of_variables_are_worth_advice()
    {
        Write("own.env", "PLAIN=x\nQUOTED=\"hunter2\"\n");
        Write("a.yml", """
            services:
              short: {image: "a:1", env_file: own.env, healthcheck: {test: [CMD, x], interval: 10s, retries: 2, start_period: 5s}, deploy: {update_config: {monitor: 20s}}}
              usual: {image: "a:1", healthcheck: {test: [CMD, x]}}
              long: {image: "a:1", healthcheck: {test: [CMD, x], interval: 10s, retries: 2}, deploy: {update_config: {monitor: 20s}}}
              off: {image: "a:1", healthcheck: {disable: true}}
              job: {image: "a:1", healthcheck: {test: [CMD, x]}, deploy: {mode: replicated-job}}
            """);
        const string Script = "param($path) Test-SwarmStackFile $path | Where-Object { $_.Message -match 'watches|quotes' } | ForEach-Object { \"$($_.Severity) $($_.Path) $($_.Message)\" }";
        string[] found = [.. Run(Script, PathOf("a.yml")).Texts.Order(StringComparer.Ordinal)];
        Assert.Equal(3, found.Length);
        Assert.StartsWith("Advice services.short.deploy.update_config.monitor An update watches a new task for 20s, but its health check takes up to 25s to fail", found[0], StringComparison.Ordinal);
        Assert.StartsWith("Advice services.usual.healthcheck An update watches a new task for 5s, but its health check takes up to 1m 30s to fail", found[1], StringComparison.Ordinal);
        Assert.StartsWith("Warning QUOTED The quotes around the value are part of it", found[2], StringComparison.Ordinal);
        Assert.DoesNotContain(found, text => text.Contains("hunter2", StringComparison.Ordinal));

        // Advice is for those who ask for it.
        Assert.StartsWith("own.env:2:1: QUOTED: The quotes", Run("param($path) Resolve-SwarmStackFile $path", PathOf("a.yml")).Warnings.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_is_in_no_message_and_no_variable_is_taken_for_another()
    {
        string variables = Write("own.env", "TAG=\"1.0\"");
        ScriptResult quoted = Run("param($env) Resolve-SwarmStackFile -Text 'services: {a: {image: x}}' -EnvironmentFile $env", variables);
        Assert.Equal($"{variables}:1:1: TAG: The quotes around the value are part of it, as in docker. Take them away, unless they are meant.", quoted.Warnings.Single());
        Assert.Equal(["ComposeInvalid"], Run("param($env) Resolve-SwarmStackFile -Text 'services: {a: {image: x}}' -EnvironmentFile $env -Strict", variables).ErrorIds);
        ScriptResult[] refused =
        [
            Run("Resolve-SwarmStackFile -Text 'services: {a: {image: x, environment: [\"DB_PASSWORD=hunter2$(s)\"]}}'"),
            Run("Resolve-SwarmStackFile -Text 'services: {a: {image: x, command: \"run ${P}\"}}' -Variable @{ P = '\"hunter2' }"),
            Run("Resolve-SwarmStackFile -Text 'services: {a: {image: x}}' -Variable @{ P = (ConvertTo-SecureString hunter2 -AsPlainText -Force) }"),
            Run("Resolve-SwarmStackFile -Text 'services: {a: {image: x}}' -Variable NAME"),
        ];
        Assert.All(refused, result => Assert.DoesNotContain("hunter2", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal));
        Assert.All(refused, result => Assert.Empty(result.Output));
    }

    [Fact]
    public void A_project_has_types()
    {
        Write("a.yml", """
            services:
              web:
                image: app:1
                entrypoint: /run me
                command: [a, b]
                environment: {MODE: prod, OWN: }
                labels: {c: "1"}
                volumes: ["data:/d:ro", {type: tmpfs, target: /t, tmpfs: {size: 1m}}]
                healthcheck: {test: [CMD, x], interval: 1m30s, retries: 4}
                profiles: [p]
                deploy:
                  labels: {s: "2"}
                  placement: {constraints: [node.role == worker]}
                  resources: {limits: {cpus: "0.5", memory: 1g}, reservations: {memory: 64m}}
                  update_config: {parallelism: 0, delay: 10s, monitor: 1h, order: start-first, failure_action: rollback}
            networks: {n: {driver: overlay, labels: {a: b}}}
            volumes: {data: {name: real}}
            secrets: {one: {file: /run/one.txt}, two: {environment: TWO}, three: {external: true}}
            configs: {text: {content: hello}}
            """);
        const string Script = """
            param($path)
            $project = Resolve-SwarmStackFile $path -Profile p
            $web = $project.Services[0]
            "$($web.Entrypoint.Count) $($web.Command[1]) $($web.Environment['MODE']) $($web.Environment.Keys) $($web.ContainerLabels['c']) $($web.Labels['s']) $($web.Profiles)"
            "$($web.Mounts[0].Type) $($web.Mounts[0]) $($web.Mounts[0].ReadOnly) $($web.Mounts[1].Type) $($web.Mounts[1].TmpfsSize)"
            "$($web.HealthCheck) $($web.HealthCheck.Interval.TotalSeconds) $($web.HealthCheck.Retries) $($web.Constraints)"
            "$($web.CpuLimit * 2) $($web.MemoryLimit / 1gb) $($null -eq $web.CpuReservation) $($web.MemoryReservation / 1mb)"
            "$($web.UpdateParallelism) $($web.UpdateDelay.TotalSeconds) $($web.UpdateMonitor.TotalHours) $($web.UpdateOrder) $($web.UpdateFailureAction)"
            "$($project.Networks) $($project.Networks[0].Driver) $($project.Networks[0].Labels['a']) $($project.Volumes[0].SwarmName)"
            $project.Secrets + $project.Configs | ForEach-Object { "$($_.Name) $($_.IsExternal) $($_.Source)" }
            """;
        Assert.Equal(
            [
                "2 b prod MODE OWN 1 2 p", "Volume data:/d True Tmpfs 1048576", "CMD x 90 4 node.role == worker", "1 1 True 64", "0 10 1 StartFirst Rollback",
                "n overlay b real", "one False file:/run/one.txt", "two False environment:TWO", "three True ", "text False content",
            ],
            Run(Script, PathOf("a.yml")).Texts);
    }

    [Fact]
    public void A_file_of_50_MB_is_refused_at_once()
    {
        using (FileStream large = File.Create(PathOf("large.yml")))
        {
            large.SetLength(50 * 1024 * 1024);
        }

        Assert.Equal(["DataInvalid"], Run("param($path) Resolve-SwarmStackFile $path", PathOf("large.yml")).ErrorIds);
    }

    [Fact]
    public void A_text_may_be_as_large_as_a_file() =>
        Assert.Equal(["DataInvalid"], Run("param($text) Resolve-SwarmStackFile -Text $text", new string('#', 17 * 1024 * 1024)).ErrorIds);

    [Fact]
    public void A_file_that_is_not_there_is_one_error() =>
        Assert.Equal(["FileNotFound"], Run("param($path) Resolve-SwarmStackFile $path", PathOf("none.yml")).ErrorIds);
}
