using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Mapping;

namespace SwarmTools.Engine;

internal sealed partial class DockerEngine
{
    public Task<IReadOnlyList<SwarmNetwork>> ListNetworksAsync(CancellationToken stop) =>
        ListAsync("/networks", EngineSubject.Engine, NetworkMapper.Read, ListReader.ByName, stop);

    public async Task<SwarmNetwork?> FindSwarmNetworkAsync(string name, CancellationToken stop)
    {
        try
        {
            return await GetAsync($"/networks/{Uri.EscapeDataString(name)}?scope=swarm", EngineSubject.Network(name), NetworkMapper.Read, stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.NetworkNotFound))
        {
            return null;
        }
    }

    public Task<IReadOnlyList<AttachedContainer>?> ListContainersAsync(string networkId, CancellationToken stop) =>
        GetAsync($"/networks/{Uri.EscapeDataString(networkId)}?verbose=true", EngineSubject.Network(networkId), AttachedContainerMapper.Read, stop);

    public async Task<string> CreateNetworkAsync(NetworkDefinition definition, CancellationToken stop)
    {
        try
        {
            // Not by Docker.DotNet: it can neither leave IP version 6 to the engine nor switch version 4 off.
            return IdOf(await _http.PostAsync("/networks/create", NetworkJson.From(definition), EngineSubject.Network(definition.Name), stop).ConfigureAwait(false));
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.NotInSwarm))
        {
            // Of a locked manager too the engine says here that it is none; what is asked of the swarm itself says why.
            await JoinTokensAsync(stop).ConfigureAwait(false);
            throw;
        }
    }

    public Task RemoveNetworkAsync(string id, string name, CancellationToken stop) =>
        TypedAsync(client => client.Networks.DeleteNetworkAsync(id, stop), EngineSubject.Network(name), stop);
}
