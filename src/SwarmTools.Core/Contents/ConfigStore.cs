using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;

namespace SwarmTools.Contents;

/// <summary>The configs of a swarm.</summary>
internal sealed class ConfigStore(IConfigApi configs) : IContentStore<SwarmConfig>
{
    public string Noun => "config";

    public ErrorId NotFound => ErrorId.ConfigNotFound;

    public ErrorId Exists => ErrorId.ConfigExists;

    public ErrorId InUse => ErrorId.ConfigInUse;

    public FileUses Uses => FileUses.Configs;

    public Task<IReadOnlyList<SwarmConfig>> ListAsync(CancellationToken stop) => configs.ListConfigsAsync(stop);

    public Task LabelAsync(SwarmConfig item, IReadOnlyDictionary<string, string> labels, CancellationToken stop) => configs.LabelConfigAsync(item, labels, stop);

    public Task RemoveAsync(SwarmConfig item, CancellationToken stop) => configs.RemoveConfigAsync(item.Id, item.Name, stop);
}
