using System;
using System.Linq;
using SwarmTools.Compose.Nodes;
using SwarmTools.Syntax;

namespace SwarmTools.Compose;

/// <summary>Finds keys that have no effect because of others, in what all files say together.</summary>
internal sealed class ComposeOverlaps(ComposeReading reading)
{
    // What a service says itself, and the key below its deploy that comes before it.
    private static readonly (string Own, string[] Before)[] s_twice =
    [
        ("mem_limit", ["resources", "limits", "memory"]),
        ("cpus", ["resources", "limits", "cpus"]),
        ("pids_limit", ["resources", "limits", "pids"]),
        ("mem_reservation", ["resources", "reservations", "memory"]),
        ("scale", ["replicas"]),
        ("restart", ["restart_policy"]),
    ];

    private static readonly string[] s_kinds = ["bind", "volume", "tmpfs", "image"];
    private static readonly string[] s_sources = ["file", "content", "environment"];

    // What says how something is made, which an external one is already. Of volumes it is an error for docker, too.
    private static readonly (string Section, string What, string[] Keys)[] s_made =
    [
        ("networks", "network", ["driver", "driver_opts", "ipam", "internal", "attachable", "enable_ipv6", "labels"]),
        ("secrets", "secret", ["file", "environment", "labels", "driver", "driver_opts", "template_driver"]),
        ("configs", "config", ["file", "content", "environment", "labels", "template_driver"]),
    ];

    public void Apply(ComposeMapping project)
    {
        foreach (ComposeEntry entry in project.Entries("services"))
        {
            if (entry.Value is ComposeMapping service)
            {
                string path = "services." + entry.Key.Text;
                FindTwice(service, path);
                FindNoRestart(service, path);
                FindMounts(service, path);
                FindAddresses(service, path);
            }
        }

        foreach ((string section, string what, string[] keys) in s_made)
        {
            foreach (ComposeEntry entry in project.Entries(section))
            {
                if (entry.Value is ComposeMapping made)
                {
                    FindMade(made, $"{section}.{entry.Key.Text}", what, keys);
                }
            }
        }
    }

    private void FindMade(ComposeMapping made, string path, string what, string[] keys)
    {
        ComposeEntry[] sources = [.. made.Entries.Where(part => s_sources.Contains(part.Key.Text, StringComparer.Ordinal))];
        if (made.Flag("external"))
        {
            foreach (ComposeEntry part in made.Entries.Where(part => keys.Contains(part.Key.Text, StringComparer.Ordinal)))
            {
                reading.TellIgnored(part.Key, $"{path}.{part.Key.Text}", $"'{part.Key.Text}' says how the {what} is made, and an external one is there already. Leave one of the two out.");
            }
        }
        else if (what == "secret" && made["driver"] is not null)
        {
            foreach (ComposeEntry source in sources)
            {
                reading.TellIgnored(source.Key, $"{path}.{source.Key.Text}", $"'{source.Key.Text}' has no effect beside 'driver', which gives the value. Leave one of the two out.");
            }
        }
        else if (sources.Length > 1)
        {
            reading.Error(sources[1].Key, $"{path}.{sources[1].Key.Text}", $"Its value comes from '{sources[0].Key.Text}' already. Leave one of the two out; '!reset' takes away what an earlier file says.");
        }
    }

    private void FindTwice(ComposeMapping service, string path)
    {
        foreach ((string own, string[] before) in s_twice)
        {
            if (service[own] is { } value && before.Take(before.Length - 1).Aggregate(service.Below("deploy"), (below, key) => below.Below(key))[before[^1]] is not null)
            {
                string other = "deploy." + string.Join(".", before);
                reading.TellIgnored(value, $"{path}.{own}", $"'{own}' has no effect beside {other}. Leave one of the two out.");
            }
        }
    }

    // Docker makes no policy of it, and a swarm's own is to restart.
    private void FindNoRestart(ComposeMapping service, string path)
    {
        if (service["restart"] is ComposeScalar { Text: "no" } restart && service.Below("deploy") is var deploy && deploy["restart_policy"] is null && !deploy.Text("mode").EndsWith("-job", StringComparison.Ordinal))
        {
            reading.TellIgnored(restart, path + ".restart", "A swarm restarts its tasks all the same, as after docker stack deploy. Set deploy.restart_policy.condition to none, if they are to stay as they end.");
        }
    }

    private void FindMounts(ComposeMapping service, string path)
    {
        foreach (ComposeMapping mount in service.Items("volumes").OfType<ComposeMapping>())
        {
            string type = mount.Text("type");
            foreach (ComposeEntry kind in mount.Entries.Where(part => s_kinds.Contains(part.Key.Text, StringComparer.Ordinal) && part.Key.Text != type && part.Value is ComposeMapping))
            {
                reading.TellIgnored(kind.Key, $"{path}.volumes.{kind.Key.Text}", $"'{kind.Key.Text}' has no effect where the type is '{type}'.");
            }
        }
    }

    private void FindAddresses(ComposeMapping service, string path)
    {
        foreach (ComposeScalar address in service.Items("dns").OfType<ComposeScalar>().Where(address => !reading.IsOpen(address) && AddressSyntax.Parse(address.Text) is null))
        {
            reading.TellIgnored(address, path + ".dns", $"'{address.Text}' is no address, and has no effect. Write one such as 10.0.0.53.");
        }
    }
}
