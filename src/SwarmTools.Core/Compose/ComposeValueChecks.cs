using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Compose.Nodes;
using SwarmTools.Syntax;

namespace SwarmTools.Compose;

/// <summary>Looks for values of services that a manager or an engine refuses (swarmkit, manager/controlapi/service.go; moby, daemon).</summary>
/// <param name="say">Takes the place, the keys that lead there, and what is wrong.</param>
internal sealed class ComposeValueChecks(Action<ComposeNode, string, string> say)
{
    private const long LeastMemory = 4 * 1024 * 1024;
    private const double LeastCpus = 0.001;

    private static readonly string[] s_files = ["secrets", "configs"];

    // Durations that no engine takes where they are negative.
    private static readonly (string Owner, string Key)[] s_durations =
    [
        ("", "stop_grace_period"), ("healthcheck", "interval"), ("healthcheck", "timeout"), ("healthcheck", "start_period"),
        ("deploy.update_config", "delay"), ("deploy.update_config", "monitor"), ("deploy.rollback_config", "delay"), ("deploy.rollback_config", "monitor"),
        ("deploy.restart_policy", "delay"), ("deploy.restart_policy", "window"),
    ];

    public void Apply(ComposeMapping service, string path)
    {
        CheckDurations(service, path);
        CheckRatios(service.Below("deploy"), path + ".deploy");
        CheckResources(service.Below("deploy").Below("resources"), path + ".deploy.resources");
        CheckTargets(service, path);
        CheckLimits(service, path);
        foreach (ComposeEntry variable in service.Entries("environment").Where(variable => variable.Key.Text.Length == 0))
        {
            say(variable.Key, path + ".environment", "A variable has no name here.");
        }
    }

    private void CheckDurations(ComposeMapping service, string path)
    {
        foreach ((string owner, string key) in s_durations)
        {
            ComposeMapping from = owner.Length == 0 ? service : owner.Split('.').Aggregate(service, (below, part) => below.Below(part));
            if (from[key] is ComposeScalar value && value.Text.StartsWith("-", StringComparison.Ordinal))
            {
                say(value, $"{path}.{(owner.Length == 0 ? "" : owner + ".")}{key}", $"'{value.Text}' is negative. Write a duration from 0 on.");
            }
        }
    }

    private void CheckRatios(ComposeMapping deploy, string path)
    {
        foreach (string part in new[] { "update_config", "rollback_config" })
        {
            if (deploy.Below(part).Number("max_failure_ratio") is < 0 or > 1)
            {
                say(deploy.Below(part)["max_failure_ratio"]!, $"{path}.{part}.max_failure_ratio", $"'{deploy.Below(part).Text("max_failure_ratio")}' is no part of all tasks. Write a number from 0 to 1.");
            }
        }
    }

    private void CheckResources(ComposeMapping resources, string path)
    {
        foreach (string part in new[] { "limits", "reservations" })
        {
            ComposeMapping some = resources.Below(part);
            if (some.Whole("memory") is > 0 and < LeastMemory)
            {
                say(some["memory"]!, $"{path}.{part}.memory", $"'{some.Text("memory")}' bytes are less than the 4 MiB that a swarm takes. Is a unit missing, such as 512m?");
            }

            if (some.Number("cpus") is > 0 and < LeastCpus)
            {
                say(some["cpus"]!, $"{path}.{part}.cpus", $"'{some.Text("cpus")}' is less than the 0.001 processors that a swarm takes.");
            }
        }
    }

    private void CheckTargets(ComposeMapping service, string path)
    {
        foreach (ComposeScalar target in service.Items("volumes").OfType<ComposeMapping>().Select(mount => mount["target"]).OfType<ComposeScalar>().Where(target => !IsOpen(target.Text) && !ComposePaths.IsWhole(target.Text)))
        {
            say(target, path + ".volumes", $"'{target.Text}' is no whole path in the container. Write one such as /var/lib/data; in the short form it follows the source: SOURCE:TARGET.");
        }

        foreach (string section in s_files)
        {
            HashSet<string> targets = new(StringComparer.Ordinal);
            foreach (ComposeMapping use in service.Items(section).OfType<ComposeMapping>())
            {
                string target = use.Text("target") is { Length: > 0 } given ? given : use.Text("source");
                if (!targets.Add(target))
                {
                    say(use, $"{path}.{section}", $"Two of them would be the file '{target}'. Give one another 'target'.");
                }
            }
        }
    }

    private void CheckLimits(ComposeMapping service, string path)
    {
        foreach (ComposeEntry limit in service.Entries("ulimits"))
        {
            if (limit.Value is ComposeMapping both && both.Whole("soft") is { } soft && both.Whole("hard") is { } hard && hard != -1 && (soft > hard || soft == -1))
            {
                say(both, $"{path}.ulimits.{limit.Key.Text}", "The soft limit is above the hard one.");
            }
        }

        foreach (ComposeScalar host in service.Items("extra_hosts").OfType<ComposeScalar>().Where(host => !IsOpen(host.Text)))
        {
            string address = host.Text[(host.Text.IndexOf(':') + 1)..];
            if (address != "host-gateway" && AddressSyntax.Parse(address) is null)
            {
                say(host, path + ".extra_hosts", $"'{address}' is no address. Write HOST:ADDRESS, such as db:10.0.0.5.");
            }
        }
    }

    // What only variables will tell, which were not filled in.
    private static bool IsOpen(string text) => text.IndexOf('$') >= 0;
}
