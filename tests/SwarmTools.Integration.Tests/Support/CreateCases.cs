using System.Collections.Generic;

namespace SwarmTools.Integration;

/// <summary>Every flag of <c>docker service create</c> with its parameters of <c>New-SwarmService</c>.</summary>
public static class CreateCases
{
    /// <summary>Flags that leave no trace in a spec: how the command runs, whom the registry sees, and the name, which all cases have.</summary>
    public static readonly string[] WithoutTrace = ["detach", "help", "name", "no-resolve-image", "quiet", "with-registry-auth"];

    /// <summary>Flags that no engine of the lab has yet; the fake engine is asked instead (API 1.52).</summary>
    public static readonly string[] NewerThanAnyEngine = ["memory-swap", "memory-swappiness"];

    public static readonly IReadOnlyList<CliCase> All =
    [
        new(["--cap-add", "net_admin", "--cap-add", "CAP_CHOWN"], "-AddCapability net_admin, CAP_CHOWN"),
        new(["--cap-add", "ALL", "--cap-drop", "mknod"], "-AddCapability ALL -DropCapability mknod"),
        new(["--cap-drop", "all"], "-DropCapability all"),
        new(["--config", "{config}"], "-Config {config}"),
        new(["--config", "source={config},target=/etc/c,uid=1,gid=2,mode=0400"], "-Config @{ source = '{config}'; target = '/etc/c'; uid = 1; gid = 2; mode = '0400' }"),
        new(["--constraint", "node.role==manager", "--constraint", "node.labels.a != b"], "-Constraint node.role==manager, 'node.labels.a != b'"),
        new(["--container-label", "a=b", "--container-label", "empty"], "-ContainerLabel @{ a = 'b' }, empty"),
        new(["--credential-spec", "file://web.json"], "-CredentialSpec file://web.json"),
        new(["--credential-spec", "registry://web"], "-CredentialSpec registry://web"),
        new(["--credential-spec", "config://{config}"], "-CredentialSpec config://{config}"),
        new(["--dns", "10.0.0.1", "--dns", "fd00::1"], "-Dns 10.0.0.1, fd00::1"),
        new(["--dns-option", "ndots:2", "--dns-search", "example.com"], "-DnsOption ndots:2 -DnsSearch example.com"),
        new(["--endpoint-mode", "dnsrr"], "-EndpointMode Dnsrr"),
        new(["--entrypoint", "sh -c"], "-Entrypoint sh, -c"),
        new(["--env", "A=1", "--env", "B=a=b", "--env", "C="], "-Environment @{ A = 1 }, 'B=a=b', 'C='"),
        new(["--env-file", "{file}", "--env", "ONE=9"], "-EnvironmentFile {file} -Environment ONE=9"),
        new(["--generic-resource", "gpu=2"], "-GenericResource @{ gpu = 2 }"),
        new(["--group", "5", "--group", "audio"], "-Group 5, audio"),
        new(["--health-cmd", "true"], "-HealthCommand 'true'"),
        new(
            ["--health-cmd", "a b", "--health-interval", "1m30s", "--health-retries", "4", "--health-start-period", "500ms", "--health-timeout", "2s"],
            "-HealthCommand 'a b' -HealthInterval 1m30s -HealthRetries 4 -HealthStartPeriod 500ms -HealthTimeout 2"),
        new(["--health-cmd", "a b", "--health-interval", "5s"], "-HealthCheck (New-SwarmHealthCheck 'a b' -Interval 5s)"),
        new(["--health-cmd", "a b", "--health-timeout", "1m30s", "--health-retries", "2"], "-HealthCheck @{ Command = 'a b'; Timeout = '1m30s'; Retries = 2 }"),
        new(["--health-start-interval", "3s"], "-HealthStartInterval 3s", new(1, 44)),
        new(["--host", "db:10.0.0.5", "--host", "six:fd00::5"], "-ExtraHost db:10.0.0.5, @{ six = 'fd00::5' }"),
        new(["--hostname", "{{.Node.Hostname}}"], "-Hostname '{{.Node.Hostname}}'"),
        new(["--init"], "-Init $true"),
        new(["--init=false"], "-Init $false"),
        new(["--isolation", "process"], "-Isolation Process"),
        new(["--isolation", "hyperv"], "-Isolation HyperV"),
        new(["--label", "a=b", "--label", "empty"], "-Label @{ a = 'b' }, empty"),
        new(["--limit-cpu", ".5", "--limit-memory", "64m", "--limit-pids", "7"], "-CpuLimit .5 -MemoryLimit 64m -PidsLimit 7"),
        new(["--limit-memory", "1g"], "-MemoryLimit 1GB"),
        new(["--log-driver", "json-file", "--log-opt", "max-size=1m", "--log-opt", "max-file=3"], "-LogDriver json-file -LogOption @{ 'max-size' = '1m'; 'max-file' = 3 }"),
        new(["--log-driver", "none"], "-LogDriver none"),
        new(["--mode", "global", "--constraint", "node.labels.no==x"], "-Mode Global -Constraint node.labels.no==x"),
        new(["--mode", "global-job", "--constraint", "node.labels.no==x"], "-Mode GlobalJob -Constraint node.labels.no==x"),
        new(["--mode", "replicated-job", "--constraint", "node.labels.no==x"], "-Mode ReplicatedJob -Constraint node.labels.no==x"),
        new(["--mode", "replicated-job", "--max-concurrent", "3", "--constraint", "node.labels.no==x"], "-Mode ReplicatedJob -MaxConcurrent 3 -Constraint node.labels.no==x"),
        new(["--mode", "replicated-job", "--replicas", "5", "--constraint", "node.labels.no==x"], "-Mode ReplicatedJob -Replicas 5 -Constraint node.labels.no==x"),
        new(
            ["--mode", "replicated-job", "--replicas", "5", "--max-concurrent", "2", "--constraint", "node.labels.no==x"],
            "-Mode ReplicatedJob -Replicas 5 -MaxConcurrent 2 -Constraint node.labels.no==x"),
        new(["--mount", "target=/a"], "-Mount target=/a"),
        new(["--mount", "type=volume,source=v,target=/a,readonly,volume-nocopy,volume-label=a=b"], "-Mount (New-SwarmMount /a v -ReadOnly -VolumeNoCopy -VolumeLabel @{ a = 'b' })"),
        new(
            ["--mount", "type=volume,source=v,dst=/a,volume-driver=local,\"volume-opt=o=uid=1,rw\",volume-opt=type=tmpfs"],
            "-Mount @{ source = 'v'; target = '/a'; 'volume-driver' = 'local'; 'volume-opt' = @{ o = 'uid=1,rw'; type = 'tmpfs' } }"),
        new(["--mount", "type=bind,src=/tmp,dst=/a,ro,bind-propagation=rslave,consistency=cached"], "-Mount (New-SwarmMount /a /tmp -Type Bind -ReadOnly -BindPropagation rslave -Consistency cached)"),
        new(["--mount", "type=bind,src=/tmp,dst=/a,bind-nonrecursive"], "-Mount (New-SwarmMount /a /tmp -Type Bind -BindRecursion Disabled)"),
        new(["--mount", "type=tmpfs,target=/a,tmpfs-size=16m,tmpfs-mode=1770"], "-Mount (New-SwarmMount /a -Type Tmpfs -TmpfsSize 16m -TmpfsMode 1770)"),
        new(["--mount", "type=volume,source=v,target=/a,volume-subpath=x/y"], "-Mount (New-SwarmMount /a v -VolumeSubpath x/y)", new(1, 45)),
        new(["--mount", @"type=npipe,source=\\.\pipe\docker_engine,target=\\.\pipe\docker_engine"], @"-Mount (New-SwarmMount \\.\pipe\docker_engine \\.\pipe\docker_engine -Type Npipe)"),
        new(["--network", "{network}"], "-Network {network}"),
        new(["--network", "name={network},alias=a,alias=b,driver-opt=k=v"], "-Network @{ name = '{network}'; alias = 'a', 'b'; 'driver-opt' = 'k=v' }"),
        new(["--no-healthcheck"], "-NoHealthcheck"),
        new(["--oom-score-adj", "-500"], "-OomScoreAdj -500", new(1, 46)),
        new(["--placement-pref", "spread=node.labels.dc", "--placement-pref", "spread=node.labels.rack"], "-PlacementPreference spread=node.labels.dc, spread=node.labels.rack"),
        new(["--publish", "8080:80"], "-Publish 8080:80"),
        new(["--publish", "9000-9002:80-82/udp"], "-Publish 9000-9002:80-82/udp"),
        new(["--publish", "published=8081,target=81,protocol=sctp,mode=host"], "-Publish (New-SwarmPort 81 8081 -Protocol Sctp -PublishMode Host)"),
        new(["--publish", "81"], "-Publish 81"),
        new(["--read-only"], "-ReadOnly"),
        new(["--replicas-max-per-node", "2"], "-MaxReplicasPerNode 2"),
        new(["--reserve-cpu", "0.25", "--reserve-memory", "32m"], "-CpuReservation 0.25 -MemoryReservation 32MB"),
        new(["--restart-condition", "on-failure"], "-RestartCondition OnFailure"),
        new(["--restart-delay", "1s", "--restart-max-attempts", "3", "--restart-window", "1m"], "-RestartDelay 1s -RestartMaxAttempts 3 -RestartWindow 1m"),
        new(["--rollback-delay", "1s", "--rollback-failure-action", "continue"], "-RollbackDelay 1s -RollbackFailureAction Continue"),
        new(
            ["--rollback-max-failure-ratio", ".25", "--rollback-monitor", "3s", "--rollback-order", "start-first", "--rollback-parallelism", "0"],
            "-RollbackMaxFailureRatio .25 -RollbackMonitor 3s -RollbackOrder StartFirst -RollbackParallelism 0"),
        new(["--secret", "{secret}"], "-Secret {secret}"),
        new(["--secret", "source={secret},target=key,uid=1,gid=2,mode=0400"], "-Secret 'source={secret},target=key,uid=1,gid=2,mode=0400'"),
        new(["--stop-grace-period", "1m", "--stop-signal", "SIGINT"], "-StopGracePeriod 1m -StopSignal SIGINT"),
        new(["--sysctl", "net.core.somaxconn=1024"], "-Sysctl @{ 'net.core.somaxconn' = 1024 }"),
        new(["--tty"], "-Tty"),
        new(["--ulimit", "nofile=10:20", "--ulimit", "nproc=5"], "-Ulimit @{ nofile = '10:20'; nproc = 5 }"),
        new(["--update-delay", "1s", "--update-failure-action", "rollback"], "-UpdateDelay 1s -UpdateFailureAction Rollback"),
        new(
            ["--update-max-failure-ratio", ".25", "--update-monitor", "3s", "--update-order", "start-first", "--update-parallelism", "2"],
            "-UpdateMaxFailureRatio .25 -UpdateMonitor 3s -UpdateOrder StartFirst -UpdateParallelism 2"),
        new(["--user", "1000:1000", "--workdir", "/srv"], "-User 1000:1000 -WorkingDirectory /srv"),
    ];
}
