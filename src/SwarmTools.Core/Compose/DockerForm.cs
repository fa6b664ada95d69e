using System;
using System.Linq;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose;

/// <summary>A project as <c>docker stack config</c> writes it.</summary>
internal static class DockerForm
{
    public static ComposeMapping Of(ComposeMapping project) => project with
    {
        Entries =
        [
            ComposeBuild.Entry(project, "version", ComposeBuild.Text(project, ComposeBuild.TextOf(project, "version") is { Length: > 1 } version ? version : ComposeReader.Version)),
            .. project.Entries.Where(entry => entry.Key.Text is not ("version" or "name") && !IsEmpty(entry.Value))
                .Select(entry => entry.Key.Text switch
                {
                    "services" => Services(entry),
                    "networks" or "volumes" or "secrets" or "configs" => Named(entry),
                    _ => entry,
                }),
        ],
    };

    // What is external has a name there, and what says nothing is an empty mapping.
    private static ComposeEntry Named(ComposeEntry section) => section.Value is not ComposeMapping items ? section : section with
    {
        Value = items with
        {
            Entries = [.. items.Entries.Select(item => WithoutEmptyName(item.Value) switch
            {
                ComposeMapping mapping when ComposeBuild.TextOf(mapping, "external") == "true" && mapping["name"] is null =>
                    item with { Value = mapping with { Entries = [.. mapping.Entries, ComposeBuild.Entry(mapping, "name", item.Key with { IsQuoted = true })] } },
                ComposeScalar => item with { Value = new ComposeMapping([], item.Value.At) },
                { } named => item with { Value = named },
            })],
        },
    };

    // A variable that is not set names nothing: then the key does.
    private static ComposeNode WithoutEmptyName(ComposeNode item) => item is ComposeMapping mapping && mapping["name"] is ComposeScalar { Text: "" }
        ? mapping with { Entries = [.. mapping.Entries.Where(entry => entry.Key.Text != "name")] }
        : item;

    private static ComposeEntry Services(ComposeEntry section) => section.Value is not ComposeMapping services ? section : section with
    {
        Value = services with
        {
            Entries = [.. services.Entries.OrderBy(service => service.Key.Text, StringComparer.Ordinal)
                .Select(service => service.Value is ComposeMapping mapping ? service with { Value = Service(mapping) } : service)],
        },
    };

    private static ComposeMapping Service(ComposeMapping service) => service with
    {
        Entries = [.. service.Entries.Where(entry => !IsEmpty(entry.Value)).OrderBy(entry => entry.Key.Text, StringComparer.Ordinal).Select(entry => entry.Key.Text switch
        {
            "depends_on" when entry.Value is ComposeMapping others => entry with { Value = Names(others) },
            "env_file" when entry.Value is ComposeSequence files => entry with { Value = files with { Items = [.. files.Items.Select(Path)] } },
            _ => entry,
        })],
    };

    private static ComposeNode Names(ComposeMapping others) => others.Entries.All(other => other.Value is ComposeMapping { Entries.Count: 1 } how && ComposeBuild.TextOf(how, "condition") == "service_started")
        ? new ComposeSequence([.. others.Entries.Select(other => other.Key with { IsQuoted = true })], others.At)
        : others;

    private static ComposeNode Path(ComposeNode file) => file is ComposeMapping { Entries.Count: 1 } mapping && mapping["path"] is { } path ? path : file;

    // What says nothing is left out, as docker does.
    private static bool IsEmpty(ComposeNode node) => node is ComposeSequence { Items.Count: 0 } or ComposeMapping { Entries.Count: 0 } or ComposeScalar { Text: "", IsQuoted: true };
}
