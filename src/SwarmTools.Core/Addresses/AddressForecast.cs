using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Specs;

namespace SwarmTools.Addresses;

/// <summary>Says what networks need when services are changed. Pure.</summary>
/// <remarks>
/// What would fit must not be refused, so only what is sure counts: where the scheduler has a choice it is taken to put tasks on as few nodes as it may, and of tasks that
/// end by themselves one is counted.
/// </remarks>
/// <param name="services">All services, with the counts of their tasks.</param>
/// <param name="changes">What is to change of some.</param>
internal sealed class AddressForecast(IReadOnlyList<SwarmService> services, IReadOnlyList<ClaimChange> changes)
{
    /// <summary>As many nodes a swarm may have without being looked at. In one with more nothing is refused that should not be.</summary>
    private const int AssumedNodes = 50;

    private readonly IReadOnlyList<SwarmService> _others = [.. services.Where(service => changes.All(change => change.Name != service.Name))];

    /// <summary>Whether a network may be too small: what is asked for takes more of it, and the counts of tasks alone do not tell that it suffices.</summary>
    public bool MayRunOut(NetworkRoom network)
    {
        if (!changes.Any(change => change.Grows(network)))
        {
            return false;
        }

        (long addresses, long tasks) = (0, 0);
        foreach (SwarmService other in _others.Where(service => IsOn(service, network)))
        {
            addresses++;
            tasks += Math.Max(other.DesiredTasks, other.RunningTasks + other.UnreachableTasks);
        }

        foreach (ServiceClaim claim in Claims(network))
        {
            long wanted = claim.Tasks(AssumedNodes);
            addresses++;
            tasks += wanted + claim.Surplus(wanted);
        }

        return network.Reserved + addresses + tasks + (network.IsIngress ? AssumedNodes : Math.Min(AssumedNodes, tasks)) > network.Size;
    }

    /// <summary>What a network surely needs.</summary>
    public AddressNeed Need(NetworkRoom network, AddressView seen)
    {
        SwarmService[] others = [.. _others.Where(service => IsOn(service, network))];
        HashSet<string> ids = new(others.Select(service => service.Id), StringComparer.Ordinal);
        SwarmTask[] tasks = [.. seen.Tasks.Where(task => task is { State: <= SwarmTaskState.Running, DesiredState: <= SwarmTaskState.Running } && ids.Contains(task.ServiceId))];
        ServiceClaim[] claims = [.. Claims(network)];
        HashSet<string> nodes = [.. tasks.Select(task => task.NodeId).Where(id => id.Length > 0), .. claims.SelectMany(claim => claim.SurePlaces(seen.Nodes)).Select(node => node.Id)];
        long[] surplus = [.. changes.Where(change => change.StartsFirst(network)).Select(change => change.After!.Surplus(Math.Min(Wanted(change.Before!, seen), Wanted(change.After, seen))))];
        return new(
            network,
            others.Count(service => ServiceClaim.Of(ServiceSpec.Of(service).Json).HasVirtualIp) + claims.Count(claim => claim.HasVirtualIp),
            tasks.Length + claims.Sum(claim => Wanted(claim, seen)),
            network.IsIngress ? seen.Nodes.Count : claims.Select(claim => claim.FewestNodes(Wanted(claim, seen))).Append(nodes.Count).Max(),
            Math.Min(1, surplus.Append(0).Max()),
            surplus.Append(0).Max(),
            network.Id.Length == 0 ? network.Size - network.Reserved : new AddressAccount(seen with { Services = services }).Of(network, []).Free);
    }

    private static bool IsOn(SwarmService service, NetworkRoom network) =>
        (network.Id.Length > 0 && service.NetworkIds.Contains(network.Id)) || (network.IsIngress && service.Ports.Any(port => port.PublishMode != SwarmPublishMode.Host));

    private static long Wanted(ServiceClaim claim, AddressView seen) => claim.IsLasting ? claim.Tasks(seen.Nodes) : Math.Min(1, claim.Tasks(seen.Nodes));

    private IEnumerable<ServiceClaim> Claims(NetworkRoom network) => changes.Select(change => change.After).OfType<ServiceClaim>().Where(claim => claim.IsOn(network));
}
