using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Networks;

/// <summary>Makes networks.</summary>
internal sealed class NetworkCreator(INetworkApi networks)
{
    /// <exception cref="SwarmException"><c>NetworkExists</c>, <c>RequestRefused</c>.</exception>
    public async Task<SwarmNetwork> CreateAsync(NetworkDefinition definition, CancellationToken stop)
    {
        string id = await networks.CreateNetworkAsync(definition, stop).ConfigureAwait(false);
        IReadOnlyList<SwarmNetwork> all = await networks.ListNetworksAsync(stop).ConfigureAwait(false);
        return all.FirstOrDefault(network => network.Id == id)
            ?? throw new SwarmException(ErrorId.NetworkNotFound, $"The network '{definition.Name}' was made, and is already gone again.");
    }
}
