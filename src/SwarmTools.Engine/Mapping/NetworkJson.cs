using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Engine.Mapping;

/// <summary>Writes the request for a new network.</summary>
internal static class NetworkJson
{
    public static JsonObject From(NetworkDefinition definition)
    {
        JsonObject json = new()
        {
            ["Name"] = definition.Name,
            // Engines before API 1.44 make a second network of one name otherwise.
            ["CheckDuplicate"] = true,
            ["Driver"] = definition.Driver,
            ["Scope"] = definition.Scope,
            ["Internal"] = definition.Internal,
            ["Attachable"] = definition.Attachable,
            ["Ingress"] = definition.Ingress,
            ["ConfigOnly"] = definition.ConfigOnly,
            ["IPAM"] = new JsonObject
            {
                ["Driver"] = definition.IpamDriver,
                ["Options"] = PairJson.From(definition.IpamOptions),
                ["Config"] = new JsonArray([.. definition.Pools.Select(Pool)]),
            },
            ["Options"] = PairJson.From(definition.Options),
            ["Labels"] = PairJson.From(definition.Labels),
        };
        if (definition.ConfigFrom.Length > 0)
        {
            json["ConfigFrom"] = new JsonObject { ["Network"] = definition.ConfigFrom };
        }

        if (definition.IPv4 is { } four)
        {
            json["EnableIPv4"] = four;
        }

        if (definition.IPv6 is { } six)
        {
            json["EnableIPv6"] = six;
        }

        return json;
    }

    private static JsonObject Pool(NetworkPool pool)
    {
        JsonObject json = new() { ["Subnet"] = pool.Subnet };
        if (pool.IPRange.Length > 0)
        {
            json["IPRange"] = pool.IPRange;
        }

        if (pool.Gateway.Length > 0)
        {
            json["Gateway"] = pool.Gateway;
        }

        if (pool.AuxAddresses.Count > 0)
        {
            json["AuxiliaryAddresses"] = PairJson.From(pool.AuxAddresses);
        }

        return json;
    }
}
