using System;

namespace SwarmTools.Integration;

/// <summary>A service with every field that the newest engine's spec has (moby, api/types/swarm). Older engines leave out what they do not know.</summary>
public static class FullSpec
{
    private const string Json = """
        {
          "Name": "{name}",
          "Labels": { "since": "2026-01-02T03:04:05.1234567890Z", "empty": "", "quote": "a \"b\" <é> \u2028" },
          "TaskTemplate": {
            "ContainerSpec": {
              "Image": "swarmtools/test:1",
              "Labels": { "inner": "1" },
              "Command": ["sh", "-c"],
              "Args": ["", "a b", "--"],
              "Hostname": "{{.Node.Hostname}}",
              "Env": ["A=1", "A=2", "B"],
              "Dir": "/srv",
              "User": "1000:1000",
              "Groups": ["audio", "5"],
              "Privileges": {
                "CredentialSpec": { "Config": "{configId}" },
                "SELinuxContext": { "Disable": false, "User": "u", "Role": "r", "Type": "t", "Level": "l" },
                "Seccomp": { "Mode": "custom", "Profile": "eyJkZWZhdWx0QWN0aW9uIjoiU0NNUF9BQ1RfQUxMT1cifQ==" },
                "AppArmor": { "Mode": "disabled" },
                "NoNewPrivileges": true
              },
              "Init": true,
              "StopSignal": "SIGINT",
              "TTY": true,
              "OpenStdin": true,
              "ReadOnly": true,
              "Mounts": [
                { "Type": "bind", "Source": "/tmp", "Target": "/bind", "ReadOnly": true, "Consistency": "cached",
                  "BindOptions": { "Propagation": "rprivate", "NonRecursive": true } },
                { "Type": "volume", "Source": "v", "Target": "/volume",
                  "VolumeOptions": { "NoCopy": true, "Labels": { "a": "b" }, "Subpath": "x/y", "DriverConfig": { "Name": "local", "Options": { "type": "tmpfs" } } } },
                { "Type": "tmpfs", "Target": "/tmpfs", "TmpfsOptions": { "SizeBytes": 1048577, "Mode": 1016, "Options": [["noexec"], ["uid", "1000"]] } }
              ],
              "StopGracePeriod": 1000000001,
              "Healthcheck": { "Test": ["CMD-SHELL", "true"], "Interval": 1000001, "Timeout": 2000001, "StartPeriod": 3000001, "StartInterval": 4000001, "Retries": 4 },
              "Hosts": ["10.0.0.5 db", "10.0.0.6 mail post"],
              "DNSConfig": { "Nameservers": ["10.0.0.1"], "Search": ["example.com"], "Options": ["ndots:2"] },
              "Secrets": [ { "File": { "Name": "key", "UID": "1", "GID": "2", "Mode": 256 }, "SecretID": "{secretId}", "SecretName": "{secret}" } ],
              "Configs": [ { "File": { "Name": "/conf", "UID": "1", "GID": "2", "Mode": 288 }, "ConfigID": "{configId}", "ConfigName": "{config}" },
                { "Runtime": {}, "ConfigID": "{configId}", "ConfigName": "{config}" } ],
              "Isolation": "default",
              "Sysctls": { "net.core.somaxconn": "1024" },
              "CapabilityAdd": ["CAP_NET_ADMIN"],
              "CapabilityDrop": ["ALL"],
              "Ulimits": [ { "Name": "nofile", "Hard": 2048, "Soft": 1024 } ],
              "OomScoreAdj": -500
            },
            "Resources": {
              "Limits": { "NanoCPUs": 123456789, "MemoryBytes": 67108865, "Pids": 100 },
              "Reservations": {
                "NanoCPUs": 1234567, "MemoryBytes": 33554433,
                "GenericResources": [ { "NamedResourceSpec": { "Kind": "gpu", "Value": "UUID1" } }, { "DiscreteResourceSpec": { "Kind": "ssd", "Value": 3 } } ]
              }
            },
            "RestartPolicy": { "Condition": "on-failure", "Delay": 1000000001, "MaxAttempts": 0, "Window": 7 },
            "Placement": {
              "Constraints": ["node.role == manager", "node.labels.a==b"],
              "Preferences": [ { "Spread": { "SpreadDescriptor": "node.labels.dc" } } ],
              "MaxReplicas": 2,
              "Platforms": [ { "Architecture": "amd64", "OS": "linux" }, {} ]
            },
            "Networks": [ { "Target": "{network}", "Aliases": ["a", "b"], "DriverOpts": { "k": "v" } } ],
            "LogDriver": { "Name": "json-file", "Options": { "max-size": "1m" } },
            "ForceUpdate": 0,
            "Runtime": "container"
          },
          "Mode": {mode},
          {updates}
          "EndpointSpec": {
            "Mode": "vip",
            "Ports": [ { "Name": "http", "Protocol": "tcp", "TargetPort": 80, "PublishedPort": 18099, "PublishMode": "host" }, { "Protocol": "udp", "TargetPort": 53, "PublishMode": "ingress" } ]
          }
        }
        """;

    // Jobs have none.
    private const string Updates = """
        "UpdateConfig": { "Parallelism": 0, "Delay": 1, "FailureAction": "rollback", "Monitor": 5000000001, "MaxFailureRatio": 0.1, "Order": "start-first" },
        "RollbackConfig": { "Parallelism": 2, "Delay": 0, "FailureAction": "continue", "Monitor": 1, "MaxFailureRatio": 0, "Order": "stop-first" },
        """;

    /// <summary>The spec for a mode, with ids of this swarm; no node takes its tasks.</summary>
    public static string For(string name, string mode, string secret, string secretId, string config, string configId, string network) => Json
        .Replace("{name}", name, StringComparison.Ordinal).Replace("{mode}", mode, StringComparison.Ordinal)
        .Replace("{updates}", mode.Contains("Job", StringComparison.Ordinal) ? "" : Updates, StringComparison.Ordinal)
        .Replace("{secret}", secret, StringComparison.Ordinal).Replace("{secretId}", secretId, StringComparison.Ordinal)
        .Replace("{config}", config, StringComparison.Ordinal).Replace("{configId}", configId, StringComparison.Ordinal)
        .Replace("{network}", network, StringComparison.Ordinal);
}
