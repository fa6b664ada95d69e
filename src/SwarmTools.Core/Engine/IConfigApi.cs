using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The configs of a swarm.</summary>
internal interface IConfigApi
{
    /// <summary>All configs, by name.</summary>
    public Task<IReadOnlyList<SwarmConfig>> ListConfigsAsync(CancellationToken stop);

    /// <summary>The configs with a label, by name.</summary>
    /// <param name="label">KEY or KEY=VALUE.</param>
    /// <param name="stop">Ends the request.</param>
    public Task<IReadOnlyList<SwarmConfig>> FindConfigsAsync(string label, CancellationToken stop);

    /// <summary>Makes a config and returns its id.</summary>
    public Task<string> CreateConfigAsync(ConfigDefinition definition, CancellationToken stop);

    /// <summary>Replaces the labels of a config, all that can be changed of one; refused (<c>UpdateOutOfSequence</c>) unless the config is the newest.</summary>
    public Task LabelConfigAsync(SwarmConfig config, IReadOnlyDictionary<string, string> labels, CancellationToken stop);

    public Task RemoveConfigAsync(string id, string name, CancellationToken stop);
}
