using System;
using System.Collections.Generic;

namespace SwarmTools.Engine.Mapping;

/// <summary>Reads networks.</summary>
internal static class NetworkMapper
{
    public static SwarmNetwork Read(ref JsonCursor json)
    {
        NetworkFields network = new();
        byte[] raw = json.Object(network, TakeProperty).ToArray();
        return network.ToNetwork(raw);
    }

    private static bool TakeProperty(ref JsonCursor json, NetworkFields network)
    {
        if (network.TakeOfSpec(ref json))
        {
            return true;
        }

        if (json.Is("Id"u8))
        {
            network.NetworkId = json.Text();
        }
        else if (json.Is("Created"u8))
        {
            network.Created = json.Time();
        }
        else if (json.Is("Driver"u8))
        {
            network.Driver = json.Text();
        }
        else if (json.Is("Scope"u8))
        {
            network.Scope = json.Text();
        }
        else if (json.Is("ConfigFrom"u8))
        {
            json.Object(network, TakeConfigFrom);
        }
        else if (json.Is("Options"u8))
        {
            network.Options = json.Labels();
        }
        else if (json.Is("IPAM"u8))
        {
            json.Object(network, TakeIpam);
        }
        else
        {
            return TakeFlag(ref json, network);
        }

        return true;
    }

    private static bool TakeFlag(ref JsonCursor json, NetworkFields network)
    {
        if (json.Is("Internal"u8))
        {
            network.Internal = json.Flag();
        }
        else if (json.Is("Attachable"u8))
        {
            network.Attachable = json.Flag();
        }
        else if (json.Is("Ingress"u8))
        {
            network.Ingress = json.Flag();
        }
        else if (json.Is("EnableIPv4"u8))
        {
            network.IPv4 = json.Flag();
        }
        else if (json.Is("ConfigOnly"u8))
        {
            network.ConfigOnly = json.Flag();
        }
        else if (json.Is("EnableIPv6"u8))
        {
            network.IPv6 = json.Flag();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeConfigFrom(ref JsonCursor json, NetworkFields network)
    {
        if (!json.Is("Network"u8))
        {
            return false;
        }

        network.ConfigFrom = json.Text();
        return true;
    }

    private static bool TakeIpam(ref JsonCursor json, NetworkFields network)
    {
        if (!json.Is("Config"u8))
        {
            return false;
        }

        List<NetworkRange> ranges = [];
        json.Array((ref JsonCursor pool) =>
        {
            Dictionary<string, string> fields = new(StringComparer.Ordinal);
            pool.Object(fields, TakePool);
            ranges.Add(new(Of(fields, "Subnet"), Of(fields, "IPRange"), Of(fields, "Gateway")));
            return true;
        });
        network.Ranges = ranges.AsReadOnly();
        return true;
    }

    private static bool TakePool(ref JsonCursor json, Dictionary<string, string> fields)
    {
        if (!json.Is("Subnet"u8) && !json.Is("IPRange"u8) && !json.Is("Gateway"u8))
        {
            return false;
        }

        fields[json.PropertyName()] = json.Text();
        return true;
    }

    private static string Of(Dictionary<string, string> fields, string name) => fields.TryGetValue(name, out string? value) ? value : "";
}
