using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Services;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Topology;

/// <summary>Looks at nodes, services and tasks at once. Nothing is written.</summary>
internal sealed class TopologyReader(INodeApi nodes, IServiceApi services, ITaskApi tasks, IClock clock)
{
    /// <param name="name">What the swarm is called.</param>
    /// <param name="filter">What the picture is of.</param>
    /// <param name="stop">Ends the requests.</param>
    public async Task<SwarmTopology> ReadAsync(string name, TopologyFilter filter, CancellationToken stop)
    {
        Task<IReadOnlyList<SwarmNode>> knownNodes = nodes.ListNodesAsync(stop);
        Task<IReadOnlyList<SwarmService>> knownServices = new ServiceFinder(services, tasks, nodes).ListAsync(stop);
        Task<IReadOnlyList<SwarmTask>> knownTasks = tasks.ListTasksAsync(TaskQuery.All, stop);
        await Task.WhenAll(knownNodes, knownServices, knownTasks).ConfigureAwait(false);
        SwarmView seen = new()
        {
            Nodes = await knownNodes.ConfigureAwait(false),
            Services = await knownServices.ConfigureAwait(false),
            Tasks = TaskNames.Named(await knownTasks.ConfigureAwait(false), await knownServices.ConfigureAwait(false), await knownNodes.ConfigureAwait(false)),
            At = clock.UtcNow,
        };
        return new TopologyBuilder(seen, filter).Build(name);
    }
}
