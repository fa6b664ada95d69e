using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The networks that an engine knows.</summary>
internal interface INetworkApi
{
    /// <summary>All networks, by name.</summary>
    public Task<IReadOnlyList<SwarmNetwork>> ListNetworksAsync(CancellationToken stop);

    /// <summary>Makes a network and returns its id.</summary>
    public Task<string> CreateNetworkAsync(NetworkDefinition definition, CancellationToken stop);

    public Task RemoveNetworkAsync(string id, string name, CancellationToken stop);
}
