using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;

namespace SwarmTools.Contents;

/// <summary>The secrets of a swarm.</summary>
internal sealed class SecretStore(ISecretApi secrets) : IContentStore<SwarmSecret>
{
    public string Noun => "secret";

    public ErrorId NotFound => ErrorId.SecretNotFound;

    public ErrorId Exists => ErrorId.SecretExists;

    public ErrorId InUse => ErrorId.SecretInUse;

    public FileUses Uses => FileUses.Secrets;

    public Task<IReadOnlyList<SwarmSecret>> ListAsync(CancellationToken stop) => secrets.ListSecretsAsync(stop);

    public Task LabelAsync(SwarmSecret item, IReadOnlyDictionary<string, string> labels, CancellationToken stop) => secrets.LabelSecretAsync(item, labels, stop);

    public Task RemoveAsync(SwarmSecret item, CancellationToken stop) => secrets.RemoveSecretAsync(item.Id, item.Name, stop);
}
