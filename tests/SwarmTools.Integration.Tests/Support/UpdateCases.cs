using System.Collections.Generic;

namespace SwarmTools.Integration;

/// <summary>Every flag of <c>docker service update</c> with its parameters of <c>Set-SwarmService</c>.</summary>
public static class UpdateCases
{
    /// <summary>Flags that leave no trace in a spec, and --rollback, which is Undo-SwarmServiceUpdate: see ServiceChangeTests.</summary>
    public static readonly string[] WithoutTrace = ["detach", "help", "no-resolve-image", "quiet", "rollback", "with-registry-auth"];

    /// <summary>Flags that no engine of the lab has yet; the fake engine is asked instead (API 1.52).</summary>
    public static readonly string[] NewerThanAnyEngine = CreateCases.NewerThanAnyEngine;

    private static readonly string[] s_job = ["--mode", "replicated-job", "--replicas", "5", "--constraint", "node.labels.no==x"];

    public static readonly IReadOnlyList<CliCase> All =
    [
        new(["--args", "echo a"], "-Argument echo, a"),
        new(["--args", ""], "-Argument @()"),
        new(["--cap-add", "chown"], "-AddCapability chown"),
        new(["--cap-drop", "chown"], "-DropCapability chown"),
        new(["--config-add", "source={config}-2,target=/c"], "-AddConfig source={config}-2`,target=/c"),
        new(["--config-rm", "{config}"], "-RemoveConfig {config}"),
        new(["--constraint-add", "node.id!=x"], "-AddConstraint node.id!=x"),
        new(["--constraint-rm", "node.role==manager"], "-RemoveConstraint node.role==manager"),
        new(["--container-label-add", "two=9", "--container-label-rm", "one"], "-AddContainerLabel @{ two = 9 } -RemoveContainerLabel one"),
        new(["--credential-spec", "file://web.json"], "-CredentialSpec file://web.json"),
        new(["--dns-add", "10.0.0.3"], "-AddDns 10.0.0.3"),
        new(["--dns-rm", "10.0.0.1"], "-RemoveDns 10.0.0.1"),
        new(["--dns-option-add", "timeout:3", "--dns-option-rm", "ndots:2"], "-AddDnsOption timeout:3 -RemoveDnsOption ndots:2"),
        new(["--dns-search-add", "example.net", "--dns-search-rm", "example.com"], "-AddDnsSearch example.net -RemoveDnsSearch example.com"),
        new(["--endpoint-mode", "dnsrr"], "-EndpointMode Dnsrr"),
        new(["--entrypoint", "sh -c"], "-Entrypoint sh, -c"),
        new(["--env-add", "C=3"], "-AddEnvironment C=3"),
        new(["--env-add", "A=9"], "-AddEnvironment @{ A = 9 }"),
        new(["--env-rm", "A"], "-RemoveEnvironment A"),
        new(["--force"], "-ForceUpdate"),
        new(["--generic-resource-add", "ssd=1"], "-AddGenericResource ssd=1"),
        new(["--generic-resource-rm", "gpu"], "-RemoveGenericResource gpu"),
        new(["--group-add", "video"], "-AddGroup video"),
        new(["--group-rm", "audio"], "-RemoveGroup audio"),
        new(["--health-cmd", "false"], "-HealthCommand 'false'"),
        new(
            ["--health-interval", "7s", "--health-retries", "2", "--health-start-period", "1s", "--health-timeout", "3s"],
            "-HealthInterval 7s -HealthRetries 2 -HealthStartPeriod 1s -HealthTimeout 3s"),
        new(["--health-start-interval", "3s"], "-HealthStartInterval 3s", new(1, 44)) { IsIgnoredByDocker = true },
        new(["--host-add", "web:10.0.0.7"], "-AddExtraHost web:10.0.0.7"),
        new(["--host-rm", "db"], "-RemoveExtraHost db"),
        new(["--host-rm", "db:10.0.0.5"], "-RemoveExtraHost db:10.0.0.5"),
        new(["--hostname", "new"], "-Hostname new"),
        new(["--image", "swarmtools/test:2"], "-Image swarmtools/test:2"),
        new(["--init"], "-Init $true"),
        new(["--isolation", "process"], "-Isolation Process"),
        new(["--label-add", "two=9", "--label-rm", "one"], "-AddLabel @{ two = 9 } -RemoveLabel one"),
        new(["--limit-cpu", "2", "--limit-memory", "32m", "--limit-pids", "9"], "-CpuLimit 2 -MemoryLimit 32m -PidsLimit 9"),
        new(["--log-driver", "none"], "-LogDriver none"),
        new(["--log-driver", "json-file", "--log-opt", "max-file=2"], "-LogDriver json-file -LogOption max-file=2"),
        new(["--mount-add", "type=tmpfs,target=/c"], "-AddMount type=tmpfs`,target=/c"),
        new(["--mount-add", "type=tmpfs,target=/b"], "-AddMount (New-SwarmMount /b -Type Tmpfs)"),
        new(["--mount-rm", "/a"], "-RemoveMount /a"),
        new(["--network-add", "{network}-2"], "-AddNetwork {network}-2"),
        new(["--network-rm", "{network}"], "-RemoveNetwork {network}"),
        new(["--no-healthcheck"], "-NoHealthcheck"),
        new(["--oom-score-adj", "5"], "-OomScoreAdj 5", new(1, 46)),
        new(["--placement-pref-add", "spread=node.labels.rack"], "-AddPlacementPreference spread=node.labels.rack"),
        new(["--placement-pref-rm", "spread=node.labels.dc"], "-RemovePlacementPreference spread=node.labels.dc"),
        new(["--publish-add", "published=8087,target=82,mode=host"], "-AddPublish (New-SwarmPort 82 8087 -PublishMode Host)"),
        new(["--publish-rm", "target=80,mode=host"], "-RemovePublish 80"),
        new(["--publish-rm", "target=81,protocol=udp,mode=host"], "-RemovePublish 81/udp"),
        new(["--read-only=false"], "-ReadOnly:$false"),
        new(["--replicas-max-per-node", "2"], "-MaxReplicasPerNode 2"),
        new(["--replicas", "3"], "-Replicas 3"),
        new(["--max-concurrent", "2"], "-MaxConcurrent 2") { Base = s_job, IsIgnoredByDocker = true },
        new(["--reserve-cpu", ".25", "--reserve-memory", "32m"], "-CpuReservation .25 -MemoryReservation 32MB"),
        new(["--restart-condition", "none"], "-RestartCondition None"),
        new(["--restart-delay", "1s", "--restart-max-attempts", "3", "--restart-window", "1m"], "-RestartDelay 1s -RestartMaxAttempts 3 -RestartWindow 1m"),
        new(
            ["--rollback-delay", "1s", "--rollback-failure-action", "continue", "--rollback-max-failure-ratio", ".25", "--rollback-monitor", "3s"],
            "-RollbackDelay 1s -RollbackFailureAction Continue -RollbackMaxFailureRatio .25 -RollbackMonitor 3s"),
        new(["--rollback-order", "start-first", "--rollback-parallelism", "0"], "-RollbackOrder StartFirst -RollbackParallelism 0"),
        new(["--secret-add", "source={secret}-2,target=key"], "-AddSecret @{ source = '{secret}-2'; target = 'key' }"),
        new(["--secret-rm", "{secret}"], "-RemoveSecret {secret}"),
        new(["--secret-rm", "{secret}", "--secret-add", "source={secret}-2,target={secret}"], "-RemoveSecret {secret} -AddSecret @{ source = '{secret}-2'; target = '{secret}' }"),
        new(["--stop-grace-period", "1m", "--stop-signal", "SIGTERM"], "-StopGracePeriod 1m -StopSignal SIGTERM"),
        new(["--sysctl-add", "net.ipv4.ip_forward=1", "--sysctl-rm", "net.core.somaxconn"], "-AddSysctl net.ipv4.ip_forward=1 -RemoveSysctl net.core.somaxconn"),
        new(["--tty=false"], "-Tty:$false"),
        new(["--ulimit-add", "nproc=5"], "-AddUlimit @{ nproc = 5 }"),
        new(["--ulimit-rm", "nofile"], "-RemoveUlimit nofile"),
        new(
            ["--update-delay", "1s", "--update-failure-action", "rollback", "--update-max-failure-ratio", ".25", "--update-monitor", "3s"],
            "-UpdateDelay 1s -UpdateFailureAction Rollback -UpdateMaxFailureRatio .25 -UpdateMonitor 3s"),
        new(["--update-order", "start-first", "--update-parallelism", "2"], "-UpdateOrder StartFirst -UpdateParallelism 2"),
        new(["--user", "1001", "--workdir", "/opt"], "-User 1001 -WorkingDirectory /opt"),
    ];
}
