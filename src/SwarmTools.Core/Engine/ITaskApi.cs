using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The tasks of a swarm.</summary>
internal interface ITaskApi
{
    /// <summary>Tasks, ended ones among them, by service, slot and age; names of services and nodes are left out.</summary>
    /// <param name="query">Which tasks.</param>
    /// <param name="stop">Ends the request.</param>
    public Task<IReadOnlyList<SwarmTask>> ListTasksAsync(TaskQuery query, CancellationToken stop);
}
