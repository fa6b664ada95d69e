using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Compose.Nodes;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Stacks;

/// <content>Networks, ports, names, secrets, configs and mounts.</content>
internal sealed partial class ServiceExporter
{
    private void AddReach(MappingBuilder file, JsonObject spec, string key)
    {
        MappingBuilder networks = new();
        foreach (JsonObject use in Items(ServiceOptions.Networks.Read(spec) ?? spec["Networks"]))
        {
            if (observed.Networks.FirstOrDefault(network => network.Id == (string?)use["Target"]) is { } network && sections.Networks.KeyOf(network.Name) is { } known)
            {
                MappingBuilder how = new MappingBuilder().AddItems("aliases", Aliases(use, key).Select(MappingBuilder.Text)).AddPairs("driver_opts", use["DriverOpts"]);
                networks.Add(known, how.IsEmpty ? MappingBuilder.Plain("") : how.Build());
            }
        }

        // The one that all services have in common needs no word.
        file.Add("networks", IsDefaultAlone(networks.Build()) ? new() : networks)
            .AddItems("ports", Items(ServiceOptions.Ports.Read(spec)).Select(Port))
            .AddTexts("dns", ServiceOptions.Nameservers.Read(spec))
            .AddTexts("dns_search", ServiceOptions.DnsSearch.Read(spec))
            .AddTexts("dns_opt", ServiceOptions.DnsOptions.Read(spec))
            .AddItems("extra_hosts", Texts(ServiceOptions.Hosts.Read(spec)).SelectMany(Hosts));
    }

    private static bool IsDefaultAlone(ComposeMapping networks) => networks.Entries is [{ Key.Text: StackConverter.DefaultNetwork, Value: ComposeScalar }];

    // The name of the service itself comes last where the stack gave it.
    private static IEnumerable<string> Aliases(JsonObject use, string key)
    {
        List<string> aliases = [.. Texts(use["Aliases"])];
        int own = aliases.LastIndexOf(key);
        if (own >= 0)
        {
            aliases.RemoveAt(own);
        }

        return aliases;
    }

    private static ComposeMapping Port(JsonObject port) => new MappingBuilder()
        .AddText("mode", port["PublishMode"])
        .AddNumber("target", port["TargetPort"])
        .AddNumber("published", port["PublishedPort"])
        .AddText("protocol", port["Protocol"])
        .Build();

    // "ADDRESS HOST" is "HOST:ADDRESS" here.
    private static IEnumerable<ComposeNode> Hosts(string entry)
    {
        string[] words = entry.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words.Skip(1).Select(host => MappingBuilder.Text($"{host}:{words[0]}"));
    }

    private void AddFiles(MappingBuilder file, JsonObject spec)
    {
        file.AddItems("secrets", Items(ServiceOptions.Secrets.Read(spec)).Select(use => Use(use, sections.Secrets.KeyOf((string?)use["SecretName"] ?? ""))).OfType<ComposeNode>());
        file.AddItems("configs", Items(ServiceOptions.Configs.Read(spec)).Where(use => !CredentialEdits.IsReference(use)).Select(use => Use(use, sections.Configs.KeyOf((string?)use["ConfigName"] ?? ""))).OfType<ComposeNode>());
        if (ServiceOptions.CredentialSpec.Read(spec) is JsonObject credential)
        {
            string config = observed.Configs.FirstOrDefault(known => known.Id == (string?)credential["Config"])?.Name ?? "";
            file.Add("credential_spec", new MappingBuilder().AddText("config", sections.Configs.KeyOf(config)).AddText("file", credential["File"]).AddText("registry", credential["Registry"]));
        }

        mounts.Export(file, ServiceOptions.Mounts.Read(spec));
    }

    // Where its file has the usual name and the usual rights, the key says all.
    private static ComposeNode? Use(JsonObject use, string? key)
    {
        if (key is null)
        {
            return null;
        }

        JsonNode? file = use["File"];
        long mode = (long?)file?["Mode"] ?? FileReference.DefaultMode;
        string target = (string?)file?["Name"] ?? "";
        MappingBuilder how = new MappingBuilder()
            .AddText("target", target == key ? null : target)
            .AddText("uid", (string?)file?["UID"] is { } user and not "0" ? user : null)
            .AddText("gid", (string?)file?["GID"] is { } group and not "0" ? group : null);
        how = mode == FileReference.DefaultMode ? how : how.AddPlain("mode", "0" + Convert.ToString(mode, 8));
        return how.IsEmpty ? MappingBuilder.Text(key) : new MappingBuilder().AddText("source", key).AddAll(how).Build();
    }
}
