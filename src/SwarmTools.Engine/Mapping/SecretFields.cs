namespace SwarmTools.Engine.Mapping;

/// <summary>A secret while it is being read.</summary>
internal sealed class SecretFields : ObjectFields
{
    public string Driver { get; set; } = "";

    public string TemplateDriver { get; set; } = "";

    public SwarmSecret ToSecret(byte[] raw) => new()
    {
        Id = Id,
        Name = Name,
        Version = Version,
        Labels = Labels,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        RawJson = raw,
        Driver = Driver,
        TemplateDriver = TemplateDriver,
    };
}
