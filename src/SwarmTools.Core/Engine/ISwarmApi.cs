using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The swarm as a whole.</summary>
internal interface ISwarmApi
{
    public Task<Swarm> InspectSwarmAsync(CancellationToken stop);

    /// <summary>The tokens for worker and manager.</summary>
    public Task<SwarmJoinTokens> JoinTokensAsync(CancellationToken stop);

    /// <summary>Makes the engine the first manager of a new swarm and returns the node's id.</summary>
    public Task<string> InitializeAsync(SwarmDefinition definition, CancellationToken stop);

    public Task LeaveAsync(bool force, CancellationToken stop);
}
