using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Engine;
using SwarmTools.Syntax;

namespace SwarmTools.Networks;

/// <summary>Puts subnets together with the gateways, ranges and auxiliary addresses inside them (docker/cli, command/network/create.go).</summary>
internal static class NetworkPools
{
    private const string RangeForm = "Accepted is CIDR notation, such as 10.20.0.0/24.";

    /// <param name="subnets">Subnets in CIDR notation, none of which overlaps another.</param>
    /// <param name="gateways">Addresses; each belongs to the subnet that holds it.</param>
    /// <param name="ranges">Ranges in CIDR notation; each belongs to the subnet that holds it.</param>
    /// <param name="auxAddresses">Addresses by the names of their machines; each belongs to the subnet that holds it.</param>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static IReadOnlyList<NetworkPool> From(
        IReadOnlyList<string> subnets, IReadOnlyList<string> gateways, IReadOnlyList<string> ranges, IReadOnlyDictionary<string, string> auxAddresses)
    {
        List<(AddressRange Range, NetworkPool Pool)> pools = [];
        foreach (string subnet in subnets)
        {
            AddressRange range = RangeOf("-Subnet", subnet);
            string? other = pools.Where(pool => pool.Range.Overlaps(range)).Select(pool => pool.Pool.Subnet).FirstOrDefault();
            pools.Add(other is null ? (range, new(subnet)) : throw Invalid($"-Subnet {subnet} overlaps {other}. The subnets of a network have no address in common."));
        }

        foreach (string gateway in gateways)
        {
            Put(pools, "-Gateway", gateway, AddressOf("-Gateway", gateway), pool => pool.Gateway, pool => pool with { Gateway = gateway });
        }

        foreach (string range in ranges)
        {
            Put(pools, "-IPRange", range, RangeOf("-IPRange", range), pool => pool.IPRange, pool => pool with { IPRange = range });
        }

        foreach (KeyValuePair<string, string> aux in auxAddresses)
        {
            Put(pools, "-AuxAddress", aux.Value, AddressOf("-AuxAddress", aux.Value), _ => "", pool => pool with { AuxAddresses = With(pool.AuxAddresses, aux) });
        }

        return [.. pools.Select(pool => pool.Pool)];
    }

    private static void Put(
        List<(AddressRange Range, NetworkPool Pool)> pools, string parameter, string text, AddressRange value, Func<NetworkPool, string> before, Func<NetworkPool, NetworkPool> change)
    {
        int place = pools.FindIndex(pool => pool.Range.Contains(value));
        if (place < 0)
        {
            throw Invalid($"{parameter} {text} is in no subnet. Name the subnet that it belongs to with -Subnet.");
        }

        (AddressRange range, NetworkPool pool) = pools[place];
        pools[place] = before(pool).Length == 0 ? (range, change(pool)) : throw Invalid($"{parameter} names two for the subnet {pool.Subnet}: {before(pool)} and {text}. Leave one out.");
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> addresses, KeyValuePair<string, string> more)
    {
        Dictionary<string, string> all = addresses.ToDictionary(address => address.Key, address => address.Value);
        all[more.Key] = more.Value;
        return all;
    }

    private static AddressRange RangeOf(string parameter, string text) =>
        AddressRange.Parse(text) ?? throw Invalid($"{parameter} '{text}' is not a range of addresses. {RangeForm}");

    private static AddressRange AddressOf(string parameter, string text) =>
        AddressSyntax.Parse(text) is { } address ? AddressRange.Of(address) : throw Invalid($"{parameter} '{text}' is not an address, such as 10.20.0.1.");

    private static SwarmException Invalid(string message) => new(ErrorId.OptionInvalid, message);
}
