using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The nodes of a swarm.</summary>
internal interface INodeApi
{
    /// <summary>All nodes, by name.</summary>
    public Task<IReadOnlyList<SwarmNode>> ListNodesAsync(CancellationToken stop);

    /// <summary>Replaces the spec of a node; refused (<c>UpdateOutOfSequence</c>) unless <paramref name="node"/> is as it was read last.</summary>
    public Task UpdateNodeAsync(SwarmNode node, JsonObject spec, CancellationToken stop);

    /// <summary>Takes a node off the list; refused (<c>NodeInUse</c>) for one that is not down, unless by force.</summary>
    public Task RemoveNodeAsync(string id, string name, bool force, CancellationToken stop);
}
