using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Time;

namespace SwarmTools.Networks;

/// <summary>Makes networks.</summary>
internal sealed class NetworkCreator(INetworkApi networks, IClock clock)
{
    private const string Overlay = "overlay";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Makes a network, and returns it when it has its subnet: the swarm gives it one a moment later.</summary>
    /// <exception cref="SwarmException"><c>NetworkExists</c>, <c>SubnetInUse</c>, <c>RequestRefused</c>.</exception>
    public async Task<SwarmNetwork> CreateAsync(NetworkDefinition definition, CancellationToken stop)
    {
        if (definition.Driver == Overlay && definition.Pools.Count > 0)
        {
            RequireFree(definition, await networks.ListNetworksAsync(stop).ConfigureAwait(false));
        }

        string id = await LostAnswers.MakeAsync(late => networks.CreateNetworkAsync(definition, late), late => FindMadeAsync(definition, late), ErrorId.NetworkExists, stop).ConfigureAwait(false);
        Deadline deadline = new(clock, s_patience);
        while (true)
        {
            SwarmNetwork made = await FindAsync(id, definition.Name, stop).ConfigureAwait(false);
            if (made.Subnets.Count > 0 || definition.Driver != Overlay || definition.ConfigOnly || deadline.IsOver)
            {
                return made;
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }
    }

    // An engine takes such a network, says nothing, and never gives it addresses.
    private static void RequireFree(NetworkDefinition definition, IReadOnlyList<SwarmNetwork> existing)
    {
        foreach (SwarmNetwork other in existing.Where(network => network is { Scope: "swarm", Driver: Overlay }))
        {
            string? taken = definition.Pools.Select(pool => pool.Subnet).FirstOrDefault(subnet => other.Subnets.Any(used => Overlap(subnet, used)));
            if (taken is not null)
            {
                throw new SwarmException(
                    ErrorId.SubnetInUse,
                    $"The network '{definition.Name}' cannot have the subnet {taken}: it overlaps {string.Join(", ", other.Subnets)} of the network '{other.Name}'. Name another, or leave -Subnet out.");
            }
        }
    }

    private static bool Overlap(string one, string other) => AddressRange.Parse(one) is { } first && AddressRange.Parse(other) is { } second && first.Overlaps(second);

    // Nothing had the name before.
    private async Task<string?> FindMadeAsync(NetworkDefinition definition, CancellationToken stop) => (await networks.ListNetworksAsync(stop).ConfigureAwait(false))
        .FirstOrDefault(network => network.Name == definition.Name && NetworkComparison.Difference(definition, network) is null)?.Id;

    private async Task<SwarmNetwork> FindAsync(string id, string name, CancellationToken stop)
    {
        IReadOnlyList<SwarmNetwork> all = await networks.ListNetworksAsync(stop).ConfigureAwait(false);
        return all.FirstOrDefault(network => network.Id == id)
            ?? throw new SwarmException(ErrorId.NetworkNotFound, $"The network '{name}' was made, and is already gone again.");
    }
}
