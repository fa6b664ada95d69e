using System.Security;
using System.Text.Json.Nodes;
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

    /// <summary>Makes the engine a node of a swarm; refused (<c>SwarmExists</c>) where it is one already.</summary>
    public Task JoinAsync(JoinDefinition definition, CancellationToken stop);

    /// <summary>Replaces the spec of the swarm; refused (<c>UpdateOutOfSequence</c>) unless <paramref name="swarm"/> is as it was read last.</summary>
    /// <param name="swarm">The swarm, as it was read.</param>
    /// <param name="spec">The spec that it is to have.</param>
    /// <param name="rotation">What is replaced beside.</param>
    /// <param name="stop">Ends the request.</param>
    public Task UpdateSwarmAsync(Swarm swarm, JsonObject spec, SwarmRotation rotation, CancellationToken stop);

    /// <summary>The key that unlocks a manager after its restart; empty where the swarm has none.</summary>
    public Task<SecureString> UnlockKeyAsync(CancellationToken stop);

    /// <summary>Unlocks a manager.</summary>
    public Task UnlockAsync(SecureString key, CancellationToken stop);
}
