using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The volumes of the one node that answers.</summary>
internal interface IVolumeApi
{
    /// <summary>All volumes of the node, by name.</summary>
    public Task<IReadOnlyList<SwarmVolume>> ListVolumesAsync(CancellationToken stop);

    /// <summary>Removes a volume with its data; refused (<c>VolumeInUse</c>) while a container has it.</summary>
    public Task RemoveVolumeAsync(string name, CancellationToken stop);
}
