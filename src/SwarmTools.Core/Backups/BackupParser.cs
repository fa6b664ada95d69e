using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SwarmTools.Configs;
using SwarmTools.Engine;
using SwarmTools.Syntax;
using SwarmTools.Text;

namespace SwarmTools.Backups;

/// <summary>Reads a backup. It may have been changed by hand, or be no backup at all: what is wrong is told with its place. Pure.</summary>
internal static class BackupParser
{
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <exception cref="SwarmException"><c>BackupInvalid</c>.</exception>
    public static Backup Read(byte[] bytes, string file)
    {
        try
        {
            return Read(new BackupPlace(Parse(bytes), ""));
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.BackupInvalid) || failure.Is(ErrorId.NameInvalid) || failure.Is(ErrorId.DataInvalid))
        {
            throw new SwarmException(ErrorId.BackupInvalid, $"'{file}' cannot be restored: {failure.Message} Nothing was changed; Backup-Swarm writes such files.", failure);
        }
    }

    private static JsonNode? Parse(byte[] bytes)
    {
        if (bytes.Length > BackupFormat.SizeLimit)
        {
            throw new SwarmException(ErrorId.BackupInvalid, $"It is larger than {BackupFormat.SizeLimit / (1024 * 1024)} MB.");
        }

        try
        {
            JsonNode? file = JsonNode.Parse(ByteOrderMark.Strip(bytes));
            Visit(file);
            return file;
        }
        catch (JsonException failure)
        {
            string place = failure.LineNumber is { } line ? $" in line {(line + 1).ToString(CultureInfo.InvariantCulture)}" : "";
            throw new SwarmException(ErrorId.BackupInvalid, $"It is no JSON{place}.", failure);
        }
        catch (ArgumentException failure)
        {
            throw new SwarmException(ErrorId.BackupInvalid, "It has an object with two fields of one name.", failure);
        }
        catch (InvalidOperationException failure)
        {
            throw new SwarmException(ErrorId.BackupInvalid, "It has a text that is half of a character.", failure);
        }
    }

    // JSON is looked at when it is asked for: what is wrong with it shows here, and not in the middle of the work.
    private static void Visit(JsonNode? node)
    {
        if (node is JsonValue value)
        {
            value.TryGetValue<string>(out _);
        }

        foreach (JsonNode? child in node switch { JsonObject properties => properties.Select(property => property.Value), JsonArray items => items, _ => [] })
        {
            Visit(child);
        }
    }

    private static Backup Read(BackupPlace file)
    {
        if (file[BackupFormat.Marker].IsNothing)
        {
            throw file.Invalid("is no backup of a swarm");
        }

        if (file[BackupFormat.Marker].Whole() is var version and not BackupFormat.Version)
        {
            throw new SwarmException(
                ErrorId.BackupInvalid, $"It has form {version.ToString(CultureInfo.InvariantCulture)}, and this version of SwarmTools reads form {BackupFormat.Version}. A newer one reads it.");
        }

        if (file[BackupFormat.Networks].Items().Count(network => network["Ingress"].Flag(false)) > 1)
        {
            throw file[BackupFormat.Networks].Invalid("has more than one routing mesh");
        }

        return new()
        {
            CreatedAt = Time(file[BackupFormat.CreatedAt]),
            SwarmId = file[BackupFormat.SwarmId].Text(),
            Api = System.Version.TryParse(file[BackupFormat.Api].Needed(), out Version? api) ? api : throw file[BackupFormat.Api].Invalid("is no version"),
            Settings = BackupSettings.Of(file[BackupFormat.Settings].Object()),
            AddressPools = [.. file[BackupFormat.AddressPools].Items().Select(pool => pool.Text())],
            SubnetSize = (int)file[BackupFormat.SubnetSize].Whole(),
            DataPathPort = (int)file[BackupFormat.DataPathPort].Whole(),
            Nodes = [.. file[BackupFormat.Nodes].Items().Select(Node)],
            Networks = Named(file[BackupFormat.Networks], Network, network => network.Name),
            Secrets = Named(file[BackupFormat.Secrets], Secret, secret => secret.Name),
            Configs = Named(file[BackupFormat.Configs], Config, config => config.Name),
            Services = Named(file[BackupFormat.Services], Service, spec => (string)spec["Name"]!),
            Revisions = Named(file[BackupFormat.Revisions], Revision, revision => revision.Name),
        };
    }

    private static IReadOnlyList<T> Named<T>(BackupPlace list, Func<BackupPlace, T> read, Func<T, string> nameOf)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        List<T> items = [];
        foreach (BackupPlace place in list.Items())
        {
            T item = read(place);
            items.Add(names.Add(nameOf(item)) ? item : throw place["Name"].Invalid($"is '{nameOf(item)}', as that of another one"));
        }

        return items;
    }

    private static DateTimeOffset Time(BackupPlace place) =>
        DateTimeOffset.TryParse(place.Needed(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : throw place.Invalid("is no time");

    private static BackupNode Node(BackupPlace node) => new(node["id"].Needed(), node["hostname"].Needed())
    {
        Role = EnumText.Parse<SwarmNodeRole>(node["role"].Text()),
        Availability = EnumText.Parse<SwarmNodeAvailability>(node["availability"].Text()),
        Labels = node["labels"].Pairs(),
    };

    private static NetworkDefinition Network(BackupPlace network) => new()
    {
        Name = ObjectNames.Network(network["Name"].Needed()),
        Driver = network["Driver"].Needed(),
        Labels = network["Labels"].Pairs(),
        Options = network["Options"].Pairs(),
        Attachable = network["Attachable"].Flag(false),
        Internal = network["Internal"].Flag(false),
        Ingress = network["Ingress"].Flag(false),
        IPv4 = network["EnableIPv4"].Flag(true) ? null : false,
        IPv6 = network["EnableIPv6"].Flag(false) ? true : null,
        Scope = "swarm",
        ConfigOnly = network["ConfigOnly"].Flag(false),
        ConfigFrom = network["ConfigFrom"].Text(),
        IpamDriver = network["IPAM"]["Driver"].Text() is { Length: > 0 } driver ? driver : "default",
        IpamOptions = network["IPAM"]["Options"].Pairs(),
        Pools = [.. network["IPAM"]["Config"].Items().Select(pool => new NetworkPool(pool["Subnet"].Text())
        {
            Gateway = pool["Gateway"].Text(),
            IPRange = pool["IPRange"].Text(),
            AuxAddresses = pool["AuxiliaryAddresses"].Pairs(),
        })],
    };

    private static SecretDefinition Secret(BackupPlace secret) => new()
    {
        Name = ObjectNames.Secret(secret["Name"].Needed()),
        Labels = secret["Labels"].Pairs(),
        Driver = secret["Driver"].Text(),
        DriverOptions = secret["DriverOptions"].Pairs(),
        TemplateDriver = secret["Templating"].Text(),
    };

    private static ConfigDefinition Config(BackupPlace config)
    {
        ConfigDefinition definition = new()
        {
            Name = ObjectNames.Config(config["Name"].Needed()),
            Labels = config["Labels"].Pairs(),
            Data = config["Data"].IsNothing ? Encoding.UTF8.GetBytes(config["Text"].Text()) : Bytes(config["Data"]),
            TemplateDriver = config["Templating"].Text(),
        };
        ConfigCreator.RequireAcceptable(definition);
        return definition;
    }

    private static byte[] Bytes(BackupPlace data)
    {
        try
        {
            return Convert.FromBase64String(data.Text());
        }
        catch (FormatException)
        {
            throw data.Invalid("is not in Base64");
        }
    }

    private static JsonObject Service(BackupPlace service)
    {
        SpecForm.Require(service);
        ObjectNames.Service(service["Name"].Text());
        return service.Object();
    }

    private static BackupRevision Revision(BackupPlace revision)
    {
        BackupPlace document = revision["Document"];
        foreach (BackupPlace spec in document["services"].IsNothing ? [document["Spec"]] : document["services"].Items().Select(service => service["Spec"]))
        {
            SpecForm.Require(spec);
        }

        document["serviceId"].Text();
        document["serviceName"].Text();
        document["networks"].Pairs();
        return new(ObjectNames.Config(revision["Name"].Needed()), revision["Labels"].Pairs(), document.Object());
    }
}
