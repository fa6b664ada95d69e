using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using SwarmTools.Engine;
using SwarmTools.Specs;
using SwarmTools.Text;

namespace SwarmTools.Backups;

/// <summary>Writes a backup as text that can be read and compared: equal swarms give equal lines, but for the time. Pure.</summary>
internal static class BackupWriter
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="SwarmException"><c>DataInvalid</c> for more than a backup can hold.</exception>
    public static byte[] Write(Backup backup)
    {
        JsonObject file = new()
        {
            [BackupFormat.Marker] = BackupFormat.Version,
            [BackupFormat.CreatedAt] = backup.CreatedAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            [BackupFormat.SwarmId] = backup.SwarmId,
            [BackupFormat.Api] = backup.Api.ToString(),
            [BackupFormat.Settings] = Sorted(backup.Settings),
            [BackupFormat.AddressPools] = new JsonArray([.. backup.AddressPools.Select(pool => JsonValue.Create(pool))]),
            [BackupFormat.SubnetSize] = backup.SubnetSize,
            [BackupFormat.DataPathPort] = backup.DataPathPort,
            [BackupFormat.Nodes] = List(backup.Nodes.Select(Node)),
            [BackupFormat.Networks] = List(backup.Networks.Select(Network)),
            [BackupFormat.Secrets] = List(backup.Secrets.Select(Secret)),
            [BackupFormat.Configs] = List(backup.Configs.Select(Config)),
            [BackupFormat.Services] = List(backup.Services),
            [BackupFormat.Revisions] = List(backup.Revisions.Select(Revision)),
        };

        byte[] bytes = Encoding.UTF8.GetBytes(ReadableJson.Write(file));
        return bytes.Length <= BackupFormat.SizeLimit ? bytes
            : throw new SwarmException(ErrorId.DataInvalid, $"The swarm has more than the {BackupFormat.SizeLimit / (1024 * 1024)} MB that a backup can hold. Configs are the largest part of it.");
    }

    private static JsonObject Node(BackupNode node) => new()
    {
        ["hostname"] = node.HostName,
        ["id"] = node.Id,
        ["role"] = EnumText.Write(node.Role, '-'),
        ["availability"] = EnumText.Write(node.Availability, '-'),
        ["labels"] = PairJson.From(node.Labels),
    };

    private static JsonObject Network(NetworkDefinition network)
    {
        JsonObject ipam = new() { ["Driver"] = network.IpamDriver, ["Config"] = new JsonArray([.. network.Pools.Select(Pool)]) };
        AddPairs(ipam, "Options", network.IpamOptions);
        JsonObject json = new() { ["Name"] = network.Name, ["Driver"] = network.Driver, ["IPAM"] = ipam };
        AddPairs(json, "Labels", network.Labels);
        AddPairs(json, "Options", network.Options);
        AddFlag(json, "Attachable", network.Attachable, unless: false);
        AddFlag(json, "Internal", network.Internal, unless: false);
        AddFlag(json, "Ingress", network.Ingress, unless: false);
        AddFlag(json, "ConfigOnly", network.ConfigOnly, unless: false);
        AddFlag(json, "EnableIPv4", network.IPv4 ?? true, unless: true);
        AddFlag(json, "EnableIPv6", network.IPv6 ?? false, unless: false);
        AddText(json, "ConfigFrom", network.ConfigFrom);
        return json;
    }

    private static JsonNode Pool(NetworkPool pool)
    {
        JsonObject json = [];
        AddText(json, "Subnet", pool.Subnet);
        AddText(json, "Gateway", pool.Gateway);
        AddText(json, "IPRange", pool.IPRange);
        AddPairs(json, "AuxiliaryAddresses", pool.AuxAddresses);
        return json;
    }

    private static JsonObject Secret(SecretDefinition secret)
    {
        JsonObject json = new() { ["Name"] = secret.Name };
        AddPairs(json, "Labels", secret.Labels);
        AddText(json, "Templating", secret.TemplateDriver);
        AddText(json, "Driver", secret.Driver);
        AddPairs(json, "DriverOptions", secret.DriverOptions);
        return json;
    }

    private static JsonObject Config(ConfigDefinition config)
    {
        JsonObject json = new() { ["Name"] = config.Name };
        AddPairs(json, "Labels", config.Labels);
        AddText(json, "Templating", config.TemplateDriver);
        if (TextOf(config.Data) is { } text)
        {
            json["Text"] = text;
        }
        else
        {
            json["Data"] = Convert.ToBase64String(config.Data);
        }

        return json;
    }

    private static JsonObject Revision(BackupRevision revision) =>
        new() { ["Name"] = revision.Name, ["Labels"] = PairJson.From(revision.Labels), ["Document"] = revision.Document.DeepClone() };

    // What is text is written as text, so that it can be read and compared.
    private static string? TextOf(byte[] data)
    {
        try
        {
            return s_strict.GetString(data) is { Length: > 0 } text && text.IndexOf('\0') < 0 ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static void AddText(JsonObject json, string name, string text)
    {
        if (text.Length > 0)
        {
            json[name] = text;
        }
    }

    private static void AddPairs(JsonObject json, string name, IReadOnlyDictionary<string, string> pairs)
    {
        if (pairs.Count > 0)
        {
            json[name] = PairJson.From(pairs);
        }
    }

    private static void AddFlag(JsonObject json, string name, bool value, bool unless)
    {
        if (value != unless)
        {
            json[name] = value;
        }
    }

    private static JsonArray List(IEnumerable<JsonObject> items) => new([.. items.Select(Sorted)]);

    // The name of a thing comes first, then all else by its own.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject properties => new JsonObject(properties
            .OrderBy(property => property.Key is "Name" or "hostname" ? 0 : 1).ThenBy(property => property.Key, StringComparer.Ordinal)
            .Select(property => new KeyValuePair<string, JsonNode?>(property.Key, Sorted(property.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
