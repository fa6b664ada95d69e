using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Mapping;
using SwarmTools.Specs;

namespace SwarmTools.Engine;

internal sealed partial class DockerEngine
{
    public async Task<IReadOnlyList<SwarmVolume>> ListVolumesAsync(CancellationToken stop)
    {
        Task<IReadOnlyList<SwarmVolume>> all = GetAsync("/volumes", EngineSubject.Engine, VolumeMapper.ReadAll, stop);
        // An engine says of a list, not of a volume, that no container has it.
        Task<IReadOnlyList<SwarmVolume>> unused = GetAsync("/volumes?" + Filters(("dangling", ["true"])), EngineSubject.Engine, VolumeMapper.ReadAll, stop);
        await Task.WhenAll(all, unused).ConfigureAwait(false);
        return Joined(await all.ConfigureAwait(false), await unused.ConfigureAwait(false));
    }

    public IReadOnlyList<SwarmVolume> ReadVolumes(byte[] all, byte[] unused)
    {
        try
        {
            JsonCursor some = new(all);
            JsonCursor free = new(unused);
            return some.Begins(JsonTokenType.StartObject) && free.Begins(JsonTokenType.StartObject)
                ? Joined(VolumeMapper.ReadAll(ref some), VolumeMapper.ReadAll(ref free))
                : throw new JsonException("An object was expected.");
        }
        catch (Exception failure) when (EngineErrors.IsKnown(failure))
        {
            throw EngineErrors.NotAnEngine(failure, settings);
        }
    }

    public Task CreateVolumeAsync(VolumeDefinition definition, CancellationToken stop)
    {
        JsonObject json = new()
        {
            ["Name"] = definition.Name,
            ["Driver"] = definition.Driver,
            ["DriverOpts"] = PairJson.From(definition.Options),
            ["Labels"] = PairJson.From(definition.Labels),
        };
        if (definition.Cluster is { } cluster)
        {
            json["ClusterVolumeSpec"] = cluster.DeepClone();
        }

        return _http.PostAsync("/volumes/create", json, EngineSubject.Volume(definition.Name), stop);
    }

    public Task UpdateVolumeAsync(string name, long version, JsonObject spec, CancellationToken stop) => _http.PutAsync(
        $"/volumes/{Uri.EscapeDataString(name)}?version={version.ToString(CultureInfo.InvariantCulture)}", new JsonObject { ["Spec"] = spec.DeepClone() }, EngineSubject.Volume(name), stop);

    private static IReadOnlyList<SwarmVolume> Joined(IReadOnlyList<SwarmVolume> volumes, IReadOnlyList<SwarmVolume> unused)
    {
        HashSet<string> free = new(unused.Select(volume => volume.Name), StringComparer.Ordinal);
        foreach (SwarmVolume volume in volumes)
        {
            volume.InUse = !free.Contains(volume.Name);
        }

        return [.. volumes.OrderBy(volume => volume.Name, StringComparer.Ordinal)];
    }

    public Task RemoveVolumeAsync(string name, CancellationToken stop) =>
        _http.DeleteAsync($"/volumes/{Uri.EscapeDataString(name)}", EngineSubject.Volume(name), stop);
}
