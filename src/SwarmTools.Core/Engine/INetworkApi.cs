using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The networks that an engine knows.</summary>
internal interface INetworkApi
{
    /// <summary>All networks, by name.</summary>
    public Task<IReadOnlyList<SwarmNetwork>> ListNetworksAsync(CancellationToken stop);

    /// <summary>The network of the swarm of a name, or one of each node that the swarm knows under an id of its own, such as host, which no list has; null for none.</summary>
    public Task<SwarmNetwork?> FindSwarmNetworkAsync(string name, CancellationToken stop);

    /// <summary>The containers that joined a network of the swarm and are no tasks, on whichever node; null where the engine that is asked is not on the network, and so does not know.</summary>
    public Task<IReadOnlyList<AttachedContainer>?> ListContainersAsync(string networkId, CancellationToken stop);

    /// <summary>Makes a network and returns its id.</summary>
    public Task<string> CreateNetworkAsync(NetworkDefinition definition, CancellationToken stop);

    public Task RemoveNetworkAsync(string id, string name, CancellationToken stop);
}
