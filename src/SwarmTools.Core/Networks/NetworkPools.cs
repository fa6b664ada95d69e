using System.Collections.Generic;
using System.Linq;
using SwarmTools.Engine;

namespace SwarmTools.Networks;

/// <summary>Puts subnets, gateways and ranges together.</summary>
internal static class NetworkPools
{
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static IReadOnlyList<NetworkPool> From(IReadOnlyList<string> subnets, IReadOnlyList<string> gateways, IReadOnlyList<string> ranges)
    {
        RequireNoMore(gateways, subnets, "-Gateway");
        RequireNoMore(ranges, subnets, "-IPRange");
        foreach (string range in subnets.Concat(ranges).Where(range => AddressRange.Parse(range) is null))
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"'{range}' is not a range of addresses. Accepted is CIDR notation, such as 10.20.0.0/24.");
        }

        foreach (string gateway in gateways.Where(gateway => AddressRange.AddressOf(gateway) is null))
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"The gateway '{gateway}' is not an address, such as 10.20.0.1.");
        }

        return [.. subnets.Select((subnet, index) => new NetworkPool(subnet, gateways.ElementAtOrDefault(index) ?? "", ranges.ElementAtOrDefault(index) ?? ""))];
    }

    private static void RequireNoMore(IReadOnlyList<string> values, IReadOnlyList<string> subnets, string parameter)
    {
        if (values.Count > subnets.Count)
        {
            throw new SwarmException(
                ErrorId.OptionInvalid, $"{parameter} names {values.Count}, but -Subnet {subnets.Count}. Each belongs to the subnet at the same place.");
        }
    }
}
