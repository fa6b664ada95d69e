using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Placement;

/// <summary>Looks at what decides where tasks go. Nothing is written.</summary>
internal sealed class PlacementReader(INodeApi nodes, IServiceApi services, ITaskApi tasks, INetworkApi networks, IClock clock)
{
    private readonly Patience _patience = new(clock);

    public Task<PlacementSnapshot> ReadAsync(CancellationToken stop) => _patience.AskAsync(LookAsync, stop);

    private async Task<PlacementSnapshot> LookAsync(CancellationToken stop)
    {
        Task<IReadOnlyList<SwarmNode>> allNodes = nodes.ListNodesAsync(stop);
        Task<IReadOnlyList<SwarmService>> allServices = services.ListServicesAsync(stop);
        Task<IReadOnlyList<SwarmTask>> allTasks = tasks.ListTasksAsync(TaskQuery.All, stop);
        Task<IReadOnlyList<SwarmNetwork>> allNetworks = networks.ListNetworksAsync(stop);
        await Task.WhenAll(allNodes, allServices, allTasks, allNetworks).ConfigureAwait(false);
        PlacementSnapshot seen = new()
        {
            Nodes = await allNodes.ConfigureAwait(false),
            Services = await allServices.ConfigureAwait(false),
            Networks = await allNetworks.ConfigureAwait(false),
        };
        return seen with { Tasks = TaskNames.Named(await allTasks.ConfigureAwait(false), seen.Services, seen.Nodes) };
    }
}
