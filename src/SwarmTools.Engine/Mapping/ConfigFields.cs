namespace SwarmTools.Engine.Mapping;

/// <summary>A config while it is being read.</summary>
internal sealed class ConfigFields : ObjectFields
{
    public byte[] Data { get; set; } = [];

    public string TemplateDriver { get; set; } = "";

    public SwarmConfig ToConfig(byte[] raw) => new()
    {
        Id = Id,
        Name = Name,
        Version = Version,
        Labels = Labels,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        RawJson = raw,
        Data = Data,
        TemplateDriver = TemplateDriver,
    };
}
