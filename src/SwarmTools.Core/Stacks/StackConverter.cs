using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Compose.Nodes;
using SwarmTools.Engine;

namespace SwarmTools.Stacks;

/// <summary>Brings a project into what a swarm is to have, as <c>docker stack deploy</c> does (docker/cli, cli/compose/convert). Pure: no engine is asked, no file is read.</summary>
internal static class StackConverter
{
    /// <summary>The key of the network that all services have in common.</summary>
    public const string DefaultNetwork = "default";

    /// <param name="project">The project, in its usual form.</param>
    /// <param name="names">The names of the stack.</param>
    /// <param name="services">The keys of the services that are wanted; null for all.</param>
    /// <param name="api">The API of the engine.</param>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static DesiredStack Convert(ComposeMapping project, StackNames names, IReadOnlyCollection<string>? services, Version api)
    {
        StackReferences references = new(project, names);
        ServiceConverter converter = new(project, names, references, api);
        IReadOnlyList<ComposeEntry> wanted = [.. project.Entries("services").Where(entry => entry.Value is ComposeMapping && services?.Contains(entry.Key.Text) != false).OrderBy(entry => entry.Key.Text, StringComparer.Ordinal)];
        HashSet<string> networks = Used(wanted, NetworksOf);
        HashSet<string>? secrets = services is null ? null : Used(wanted, service => Sources(service, "secrets"));
        HashSet<string>? configs = services is null ? null : Used(wanted, service => [.. Sources(service, "configs"), service.Below("credential_spec").Text("config")]);
        return new(names)
        {
            Services = [.. wanted.Select(entry => converter.Convert(entry.Key.Text, (ComposeMapping)entry.Value))],
            Networks = [.. Own(project, "networks", networks).Select(entry => Network(references, entry.Key, entry.Value)).OrderBy(network => network.Name, StringComparer.Ordinal)],
            ExternalNetworks = External(project, "networks", networks, references.Network),
            Secrets = [.. Own(project, "secrets", secrets).Select(entry => Content(references.Secret(entry.Key), entry.Key, entry.Value, names))],
            ExternalSecrets = External(project, "secrets", secrets, references.Secret),
            Configs = [.. Own(project, "configs", configs).Select(entry => Content(references.Config(entry.Key), entry.Key, entry.Value, names))],
            ExternalConfigs = External(project, "configs", configs, references.Config),
        };

        NetworkDefinition Network(StackReferences known, string key, ComposeMapping network) => new()
        {
            Name = known.Network(key),
            Driver = network.Text("driver") is { Length: > 0 } driver ? driver : "overlay",
            Options = network.Pairs("driver_opts"),
            Labels = names.Labels(network.Pairs("labels")),
            Internal = network.Flag("internal"),
            Attachable = network.Flag("attachable"),
            IPv6 = network.Flag("enable_ipv6") ? true : null,
            IpamDriver = network.Below("ipam").Text("driver") is { Length: > 0 } ipam ? ipam : "default",
            IpamOptions = network.Below("ipam").Pairs("options"),
            Pools = [.. network.Below("ipam").Items("config").OfType<ComposeMapping>().Select(pool => new NetworkPool(pool.Text("subnet"))
            {
                Gateway = pool.Text("gateway"),
                IPRange = pool.Text("ip_range"),
                AuxAddresses = pool.Pairs("aux_addresses"),
            })],
        };
    }

    /// <summary>The keys of the networks of a service: that which all services have in common where it names none.</summary>
    public static IReadOnlyList<string> NetworksOf(ComposeMapping service) => service.Names("networks") is { Count: > 0 } named ? named : [DefaultNetwork];

    private static HashSet<string> Used(IEnumerable<ComposeEntry> services, Func<ComposeMapping, IEnumerable<string>> keysOf) =>
        new(services.SelectMany(entry => keysOf((ComposeMapping)entry.Value)), StringComparer.Ordinal);

    private static IEnumerable<string> Sources(ComposeMapping service, string section) => service.Items(section).OfType<ComposeMapping>().Select(use => use.Text("source"));

    private static IEnumerable<(string Key, ComposeMapping Value)> Section(ComposeMapping project, string section, HashSet<string>? used)
    {
        ComposeMapping known = project.Below(section);
        IEnumerable<string> keys = section == "networks" ? used! : known.Entries.Select(entry => entry.Key.Text).Where(key => used?.Contains(key) != false);
        return keys.OrderBy(key => key, StringComparer.Ordinal).Select(key => (key, known.Below(key)));
    }

    private static IEnumerable<(string Key, ComposeMapping Value)> Own(ComposeMapping project, string section, HashSet<string>? used) =>
        Section(project, section, used).Where(entry => !entry.Value.Flag("external"));

    private static IReadOnlyList<string> External(ComposeMapping project, string section, HashSet<string>? used, Func<string, string> nameOf) =>
        [.. Section(project, section, used).Where(entry => entry.Value.Flag("external")).Select(entry => nameOf(entry.Key))];

    private static DesiredContent Content(string name, string key, ComposeMapping content, StackNames names) => new(key, name, SourceOf(content))
    {
        Labels = names.Labels(content.Pairs("labels")),
        Driver = content.Text("driver"),
        DriverOptions = content.Pairs("driver_opts"),
        TemplateDriver = content.Text("template_driver"),
    };

    private static ContentSource SourceOf(ComposeMapping content) =>
        content.Text("driver").Length > 0 ? new(ContentSourceKind.Driver, content.Text("driver"))
        : content.Text("file") is { Length: > 0 } file ? new(ContentSourceKind.File, file)
        : content.Text("environment") is { Length: > 0 } variable ? new(ContentSourceKind.Environment, variable)
        : content["content"] is ComposeScalar text ? new(ContentSourceKind.Content, text.Text)
        : new(ContentSourceKind.Nothing, "");
}
