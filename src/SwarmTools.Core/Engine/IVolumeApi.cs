using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The volumes of the one node that answers.</summary>
internal interface IVolumeApi
{
    /// <summary>All volumes of the node, by name.</summary>
    public Task<IReadOnlyList<SwarmVolume>> ListVolumesAsync(CancellationToken stop);

    /// <summary>Reads the lists that the engine of another node gave: all volumes, and those that no container has.</summary>
    public IReadOnlyList<SwarmVolume> ReadVolumes(byte[] all, byte[] unused);

    /// <summary>Makes a volume. The engine takes a name that is there already, and does nothing then.</summary>
    public Task CreateVolumeAsync(VolumeDefinition definition, CancellationToken stop);

    /// <summary>Replaces the spec of a volume of the cluster; refused (<c>UpdateOutOfSequence</c>) unless the version is the newest.</summary>
    public Task UpdateVolumeAsync(string name, long version, JsonObject spec, CancellationToken stop);

    /// <summary>Removes a volume with its data; refused (<c>VolumeInUse</c>) while a container has it.</summary>
    public Task RemoveVolumeAsync(string name, CancellationToken stop);
}
