using System.Collections.Generic;

namespace SwarmTools.Engine.Mapping;

/// <summary>The secrets or configs of a service while they are being read.</summary>
internal sealed class ReferenceFields
{
    public static readonly ReferenceFields None = new();

    private readonly List<string> _names = [];
    private readonly List<string> _ids = [];

    private ReferenceFields() => (Names, Ids) = (_names.AsReadOnly(), _ids.AsReadOnly());

    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<string> Ids { get; }

    public static ReferenceFields Secrets(ref JsonCursor json) => Read(ref json, TakeSecret);

    public static ReferenceFields Configs(ref JsonCursor json) => Read(ref json, TakeConfig);

    private static ReferenceFields Read(ref JsonCursor json, JsonCursor.Taker<ReferenceFields> take)
    {
        ReferenceFields fields = new();
        json.Array((ref JsonCursor item) =>
        {
            item.Object(fields, take);
            return true;
        });
        return fields;
    }

    private static bool TakeSecret(ref JsonCursor json, ReferenceFields fields)
    {
        if (json.Is("SecretName"u8))
        {
            fields._names.Add(json.Text());
        }
        else if (json.Is("SecretID"u8))
        {
            fields._ids.Add(json.Text());
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeConfig(ref JsonCursor json, ReferenceFields fields)
    {
        if (json.Is("ConfigName"u8))
        {
            fields._names.Add(json.Text());
        }
        else if (json.Is("ConfigID"u8))
        {
            fields._ids.Add(json.Text());
        }
        else
        {
            return false;
        }

        return true;
    }
}
