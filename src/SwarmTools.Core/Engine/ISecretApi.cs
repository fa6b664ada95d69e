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

    /// <summary>Whether a secret has a value. The engine compares; it never gives a value back, and nothing is written.</summary>
    /// <param name="secret">The secret, as it was read.</param>
    /// <param name="value">The value. It is not kept.</param>
    /// <param name="stop">Ends the request.</param>
    public Task<bool> HasValueAsync(SwarmSecret secret, SecretPayload value, CancellationToken stop);

    /// <summary>Replaces the labels of a secret, all that can be changed of one; refused (<c>UpdateOutOfSequence</c>) unless the secret is the newest.</summary>
    public Task LabelSecretAsync(SwarmSecret secret, IReadOnlyDictionary<string, string> labels, CancellationToken stop);

    public Task RemoveSecretAsync(string id, string name, CancellationToken stop);
}
