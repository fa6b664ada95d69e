namespace SwarmTools.Engine.Mapping;

/// <summary>Reads configs.</summary>
internal static class ConfigMapper
{
    public static SwarmConfig Read(ref JsonCursor json)
    {
        ConfigFields config = new();
        byte[] raw = json.Object(config, TakeProperty).ToArray();
        return config.ToConfig(raw);
    }

    private static bool TakeProperty(ref JsonCursor json, ConfigFields config)
    {
        if (config.Take(ref json))
        {
            return true;
        }

        if (json.Is("Spec"u8))
        {
            json.Object(config, TakeSpec);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeSpec(ref JsonCursor json, ConfigFields config)
    {
        if (config.TakeOfSpec(ref json))
        {
            return true;
        }

        if (json.Is("Data"u8))
        {
            config.Data = json.Bytes();
        }
        else if (json.Is("Templating"u8))
        {
            config.TemplateDriver = DriverMapper.ReadName(ref json);
        }
        else
        {
            return false;
        }

        return true;
    }
}
