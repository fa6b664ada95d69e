namespace SwarmTools.Engine.Mapping;

/// <summary>Reads secrets; the engine never sends their values.</summary>
internal static class SecretMapper
{
    public static SwarmSecret Read(ref JsonCursor json)
    {
        SecretFields secret = new();
        byte[] raw = json.Object(secret, TakeProperty).ToArray();
        return secret.ToSecret(raw);
    }

    private static bool TakeProperty(ref JsonCursor json, SecretFields secret)
    {
        if (secret.Take(ref json))
        {
            return true;
        }

        if (json.Is("Spec"u8))
        {
            json.Object(secret, TakeSpec);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeSpec(ref JsonCursor json, SecretFields secret)
    {
        if (secret.TakeOfSpec(ref json))
        {
            return true;
        }

        if (json.Is("Driver"u8))
        {
            secret.Driver = DriverMapper.ReadName(ref json);
        }
        else if (json.Is("Templating"u8))
        {
            secret.TemplateDriver = DriverMapper.ReadName(ref json);
        }
        else
        {
            return false;
        }

        return true;
    }
}
