using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Addresses;
using SwarmTools.Networks;

namespace SwarmTools.Diagnostics;

/// <summary>Finds overlay networks and address pools that run out. Pure: from what was seen to findings.</summary>
/// <remarks>Containers that joined a network by themselves are not looked for: what is told is the least.</remarks>
internal sealed class AddressHealth(SwarmSnapshot seen)
{
    /// <summary>What the engine takes subnets from where the swarm names no pool (moby, daemon/cluster).</summary>
    private const string UsualPool = "10.0.0.0/8";

    /// <summary>For so long a new network may be without a subnet.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly AddressAccount _account = new(new(seen.Nodes, seen.Services, seen.Tasks, seen.At));

    public IEnumerable<SwarmHealthFinding> Find()
    {
        List<SwarmHealthFinding> found = [];
        foreach (SwarmNetwork network in seen.Networks.Where(network => network is { Scope: "swarm", ConfigOnly: false, ConfigFrom: "", Driver: "" or "overlay" }))
        {
            if (network.Ranges.Count == 0 && seen.At - network.CreatedAt > s_patience)
            {
                found.Add(Finding(
                    SwarmHealthSeverity.Critical, "Subnet", network.Name, "The swarm gave it no subnet: services on it do not start.", "Its subnet overlaps that of another network, or the address pool is used up. Remove it, and make it with another subnet (New-SwarmNetwork -Subnet)."));
            }
            else if (NetworkRoom.Of(network) is { } room && OfNetwork(_account.Of(room, [])) is { } finding)
            {
                found.Add(finding);
            }
        }

        return found.Concat(OfPool());
    }

    private static SwarmHealthFinding? OfNetwork(SwarmNetworkUsage usage)
    {
        const string Remedy = "Move services to another network, or make this one anew with a larger subnet (New-SwarmNetwork -Subnet). See Measure-SwarmNetwork.";
        string subnets = string.Join(", ", usage.Subnets);
        long usable = usage.Size - usage.UnusableAddresses;
        return usage switch
        {
            { Untraced: > 0 } => Finding(
                SwarmHealthSeverity.Critical, "Addresses", usage.Name, $"{Tasks(usage.WaitingTasks)} for an address of {subnets}, although only {usage.Used} of {usage.Size} can be accounted for.", "Containers that joined by themselves may have the others, or they leaked: they come back when another manager becomes the leader."),
            { WaitingTasks: > 0, Free: 0 } => Finding(SwarmHealthSeverity.Critical, "Addresses", usage.Name, $"All {usable} addresses of {subnets} are taken, and {Tasks(usage.WaitingTasks)} for one.", Remedy),
            { Free: 0 } => Finding(SwarmHealthSeverity.Warning, "Addresses", usage.Name, $"All {usable} addresses of {subnets} are taken: no task more can start.", Remedy),
            _ when usage.Free * 5 < usable => Finding(SwarmHealthSeverity.Warning, "Addresses", usage.Name, $"Of {usable} addresses of {subnets} only {usage.Free} can be had.", Remedy),
            _ when usage.Needed > usage.Size => Finding(SwarmHealthSeverity.Advice, "Addresses", usage.Name, $"Updates of its services may need {usage.Needed} of {usage.Size} addresses of {subnets}.", Remedy),
            _ => null,
        };
    }

    private IEnumerable<SwarmHealthFinding> OfPool()
    {
        AddressRange[] pools = [.. (seen.Swarm.DefaultAddressPool.Count > 0 ? seen.Swarm.DefaultAddressPool : [UsualPool]).Select(AddressRange.Parse).OfType<AddressRange>()];
        int size = seen.Swarm.SubnetSize;
        if (pools.Length == 0 || size is < 1 or > 32)
        {
            yield break;
        }

        long each = 1L << (32 - size);
        long all = pools.Sum(pool => pool.Size / each);
        // A network with a larger subnet of its own takes several.
        long taken = seen.Networks.Where(network => network is { Scope: "swarm", Driver: "overlay" }).SelectMany(network => network.Ranges).Select(range => AddressRange.Parse(range.Subnet)).OfType<AddressRange>()
            .Where(subnet => pools.Any(pool => pool.Contains(subnet))).Sum(subnet => Math.Max(1, subnet.Size / each));
        long left = Math.Max(0, all - taken);
        if (left * 5 < all)
        {
            yield return Finding(
                left == 0 ? SwarmHealthSeverity.Critical : SwarmHealthSeverity.Warning, "AddressPool", "",
                left == 0 ? $"All {all} subnets (/{size}) of the swarm's address pool are taken: a new network gets none." : $"{left} of {all} subnets (/{size}) of the swarm's address pool are left.",
                "Remove networks that nobody uses, or give new ones a subnet of their own (New-SwarmNetwork -Subnet). Only a new swarm takes another pool (Initialize-Swarm).");
        }
    }

    private static string Tasks(int count) => count == 1 ? "1 task waits" : $"{count} tasks wait";

    private static SwarmHealthFinding Finding(SwarmHealthSeverity severity, string check, string target, string evidence, string remedy) =>
        new() { Severity = severity, Check = check, Target = target, Evidence = evidence, Remedy = remedy };
}
