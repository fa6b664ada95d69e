using System.Collections.Generic;

namespace SwarmTools.Engine.Mapping;

/// <summary>Reads the addresses of a service.</summary>
internal static class VirtualIpMapper
{
    public static IReadOnlyList<SwarmVirtualIp> ReadAll(ref JsonCursor json)
    {
        List<SwarmVirtualIp> all = [];
        json.Array((ref JsonCursor item) =>
        {
            Fields fields = new();
            item.Object(fields, Take);
            if (fields.Address.Length > 0)
            {
                all.Add(new() { NetworkId = fields.NetworkId, Address = fields.Address });
            }

            return true;
        });
        return all.AsReadOnly();
    }

    // The ingress network of a service without published ports has an entry with no address.
    private static bool Take(ref JsonCursor json, Fields fields)
    {
        if (json.Is("NetworkID"u8))
        {
            fields.NetworkId = json.Text();
        }
        else if (json.Is("Addr"u8))
        {
            fields.Address = json.Text();
        }
        else
        {
            return false;
        }

        return true;
    }

    private sealed class Fields
    {
        public string NetworkId { get; set; } = "";

        public string Address { get; set; } = "";
    }
}
