using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Docker.DotNet.Models;
using SwarmTools.Engine.Mapping;

namespace SwarmTools.Engine;

internal sealed partial class DockerEngine
{
    public Task<IReadOnlyList<SwarmNetwork>> ListNetworksAsync(CancellationToken stop) =>
        ListAsync("/networks", EngineSubject.Engine, NetworkMapper.Read, ListReader.ByName, stop);

    public async Task<string> CreateNetworkAsync(NetworkDefinition definition, CancellationToken stop)
    {
        NetworksCreateParameters parameters = new()
        {
            Name = definition.Name,
            CheckDuplicate = true,
            Driver = definition.Driver,
            Labels = definition.Labels.ToDictionary(label => label.Key, label => label.Value),
            Options = definition.Options.ToDictionary(option => option.Key, option => option.Value),
            Attachable = definition.Attachable,
            Internal = definition.Internal,
            Ingress = definition.Ingress,
            EnableIPv6 = definition.IPv6,
        };
        if (definition.Pools.Count > 0)
        {
            parameters.IPAM = new()
            {
                Driver = "default",
                Config = [.. definition.Pools.Select(pool => new IPAMConfig { Subnet = pool.Subnet, Gateway = pool.Gateway, IPRange = pool.IPRange })],
            };
        }

        try
        {
            NetworksCreateResponse answer = await TypedAsync(
                client => client.Networks.CreateNetworkAsync(parameters, stop), EngineSubject.Network(definition.Name), stop).ConfigureAwait(false);
            return answer.ID;
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
