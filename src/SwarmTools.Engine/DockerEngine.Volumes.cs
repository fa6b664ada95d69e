using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Mapping;

namespace SwarmTools.Engine;

internal sealed partial class DockerEngine
{
    public async Task<IReadOnlyList<SwarmVolume>> ListVolumesAsync(CancellationToken stop)
    {
        Task<IReadOnlyList<SwarmVolume>> all = GetAsync("/volumes", EngineSubject.Engine, VolumeMapper.ReadAll, stop);
        // An engine says of a list, not of a volume, that no container has it.
        Task<IReadOnlyList<SwarmVolume>> unused = GetAsync("/volumes?" + Filters(("dangling", ["true"])), EngineSubject.Engine, VolumeMapper.ReadAll, stop);
        await Task.WhenAll(all, unused).ConfigureAwait(false);
        HashSet<string> free = new((await unused.ConfigureAwait(false)).Select(volume => volume.Name), StringComparer.Ordinal);
        IReadOnlyList<SwarmVolume> volumes = await all.ConfigureAwait(false);
        foreach (SwarmVolume volume in volumes)
        {
            volume.InUse = !free.Contains(volume.Name);
        }

        return [.. volumes.OrderBy(volume => volume.Name, StringComparer.Ordinal)];
    }

    public Task RemoveVolumeAsync(string name, CancellationToken stop) =>
        _http.DeleteAsync($"/volumes/{Uri.EscapeDataString(name)}", EngineSubject.Volume(name), stop);
}
