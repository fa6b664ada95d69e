using System.Collections.Generic;

namespace SwarmTools.Engine.Mapping;

/// <summary>A volume while it is being read.</summary>
internal sealed class VolumeFields : ObjectFields
{
    public string Driver { get; set; } = "";

    public string Scope { get; set; } = "";

    public string Mountpoint { get; set; } = "";

    public IReadOnlyDictionary<string, string> Options { get; set; } = Empty.Labels;

    public SwarmVolume ToVolume(byte[] raw) => new()
    {
        Id = Name,
        Name = Name,
        Labels = Labels,
        CreatedAt = CreatedAt,
        UpdatedAt = CreatedAt,
        RawJson = raw,
        Driver = Driver,
        Scope = Scope,
        Mountpoint = Mountpoint,
        Options = Options,
    };
}
