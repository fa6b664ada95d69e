using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Time;

namespace SwarmTools.Addresses;

/// <summary>Counts the addresses of networks. Nothing is written.</summary>
internal sealed class NetworkMeasurer(INodeApi nodes, IServiceApi services, ITaskApi tasks, INetworkApi networks, IClock clock)
{
    /// <summary>The addresses of some networks; those are left out whose addresses are not given by the swarm.</summary>
    public async Task<IReadOnlyList<SwarmNetworkUsage>> MeasureAsync(IReadOnlyList<SwarmNetwork> measured, CancellationToken stop)
    {
        (SwarmNetwork Network, NetworkRoom Room)[] rooms = [.. measured.Select(network => (network, Room: NetworkRoom.Of(network))).Where(pair => pair.Room is not null).Select(pair => (pair.network, pair.Room!))];
        if (rooms.Length == 0)
        {
            return [];
        }

        Task<IReadOnlyList<SwarmNode>> nodeList = nodes.ListNodesAsync(stop);
        Task<IReadOnlyList<SwarmService>> serviceList = services.ListServicesAsync(stop);
        Task<IReadOnlyList<SwarmTask>> taskList = tasks.ListTasksAsync(TaskQuery.All, stop);
        // Where nobody may join by himself nobody is asked for.
        Task<IReadOnlyList<AttachedContainer>?[]> containers = Task.WhenAll(rooms.Select(async pair => pair.Network.Attachable ? await networks.ListContainersAsync(pair.Network.Id, stop).ConfigureAwait(false) : []));
        await Task.WhenAll(nodeList, serviceList, taskList, containers).ConfigureAwait(false);
        AddressAccount account = new(new(await nodeList.ConfigureAwait(false), await serviceList.ConfigureAwait(false), await taskList.ConfigureAwait(false), clock.UtcNow));
        IReadOnlyList<AttachedContainer>?[] joined = await containers.ConfigureAwait(false);
        return [.. rooms.Select((pair, index) => account.Of(pair.Room, joined[index]))];
    }
}
