using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;

namespace SwarmTools.Addresses;

/// <summary>Refuses to make or change a service where the addresses of its networks would not suffice.</summary>
internal sealed class ServiceAddresses(IServiceApi services, INetworkApi networks, AddressGuard guard)
{
    /// <param name="before">The spec that the service has; null for a new one.</param>
    /// <param name="after">The spec that it is to have.</param>
    /// <param name="stop">Ends the requests.</param>
    /// <exception cref="SwarmException"><c>AddressesRunOut</c>.</exception>
    public async Task RequireAsync(JsonObject? before, JsonObject after, CancellationToken stop)
    {
        ClaimChange change = new(before is null ? null : ServiceClaim.Of(before), ServiceClaim.Of(after), before is not null && SpecDifferences.ReplaceTasks(SpecDifferences.Between(before, after)));
        if (!change.MayGrow)
        {
            return;
        }

        Task<IReadOnlyList<SwarmService>> serviceList = services.ListServicesAsync(stop);
        Task<IReadOnlyList<SwarmNetwork>> networkList = networks.ListNetworksAsync(stop);
        await Task.WhenAll(serviceList, networkList).ConfigureAwait(false);
        NetworkRoom[] rooms = [.. (await networkList.ConfigureAwait(false)).Select(NetworkRoom.Of).OfType<NetworkRoom>()];
        IReadOnlyList<AddressNeed> needs = await guard.FindAsync(new(await serviceList.ConfigureAwait(false), [change]), rooms, stop).ConfigureAwait(false);
        if (AddressGuard.Refusal(needs, $"The service '{change.Name}'") is { } refusal)
        {
            throw refusal;
        }
    }
}
