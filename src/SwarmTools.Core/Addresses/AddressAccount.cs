using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Engine;
using SwarmTools.Specs;

namespace SwarmTools.Addresses;

/// <summary>Counts who has the addresses of networks, as the swarm's managers do (swarmkit, manager/allocator/network.go). Pure.</summary>
/// <remarks>
/// An address each have: a service that is not dnsrr; a task from New until its state is past Running, wherever its node is; a node with such a task, for what spreads
/// the requests to services, and in the ingress network each node; a container that joined by itself. Tasks get theirs before they get a node, so nodes come last:
/// one that gets none refuses its tasks, until others have ended.
/// </remarks>
internal sealed class AddressAccount
{
    /// <summary>For so long a task may be New although there are addresses.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly AddressView _seen;
    private readonly IReadOnlyDictionary<string, ServiceClaim> _claims;
    private readonly ILookup<string, SwarmTask> _tasks;

    public AddressAccount(AddressView seen)
    {
        _seen = seen;
        _claims = seen.Services.ToDictionary(service => service.Id, service => ServiceClaim.Of(ServiceSpec.Of(service).Json), StringComparer.Ordinal);
        _tasks = seen.Tasks.Where(task => task.State <= SwarmTaskState.Running)
            .SelectMany(task => task.Addresses.Select(address => (address.NetworkId, Task: task))).ToLookup(pair => pair.NetworkId, pair => pair.Task, StringComparer.Ordinal);
    }

    /// <summary>Counts for one network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="containers">The containers that joined it by themselves; null where that cannot be told.</param>
    public SwarmNetworkUsage Of(NetworkRoom network, IReadOnlyList<AttachedContainer>? containers)
    {
        long services = _seen.Services.Count(service => service.VirtualIps.Any(address => address.NetworkId == network.Id && address.Address.Length > 0));
        long tasks = _tasks[network.Id].Count();
        long others = containers?.Count ?? 0;
        string[] places = PlacesOf(network, containers ?? []);
        // Nodes come last, and may have got none.
        long nodes = Math.Max(0, Math.Min(places.Length, network.Size - network.Reserved - services - tasks - others));
        long used = network.Reserved + services + tasks + nodes + others;
        SwarmTask[] waiting = [.. _seen.Tasks.Where(task => task is { State: SwarmTaskState.New, DesiredState: <= SwarmTaskState.Running or SwarmTaskState.Complete } && IsOf(task, network))];
        long untraced = waiting.Any(task => _seen.At - task.StateChangedAt > s_patience) ? Math.Max(0, network.Size - used) : 0;
        return new()
        {
            Name = network.Name,
            Id = network.Id,
            Subnets = network.Subnets,
            Size = network.Size,
            Used = used,
            Free = Math.Max(0, network.Size - used - untraced),
            Needed = Needed(network, places, others),
            UnusableAddresses = network.Reserved,
            ServiceAddresses = services,
            TaskAddresses = tasks,
            NodeAddresses = nodes,
            ContainerAddresses = containers?.Count,
            WaitingTasks = waiting.Length,
            Untraced = untraced,
        };
    }

    private bool IsOf(SwarmTask task, NetworkRoom network) => _claims.TryGetValue(task.ServiceId, out ServiceClaim? claim) && claim.IsOn(network);

    // The nodes that have an address in a network.
    private string[] PlacesOf(NetworkRoom network, IReadOnlyList<AttachedContainer> containers) => network.IsIngress
        ? [.. _seen.Nodes.Select(node => node.Id)]
        : [.. _tasks[network.Id].Select(task => task.NodeId).Concat(_seen.Nodes.Where(node => containers.Any(container => container.NodeAddress == node.Address)).Select(node => node.Id))
            .Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)];

    private long Needed(NetworkRoom network, string[] places, long containers)
    {
        long services = 0;
        long tasks = 0;
        HashSet<string> nodes = new(places, StringComparer.Ordinal);
        foreach (SwarmService service in _seen.Services.Where(service => _claims[service.Id].IsOn(network)))
        {
            ServiceClaim claim = _claims[service.Id];
            long wanted = claim.Tasks(_seen.Nodes);
            services += claim.HasVirtualIp ? 1 : 0;
            tasks += Math.Max(wanted, _tasks[network.Id].Count(task => task.ServiceId == service.Id)) + claim.Surplus(wanted);
            nodes.UnionWith(wanted > 0 ? claim.Places(_seen.Nodes).Select(node => node.Id) : []);
        }

        // Tasks of services that are gone have theirs until they have ended.
        tasks += _tasks[network.Id].Count(task => !_claims.ContainsKey(task.ServiceId));
        return network.Reserved + services + tasks + Math.Max(places.Length, Math.Min(nodes.Count, tasks)) + containers;
    }
}
