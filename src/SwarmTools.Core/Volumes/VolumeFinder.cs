using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Volumes;

/// <summary>Lists volumes with the name of the machine that has them.</summary>
internal sealed class VolumeFinder(IVolumeApi volumes, ISystemApi system)
{
    /// <summary>All volumes of the node that answers, by name.</summary>
    public async Task<IReadOnlyList<SwarmVolume>> ListAsync(CancellationToken stop)
    {
        Task<EngineDescription> node = system.InfoAsync(stop);
        Task<IReadOnlyList<SwarmVolume>> list = volumes.ListVolumesAsync(stop);
        await Task.WhenAll(node, list).ConfigureAwait(false);
        IReadOnlyList<SwarmVolume> all = await list.ConfigureAwait(false);
        string name = (await node.ConfigureAwait(false)).HostName;
        foreach (SwarmVolume volume in all)
        {
            volume.NodeName = name;
        }

        return all;
    }
}
