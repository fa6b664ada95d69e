using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;
using SwarmTools.Text;

namespace SwarmTools.Volumes;

/// <summary>Changes what engines can change of a volume: whether one of the cluster is given to tasks.</summary>
internal sealed class VolumeUpdater(IVolumeApi volumes)
{
    /// <returns>Whether anything was sent.</returns>
    /// <exception cref="SwarmException"><c>OptionInvalid</c> for a volume of a node, <c>UpdateOutOfSequence</c>.</exception>
    public async Task<bool> SetAvailabilityAsync(SwarmVolume volume, SwarmNodeAvailability availability, CancellationToken stop)
    {
        if (ClusterVolume.Of(volume) is not { } cluster)
        {
            throw new SwarmException(
                ErrorId.OptionInvalid,
                $"The volume '{volume.Name}' is one of the node '{volume.NodeName}', and of such a volume no engine can change anything; only volumes of the cluster, which a CSI driver provides, have an availability. To give it other options or labels, save it, remove it, make it anew and fill it: Backup-, Remove-, New- and Restore-SwarmVolume.");
        }

        string word = EnumText.Write(availability, '-');
        if ((string?)cluster.Spec["Availability"] == word)
        {
            return false;
        }

        JsonObject spec = (JsonObject)cluster.Spec.DeepClone();
        spec["Availability"] = word;
        await volumes.UpdateVolumeAsync(volume.Name, cluster.Version, spec, stop).ConfigureAwait(false);
        return true;
    }
}
