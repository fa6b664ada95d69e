using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Volumes;

/// <summary>Makes volumes on the node that answers, or in the cluster.</summary>
internal sealed class VolumeCreator(IVolumeApi volumes, VolumeFinder finder)
{
    /// <summary>Makes a volume. An engine would take the name of one that is there, and say nothing.</summary>
    /// <exception cref="SwarmException"><c>VolumeExists</c>, <c>RequestRefused</c>.</exception>
    public async Task<SwarmVolume> CreateAsync(VolumeDefinition definition, CancellationToken stop)
    {
        if (await FindAsync(definition.Name, stop).ConfigureAwait(false) is { } other)
        {
            throw new SwarmException(ErrorId.VolumeExists, $"The node '{other.NodeName}' has a volume '{other.Name}' already. Use another name, or remove it first: its data goes with it.");
        }

        await volumes.CreateVolumeAsync(definition, stop).ConfigureAwait(false);
        return await FindAsync(definition.Name, stop).ConfigureAwait(false)
            ?? throw new SwarmException(ErrorId.VolumeNotFound, $"The volume '{definition.Name}' was made, and is already gone again.");
    }

    private async Task<SwarmVolume?> FindAsync(string name, CancellationToken stop) =>
        (await finder.ListAsync(stop).ConfigureAwait(false)).FirstOrDefault(volume => string.Equals(volume.Name, name, StringComparison.Ordinal));
}
