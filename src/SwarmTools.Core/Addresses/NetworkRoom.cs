using System.Collections.Generic;
using System.Linq;
using SwarmTools.Engine;
using SwarmTools.Networks;
using SwarmTools.Syntax;

namespace SwarmTools.Addresses;

/// <summary>How many addresses an overlay network has, and how many of them it gives to nobody. Pure.</summary>
/// <remarks>
/// As the engine counts (moby, libnetwork: ipam and cnmallocator): the first and the last address of a subnet of IP version 4 are nobody's, and one is the gateway's; where
/// a part of the subnet is named for addresses, those count that are in it. Who needs an address gets it from whichever subnet has one.
/// A swarm does not keep the addresses of other machines (aux) free.
/// </remarks>
/// <param name="Name">The name of the network.</param>
/// <param name="Id">Its id; empty where it is not made yet.</param>
internal sealed record NetworkRoom(string Name, string Id)
{
    private const string Overlay = "overlay";

    /// <summary>The subnets, in CIDR notation.</summary>
    public IReadOnlyList<string> Subnets { get; private init; } = [];

    public bool IsIngress { get; private init; }

    /// <summary>Whether it is still to be made, with a subnet that the swarm chooses.</summary>
    public bool IsFromPool { get; private init; }

    /// <summary>How many addresses it has.</summary>
    public long Size { get; private init; }

    /// <summary>How many of them are nobody's.</summary>
    public long Reserved { get; private init; }

    /// <summary>The room of a network; null for one whose addresses the swarm does not give, or that has none yet.</summary>
    public static NetworkRoom? Of(SwarmNetwork network) => network is { Scope: "swarm", Driver: Overlay, ConfigOnly: false }
        ? Counted(new(network.Name, network.Id) { IsIngress = network.Ingress }, network.Ranges)
        : null;

    /// <summary>The room of a network.</summary>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>: the swarm does not give its addresses, or has not given it a subnet yet.</exception>
    public static NetworkRoom Require(SwarmNetwork network) => Of(network) ?? throw new SwarmException(
        ErrorId.OptionInvalid,
        network.Driver is Overlay or ""
            ? $"The network '{network.Name}' has no subnet yet, so it has no addresses. Look whether its subnet overlaps that of another network, and whether the swarm's address pool is used up (Test-Swarm)."
            : $"The addresses of the network '{network.Name}' are given by each node, not by the swarm, so they cannot be counted. Name an overlay network.");

    /// <summary>The room of a network that is to be made; null for one whose addresses the swarm does not give.</summary>
    /// <param name="network">The network.</param>
    /// <param name="subnetSize">The length of the prefix of a subnet that the swarm chooses by itself.</param>
    public static NetworkRoom? Of(NetworkDefinition network, int subnetSize)
    {
        if (network is not { Driver: "" or Overlay, ConfigOnly: false, IpamDriver: "" or "default" })
        {
            return null;
        }

        return network.Pools.Count > 0
            ? Counted(new(network.Name, ""), [.. network.Pools.Select(pool => new NetworkRange(pool.Subnet, pool.IPRange, pool.Gateway))])
            : new NetworkRoom(network.Name, "") { IsFromPool = true }.WithPool(subnetSize);
    }

    /// <summary>The same network, where the swarm chooses subnets of another size.</summary>
    public NetworkRoom WithPool(int subnetSize) => IsFromPool && Counted(this, [new($"0.0.0.0/{subnetSize}", "", "")]) is { } counted
        ? counted with { Subnets = [$"a /{subnetSize} of the swarm's pool"] }
        : this;

    private static NetworkRoom? Counted(NetworkRoom plain, IReadOnlyList<NetworkRange> ranges)
    {
        (long Size, long Reserved)?[] counts = [.. ranges.Select(Count)];
        return counts.Length == 0 || counts.Any(count => count is null) ? null : plain with
        {
            Subnets = [.. ranges.Select(range => range.Subnet)],
            Size = counts.Sum(count => count!.Value.Size),
            Reserved = counts.Sum(count => count!.Value.Reserved),
        };
    }

    private static (long Size, long Reserved)? Count(NetworkRange range)
    {
        if (AddressRange.Parse(range.Subnet) is not { } subnet || (range.IPRange.Length > 0 ? AddressRange.Parse(range.IPRange) : subnet) is not { } pool)
        {
            return null;
        }

        IReadOnlyList<AddressRange> edges = subnet is { IsIPv4: true, Size: > 2 } ? [subnet.First, subnet.Last] : [];
        bool isGatewayElsewhere = AddressSyntax.Parse(range.Gateway) is { } given && AddressRange.Of(given) is var gateway && (!pool.Contains(gateway) || edges.Any(gateway.Overlaps));
        return (pool.Size, edges.Count(pool.Contains) + (isGatewayElsewhere ? 0 : 1));
    }
}
