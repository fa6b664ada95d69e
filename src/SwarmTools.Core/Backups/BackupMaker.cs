using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Engine;
using SwarmTools.Specs;
using SwarmTools.Stacks;

namespace SwarmTools.Backups;

/// <summary>Makes a backup of what was seen of a swarm. Pure: from values to a value.</summary>
/// <param name="seen">The swarm, as it was seen.</param>
internal sealed class BackupMaker(SeenSwarm seen)
{
    private readonly BackupNames _names = new(seen.Observed);

    /// <param name="now">When.</param>
    public Backup Make(DateTimeOffset now) => new()
    {
        CreatedAt = now,
        SwarmId = seen.Swarm.Id,
        Api = seen.Api,
        Settings = BackupSettings.Of(JsonNode.Parse(seen.Swarm.RawJson) as JsonObject ?? []),
        AddressPools = seen.Swarm.DefaultAddressPool,
        SubnetSize = seen.Swarm.SubnetSize,
        DataPathPort = seen.Swarm.DataPathPort,
        Nodes = [.. seen.Nodes.OrderBy(node => node.Name, StringComparer.Ordinal).ThenBy(node => node.Id, StringComparer.Ordinal).Select(Node)],
        Networks = BackupNetworks.Of(seen.Observed.Networks, StackObserver.Predefined),
        Secrets = [.. Sorted(seen.Observed.Secrets).Select(Secret)],
        Configs = [.. Sorted(seen.Observed.Configs).Where(config => Revision(config) is null).Select(Config)],
        Services = [.. Sorted(seen.Observed.Services).Select(service => _names.Of(ServiceSpec.Of(service).Json))],
        Revisions = [.. Sorted(seen.Observed.Configs).Select(Revision).OfType<BackupRevision>()],
    };

    private static IEnumerable<T> Sorted<T>(IEnumerable<T> items)
        where T : SwarmObject => items.OrderBy(item => item.Name, StringComparer.Ordinal);

    private static BackupNode Node(SwarmNode node) => new(node.Id, node.Name) { Role = node.Role, Availability = node.Availability, Labels = node.Labels };

    private static SecretDefinition Secret(SwarmSecret secret) => new()
    {
        Name = secret.Name,
        Labels = secret.Labels,
        Driver = secret.Driver,
        DriverOptions = DriverOptions(secret),
        TemplateDriver = secret.TemplateDriver,
    };

    /// <summary>The options of the plugin that holds a secret.</summary>
    public static IReadOnlyDictionary<string, string> DriverOptions(SwarmSecret secret) =>
        (secret.RawJson.Length == 0 ? [] : JsonNode.Parse(secret.RawJson)?["Spec"]?["Driver"]?["Options"] as JsonObject ?? [])
            .ToDictionary(option => option.Key, option => (string?)option.Value ?? "", StringComparer.Ordinal);

    private static ConfigDefinition Config(SwarmConfig config) => new() { Name = config.Name, Labels = config.Labels, Data = config.Data, TemplateDriver = config.TemplateDriver };

    private BackupRevision? Revision(SwarmConfig config) => !config.IsHidden || BackupRevisions.Unpacked(config.Data) is not { } document
        ? null
        : new(config.Name, config.Labels, BackupRevisions.Named(document, _names, seen.Observed.Services));
}
