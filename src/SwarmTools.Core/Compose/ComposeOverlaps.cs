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
    private static readonly string[] s_made = ["driver", "driver_opts", "ipam", "internal", "attachable", "enable_ipv6", "labels"];

    public void Apply(ComposeMapping project)
    {
        foreach (ComposeEntry entry in project.Entries("services"))
        {
            if (entry.Value is ComposeMapping service)
            {
                string path = "services." + entry.Key.Text;
                FindTwice(service, path);
                FindMounts(service, path);
                FindAddresses(service, path);
            }
        }

        foreach (ComposeEntry entry in project.Entries("networks"))
        {
            if (entry.Value is ComposeMapping network && network.Flag("external"))
            {
                foreach (ComposeEntry made in network.Entries.Where(part => s_made.Contains(part.Key.Text, StringComparer.Ordinal)))
                {
                    reading.Warn(made.Key, $"networks.{entry.Key.Text}.{made.Key.Text}", $"'{made.Key.Text}' says how the network is made, and an external one is there already. Leave one of the two out.");
                }
            }
        }
    }

    private void FindTwice(ComposeMapping service, string path)
    {
        foreach ((string own, string[] before) in s_twice)
        {
            if (service[own] is { } value && before.Take(before.Length - 1).Aggregate(service.Below("deploy"), (below, key) => below.Below(key))[before[^1]] is not null)
            {
                string other = "deploy." + string.Join(".", before);
                reading.Warn(value, $"{path}.{own}", $"'{own}' has no effect beside {other}. Leave one of the two out.");
            }
        }
    }

    private void FindMounts(ComposeMapping service, string path)
    {
        foreach (ComposeMapping mount in service.Items("volumes").OfType<ComposeMapping>())
        {
            string type = mount.Text("type");
            foreach (ComposeEntry kind in mount.Entries.Where(part => s_kinds.Contains(part.Key.Text, StringComparer.Ordinal) && part.Key.Text != type && part.Value is ComposeMapping))
            {
                reading.Warn(kind.Key, $"{path}.volumes.{kind.Key.Text}", $"'{kind.Key.Text}' has no effect where the type is '{type}'.");
            }
        }
    }

    private void FindAddresses(ComposeMapping service, string path)
    {
        foreach (ComposeScalar address in service.Items("dns").OfType<ComposeScalar>().Where(address => !reading.IsOpen(address) && AddressSyntax.Parse(address.Text) is null))
        {
            reading.Warn(address, path + ".dns", $"'{address.Text}' is no address, and has no effect. Write one such as 10.0.0.53.");
        }
    }
}
