using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Engine;

namespace SwarmTools.Networks;

/// <summary>Compares a network that is there with one that is wished, in what was said of it.</summary>
internal static class NetworkComparison
{
    /// <summary>In what they differ; null where they do not.</summary>
    /// <remarks>An engine has no driver to tell of a network that was made a moment ago.</remarks>
    public static string? Difference(NetworkDefinition wished, SwarmNetwork there) =>
        there.Driver.Length > 0 && wished.Driver != there.Driver ? "driver"
        : wished.Internal != there.Internal ? "'internal'"
        : wished.Attachable != there.Attachable ? "'attachable'"
        : wished.IPv6 == true && !there.IPv6 ? "'enable_ipv6'"
        : wished.Pools.Any(pool => pool.Subnet.Length > 0 && !there.Subnets.Contains(pool.Subnet, StringComparer.Ordinal)) ? "subnet"
        : !Has(there.Options, wished.Options) ? "driver_opts"
        : !Has(there.Labels, wished.Labels) || there.Labels.Count != wished.Labels.Count ? "set of labels"
        : null;

    private static bool Has(IReadOnlyDictionary<string, string> all, IReadOnlyDictionary<string, string> some) =>
        some.All(pair => all.TryGetValue(pair.Key, out string? value) && value == pair.Value);
}
