using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The configs of a swarm.</summary>
internal interface IConfigApi
{
    /// <summary>All configs, by name.</summary>
    public Task<IReadOnlyList<SwarmConfig>> ListConfigsAsync(CancellationToken stop);

    /// <summary>Makes a config and returns its id.</summary>
    public Task<string> CreateConfigAsync(ConfigDefinition definition, CancellationToken stop);

    public Task RemoveConfigAsync(string id, string name, CancellationToken stop);
}
