using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The secrets of a swarm.</summary>
internal interface ISecretApi
{
    /// <summary>All secrets, by name.</summary>
    public Task<IReadOnlyList<SwarmSecret>> ListSecretsAsync(CancellationToken stop);

    /// <summary>Makes a secret and returns its id. The payload is not kept.</summary>
    public Task<string> CreateSecretAsync(SecretDefinition definition, CancellationToken stop);

    public Task RemoveSecretAsync(string id, string name, CancellationToken stop);
}
