using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Networks;

/// <summary>What an engine writes by itself into an overlay network that it was not told. Pure.</summary>
internal static class EngineChoice
{
    // An engine's own count of its overlay networks.
    private const string Ids = "com.docker.network.driver.overlay.vxlanid_list";

    // Where a swarm takes subnets from that says nothing of it (moby, daemon/cluster).
    private static readonly string[] s_pools = ["10.0.0.0/8"];

    private const int SubnetSize = 24;

    /// <summary>Whether an option is the engine's own.</summary>
    public static bool IsOption(string key) => key == Ids;

    /// <summary>Where a swarm takes subnets from; some engines leave their default out.</summary>
    public static IReadOnlyList<string> Pools(IReadOnlyList<string> said) => said.Count > 0 ? said : s_pools;

    /// <summary>Whether a swarm may have chosen a subnet; one that it cannot have chosen somebody asked for.</summary>
    /// <param name="subnet">The subnet, in CIDR notation.</param>
    /// <param name="pools">Where the swarm takes subnets from; empty for the engine's default.</param>
    /// <param name="size">The prefix length of those subnets; 0 for the engine's default.</param>
    public static bool MayBe(string subnet, IReadOnlyList<string> pools, int size) => AddressRange.Parse(subnet) is not { } range
        || (subnet.EndsWith($"/{(size > 0 ? size : SubnetSize)}", StringComparison.Ordinal)
            && Pools(pools).Any(pool => AddressRange.Parse(pool)?.Contains(range) == true));
}
