using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Engine;
using SwarmTools.Networks;
using SwarmTools.Stacks;

namespace SwarmTools.Backups;

/// <summary>Plans the networks of a backup: each with the subnets that it had, where they are free. Pure.</summary>
internal sealed class RestoreNetworks(Backup backup, SeenSwarm target, RestoreFindings findings)
{
    private const string OfSwarm = "swarm";

    public IReadOnlyList<StackStep> Steps() => [.. backup.Networks.OrderBy(network => network.Name, StringComparer.Ordinal).Select(Step)];

    private StackStep Step(NetworkDefinition wished)
    {
        SwarmNetwork? there = wished.Ingress ? target.Observed.Networks.FirstOrDefault(network => network.Ingress) : target.Observed.Network(wished.Name);
        if (there is null)
        {
            return new(Change(wished.Name, SwarmStackAction.Create, "not there")) { Network = Free(ForApi(wished)) };
        }

        string? difference = there.Scope == OfSwarm ? NetworkComparison.Difference(Said(wished), there) : "scope: one node has it for itself";
        if (wished.Ingress && difference is not null)
        {
            findings.Warn($"The routing mesh '{there.Name}' of this swarm has another {difference} than that of the backup, and stays. To change that, remove it and make another one (New-SwarmNetwork -Ingress) before any service publishes a port.");
        }
        else if (difference is not null)
        {
            findings.Conflict($"the network '{wished.Name}' has another {difference}");
        }

        return new(Change(there.Name, SwarmStackAction.Keep, "")) { Network = wished, There = there };
    }

    private NetworkDefinition ForApi(NetworkDefinition wished)
    {
        if (wished.IPv4 != false || target.Api >= NetworkDefinition.IPv4Since)
        {
            return wished;
        }

        findings.Warn($"The network '{wished.Name}' gets addresses of version 4 too: to have none needs an engine with API {NetworkDefinition.IPv4Since} or newer, and this one has {target.Api}.");
        return With(wished, wished.Pools, iPv4: null);
    }

    // An engine takes a network whose subnet another one has, says nothing, and never gives it addresses.
    private NetworkDefinition Free(NetworkDefinition wished)
    {
        if (wished.Pools.Select(pool => (pool.Subnet, Other: Taken(pool.Subnet))).FirstOrDefault(pool => pool.Other is not null) is not { Other: { } other } taken)
        {
            return wished;
        }

        if (MayBeChosen(wished))
        {
            findings.Warn($"The network '{wished.Name}' gets another subnet than {taken.Subnet}, which the network '{other.Name}' of this swarm has.");
            return With(wished, [], wished.IPv4);
        }

        findings.Conflict($"the network '{wished.Name}' needs the subnet {taken.Subnet}, which the network '{other.Name}' has");
        return wished;
    }

    private SwarmNetwork? Taken(string subnet) => AddressRange.Parse(subnet) is not { } range ? null
        : target.Observed.Networks.FirstOrDefault(network => network.Scope == OfSwarm && network.Subnets.Any(used => AddressRange.Parse(used)?.Overlaps(range) == true));

    // What the swarm may have chosen may be another one in this swarm.
    private NetworkDefinition Said(NetworkDefinition wished) => MayBeChosen(wished) ? With(wished, [], wished.IPv4) : wished;

    private bool MayBeChosen(NetworkDefinition wished) => wished.Pools.All(pool => pool.IPRange.Length == 0 && EngineChoice.MayBe(pool.Subnet, backup.AddressPools, backup.SubnetSize));

    private static SwarmStackChange Change(string name, SwarmStackAction action, string reason) => new() { Type = SwarmStackObjectType.Network, Name = name, Action = action, Reason = reason };

    private static NetworkDefinition With(NetworkDefinition network, IReadOnlyList<NetworkPool> pools, bool? iPv4) => new()
    {
        Name = network.Name,
        Driver = network.Driver,
        Labels = network.Labels,
        Options = network.Options,
        Attachable = network.Attachable,
        Internal = network.Internal,
        Ingress = network.Ingress,
        IPv4 = iPv4,
        IPv6 = network.IPv6,
        Scope = network.Scope,
        ConfigOnly = network.ConfigOnly,
        ConfigFrom = network.ConfigFrom,
        IpamDriver = network.IpamDriver,
        IpamOptions = network.IpamOptions,
        Pools = pools,
    };
}
