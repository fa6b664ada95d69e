using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Stacks;

/// <summary>Looks at a swarm once, for all that stacks are made of. Nothing is written.</summary>
internal sealed class RunningSwarmReader(ISwarmApi swarm, IServiceApi services, INetworkApi networks, ISecretApi secrets, IConfigApi configs)
{
    private const string OfSwarm = "swarm";

    public async Task<RunningSwarm> ReadAsync(CancellationToken stop)
    {
        Task<Swarm> itself = swarm.InspectSwarmAsync(stop);
        Task<IReadOnlyList<SwarmService>> serviceList = services.ListServicesAsync(stop);
        Task<IReadOnlyList<SwarmNetwork>> networkList = networks.ListNetworksAsync(stop);
        Task<IReadOnlyList<SwarmSecret>> secretList = secrets.ListSecretsAsync(stop);
        Task<IReadOnlyList<SwarmConfig>> configList = configs.ListConfigsAsync(stop);
        await Task.WhenAll(itself, serviceList, networkList, secretList, configList).ConfigureAwait(false);
        IReadOnlyList<SwarmService> all = await serviceList.ConfigureAwait(false);
        Swarm known = await itself.ConfigureAwait(false);
        ObservedStack observed = new()
        {
            Services = all,
            Networks = await WithPredefinedAsync(all, await networkList.ConfigureAwait(false), stop).ConfigureAwait(false),
            Secrets = await secretList.ConfigureAwait(false),
            Configs = await configList.ConfigureAwait(false),
        };
        return new(observed, known.DefaultAddressPool, known.SubnetSize);
    }

    // Networks of each node are in no list under the ids that services have.
    private async Task<IReadOnlyList<SwarmNetwork>> WithPredefinedAsync(IReadOnlyList<SwarmService> all, IReadOnlyList<SwarmNetwork> listed, CancellationToken stop)
    {
        HashSet<string> ids = new(listed.Select(network => network.Id), StringComparer.Ordinal);
        SwarmNetwork?[] predefined = all.SelectMany(service => service.NetworkIds).All(ids.Contains)
            ? []
            : await Task.WhenAll(StackObserver.Predefined.Select(name => networks.FindSwarmNetworkAsync(name, stop))).ConfigureAwait(false);
        return [.. predefined.OfType<SwarmNetwork>(), .. listed.OrderByDescending(network => network.Scope == OfSwarm)];
    }
}
