using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.History;
using SwarmTools.Volumes;

namespace SwarmTools.Resources;

/// <summary>Finds secrets, configs, networks and volumes that nobody needs, and removes them.</summary>
internal sealed class UnusedResources(ISecretApi secrets, IConfigApi configs, INetworkApi networks, IVolumeApi volumes, ISystemApi system, IServiceApi services, IHistoryStore history)
{
    /// <summary>The label of networks that an engine makes by itself for services.</summary>
    private const string PredefinedLabel = "com.docker.swarm.predefined";

    /// <summary>The label of what docker compose made on a node, whose containers may be gone only for now.</summary>
    private const string ComposeLabel = "com.docker.compose.project";

    /// <summary>What no service uses, no engine would go back to and no kept revision names: secrets, then configs, networks and volumes, each by name. Volumes are those of the node that answers.</summary>
    public async Task<IReadOnlyList<SwarmObject>> FindAsync(IReadOnlyCollection<SwarmResourceType> types, CancellationToken stop)
    {
        // Services are asked for last: what uses an object that is listed here is among them then.
        IReadOnlyList<SwarmSecret> allSecrets = types.Contains(SwarmResourceType.Secret) ? await secrets.ListSecretsAsync(stop).ConfigureAwait(false) : [];
        IReadOnlyList<SwarmConfig> allConfigs = types.Contains(SwarmResourceType.Config) ? await configs.ListConfigsAsync(stop).ConfigureAwait(false) : [];
        IReadOnlyList<SwarmNetwork> allNetworks = types.Contains(SwarmResourceType.Network) ? await networks.ListNetworksAsync(stop).ConfigureAwait(false) : [];
        IReadOnlyList<SwarmVolume> allVolumes = types.Contains(SwarmResourceType.Volume) ? await new VolumeFinder(volumes, system).ListAsync(stop).ConfigureAwait(false) : [];
        IReadOnlyList<JsonObject> kept = await history.SpecsAsync(stop).ConfigureAwait(false);
        ResourceUses needed = new(await services.ListServicesAsync(stop).ConfigureAwait(false), kept);
        return
        [
            .. allSecrets.Where(secret => !needed.Secrets.Contains(secret.Id)),
            .. allConfigs.Where(config => !needed.Configs.Contains(config.Id) && !config.IsHidden),
            .. allNetworks.Where(network => MayGo(network) && !needed.Networks.Contains(network.Id) && !needed.Networks.Contains(network.Name)),
            .. allVolumes.Where(volume => volume is { InUse: false, Scope: "local" } && !volume.Labels.ContainsKey(ComposeLabel) && !needed.MayMount(volume.Name)),
        ];
    }

    /// <summary>Removes one.</summary>
    /// <returns>Whether it was removed; not so where somebody uses it all the same, such as a task that has not ended or a container that is no task.</returns>
    public async Task<bool> RemoveAsync(SwarmObject item, CancellationToken stop)
    {
        try
        {
            await (item switch
            {
                SwarmSecret => LostAnswers.RemoveAsync(late => secrets.RemoveSecretAsync(item.Id, item.Name, late), ErrorId.SecretNotFound, stop),
                SwarmConfig => LostAnswers.RemoveAsync(late => configs.RemoveConfigAsync(item.Id, item.Name, late), ErrorId.ConfigNotFound, stop),
                SwarmVolume => volumes.RemoveVolumeAsync(item.Name, stop),
                _ => LostAnswers.RemoveAsync(late => networks.RemoveNetworkAsync(item.Id, item.Name, late), ErrorId.NetworkNotFound, stop),
            }).ConfigureAwait(false);
            return true;
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.SecretInUse) || failure.Is(ErrorId.ConfigInUse) || failure.Is(ErrorId.NetworkInUse) || failure.Is(ErrorId.VolumeInUse))
        {
            return false;
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.SecretNotFound) || failure.Is(ErrorId.ConfigNotFound) || failure.Is(ErrorId.NetworkNotFound) || failure.Is(ErrorId.VolumeNotFound))
        {
            // Somebody else was faster.
            return false;
        }
    }

    // What only one node has is not the swarm's.
    private static bool MayGo(SwarmNetwork network) => network is { Scope: "swarm", Ingress: false, ConfigOnly: false } && !network.Labels.ContainsKey(PredefinedLabel);
}
