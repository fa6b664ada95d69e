using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Time;

namespace SwarmTools.Addresses;

/// <summary>Finds networks that would run out of addresses. Nothing is asked of the swarm where the networks are large enough in any case.</summary>
internal sealed class AddressGuard(INodeApi nodes, ITaskApi tasks, ISwarmApi swarm, IClock clock)
{
    /// <param name="forecast">What is to change.</param>
    /// <param name="networks">The networks, with those that are to be made.</param>
    /// <param name="stop">Ends the requests.</param>
    /// <returns>What is too small, or may make tasks wait.</returns>
    public async Task<IReadOnlyList<AddressNeed>> FindAsync(AddressForecast forecast, IReadOnlyList<NetworkRoom> networks, CancellationToken stop)
    {
        NetworkRoom[] near = [.. networks.Where(forecast.MayRunOut)];
        if (near.Any(network => network.IsFromPool))
        {
            int subnetSize = (await swarm.InspectSwarmAsync(stop).ConfigureAwait(false)).SubnetSize;
            near = [.. near.Select(network => network.WithPool(subnetSize)).Where(forecast.MayRunOut)];
        }

        if (near.Length == 0)
        {
            return [];
        }

        Task<IReadOnlyList<SwarmNode>> nodeList = nodes.ListNodesAsync(stop);
        Task<IReadOnlyList<SwarmTask>> taskList = tasks.ListTasksAsync(TaskQuery.All, stop);
        await Task.WhenAll(nodeList, taskList).ConfigureAwait(false);
        AddressView seen = new(await nodeList.ConfigureAwait(false), [], await taskList.ConfigureAwait(false), clock.UtcNow);
        return [.. near.Select(network => forecast.Need(network, seen)).Where(need => need.IsShort || need.IsTight)];
    }

    /// <summary>The refusal of what would run out; null where nothing is short.</summary>
    /// <param name="needs">What was found.</param>
    /// <param name="what">What does not fit, such as "The stack 'shop'".</param>
    public static SwarmException? Refusal(IReadOnlyList<AddressNeed> needs, string what) => needs.Where(need => need.IsShort).Select(need => need.Shortage).ToArray() is { Length: > 0 } shortages
        ? new(ErrorId.AddressesRunOut, $"{what} does not fit: {string.Join(". ", shortages)}. Tasks without an address never start. Use a network with a larger subnet, or fewer tasks; -Force does it all the same. Nothing was changed.")
        : null;
}
