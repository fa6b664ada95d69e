using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The nodes of a swarm.</summary>
internal interface INodeApi
{
    /// <summary>All nodes, by name.</summary>
    public Task<IReadOnlyList<SwarmNode>> ListNodesAsync(CancellationToken stop);
}
