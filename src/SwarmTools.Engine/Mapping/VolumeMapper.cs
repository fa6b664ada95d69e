using System.Collections.Generic;

namespace SwarmTools.Engine.Mapping;

/// <summary>Reads volumes.</summary>
internal static class VolumeMapper
{
    /// <summary>Reads <c>{"Volumes": [...]}</c>.</summary>
    public static IReadOnlyList<SwarmVolume> ReadAll(ref JsonCursor json)
    {
        List<SwarmVolume> all = [];
        json.Object(all, TakeVolumes);
        return all.AsReadOnly();
    }

    private static bool TakeVolumes(ref JsonCursor json, List<SwarmVolume> all)
    {
        if (!json.Is("Volumes"u8))
        {
            return false;
        }

        all.AddRange(json.Array(Read));
        return true;
    }

    private static SwarmVolume Read(ref JsonCursor json)
    {
        VolumeFields volume = new();
        byte[] raw = json.Object(volume, TakeProperty).ToArray();
        return volume.ToVolume(raw);
    }

    private static bool TakeProperty(ref JsonCursor json, VolumeFields volume)
    {
        if (json.Is("Driver"u8))
        {
            volume.Driver = json.Text();
        }
        else if (json.Is("Scope"u8))
        {
            volume.Scope = json.Text();
        }
        else if (json.Is("Mountpoint"u8))
        {
            volume.Mountpoint = json.Text();
        }
        else if (json.Is("Options"u8))
        {
            volume.Options = json.Labels();
        }
        else
        {
            return volume.TakeOfSpec(ref json) || volume.Take(ref json);
        }

        return true;
    }
}
