using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Contents;

/// <summary>The secrets of a swarm.</summary>
internal sealed class SecretStore(ISecretApi secrets) : IContentStore<SwarmSecret>
{
    public string Noun => "secret";

    public ErrorId NotFound => ErrorId.SecretNotFound;

    public Task<IReadOnlyList<SwarmSecret>> ListAsync(CancellationToken stop) => secrets.ListSecretsAsync(stop);

    public Task LabelAsync(SwarmSecret item, IReadOnlyDictionary<string, string> labels, CancellationToken stop) => secrets.LabelSecretAsync(item, labels, stop);

    public Task RemoveAsync(SwarmSecret item, CancellationToken stop) => secrets.RemoveSecretAsync(item.Id, item.Name, stop);
}
