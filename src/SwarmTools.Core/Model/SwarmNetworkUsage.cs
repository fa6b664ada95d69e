using System.Collections.Generic;

namespace SwarmTools;

/// <summary>The addresses of an overlay network: how many it has, who has them, and how many are needed. Counted as the swarm's managers do (swarmkit, manager/allocator).</summary>
/// <remarks>With several subnets these are sums: who needs an address gets it from whichever has one.</remarks>
public sealed class SwarmNetworkUsage
{
    /// <summary>The name of the network.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The id of the network.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>Its subnets, in CIDR notation.</summary>
    public IReadOnlyList<string> Subnets { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>How many addresses it has, also those that nobody gets. Of subnets of IP version 6 at most 2^53 are counted.</summary>
    public long Size { get; internal init; }

    /// <summary>How many are taken, as far as can be told: the sum of the five numbers below.</summary>
    public long Used { get; internal init; }

    /// <summary>How many can be had: <see cref="Size"/> without <see cref="Used"/> and <see cref="Untraced"/>.</summary>
    public long Free { get; internal init; }

    /// <summary>How many are taken at most when all services that are on it have all their tasks, and all that start new tasks first are updated at the same time.</summary>
    public long Needed { get; internal init; }

    /// <summary>How many nobody gets: the first, the last, and the gateway's, of each subnet.</summary>
    public long UnusableAddresses { get; internal init; }

    /// <summary>How many services have: one each, unless their endpoint mode is dnsrr.</summary>
    public long ServiceAddresses { get; internal init; }

    /// <summary>How many tasks have: one each until it has ended, also on nodes that do not answer.</summary>
    public long TaskAddresses { get; internal init; }

    /// <summary>How many nodes have: one each that has such a task; in the ingress network each node.</summary>
    public long NodeAddresses { get; internal init; }

    /// <summary>How many containers have that are no tasks. Null where that cannot be told: others may join the network, and the manager that was asked is not on it.</summary>
    public long? ContainerAddresses { get; internal init; }

    /// <summary>How many tasks wait for an address: they stay New.</summary>
    public int WaitingTasks { get; internal init; }

    /// <summary>How many should be free and are not, for tasks have been waiting for one for some time: somebody has them who cannot be seen from here, or they leaked. A leaked address comes back when another manager becomes the leader.</summary>
    public long Untraced { get; internal init; }

    /// <summary>The connection that this was read through.</summary>
    public SwarmConnection? Connection { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
