using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Syntax;

namespace SwarmTools.Compose;

/// <summary>Fills in what a file takes from this machine: variables without a value, files of variables, whole paths.</summary>
internal sealed class ComposeResolver(IComposeInput input, ComposeReading reading)
{
    public ComposeMapping Apply(ComposeMapping project) => project with
    {
        Entries = [.. project.Entries.Select(entry => entry.Key.Text switch
        {
            "services" => Each(entry, Service),
            "secrets" or "configs" => Each(entry, (file, _) => WithPath(file, "file")),
            _ => entry,
        })],
    };

    private static ComposeEntry Each(ComposeEntry section, Func<ComposeMapping, string, ComposeMapping> change) => section.Value is not ComposeMapping items ? section : section with
    {
        Value = items with
        {
            Entries = [.. items.Entries.Select(item => item.Value is ComposeMapping mapping ? item with { Value = change(mapping, $"{section.Key.Text}.{item.Key.Text}") } : item)],
        },
    };

    private ComposeMapping Service(ComposeMapping service, string path)
    {
        List<ComposeEntry> environment = [];
        foreach (ComposeNode file in (service["env_file"] as ComposeSequence)?.Items ?? [])
        {
            environment.AddRange(Variables(file, path + ".env_file"));
        }

        foreach (ComposeEntry variable in (service["environment"] as ComposeMapping)?.Entries ?? [])
        {
            bool isNothing = variable.Value is ComposeScalar { IsNull: true };
            environment.Add(isNothing && input.Variable(variable.Key.Text) is { } own ? variable with { Value = ComposeBuild.Text(variable.Value, own) } : variable);
        }

        List<ComposeEntry> entries = [.. service.Entries.Where(entry => entry.Key.Text != "environment").Select(entry => entry.Key.Text == "volumes" ? Mounts(entry) : entry)];
        if (environment.Count > 0)
        {
            // The last one of a name counts.
            entries.Add(ComposeBuild.Entry(service, "environment", new ComposeMapping(
                [.. environment.GroupBy(variable => variable.Key.Text, StringComparer.Ordinal).Select(same => same.Last())], service["environment"]?.At ?? service.At)));
        }

        return service with { Entries = entries.AsReadOnly() };
    }

    private IEnumerable<ComposeEntry> Variables(ComposeNode file, string path)
    {
        string name = file is ComposeScalar scalar ? scalar.Text : ComposeBuild.TextOf(file, "path");
        string whole = ComposePaths.Absolute(name, input.Directory);
        if (input.ReadFile(whole) is not { } content)
        {
            if (ComposeBuild.TextOf(file, "required") != "false")
            {
                reading.Error(file, path, $"There is no file '{whole}'. Write 'required: false' beside its path where it need not be there.");
            }

            return [];
        }

        try
        {
            return VariableFile.Parse(content, name, input.Variable).Select(pair => ComposeBuild.Entry(file, pair.Key, ComposeBuild.Text(file, pair.Value))).ToList();
        }
        catch (SwarmException failure)
        {
            reading.Error(file, path, failure.Message);
            return [];
        }
    }

    private ComposeEntry Mounts(ComposeEntry volumes) => volumes.Value is not ComposeSequence mounts ? volumes : volumes with
    {
        Value = mounts with { Items = [.. mounts.Items.Select(mount => mount is ComposeMapping mapping && ComposeBuild.TextOf(mapping, "type") == "bind" ? WithPath(mapping, "source") : mount)] },
    };

    private ComposeMapping WithPath(ComposeMapping owner, string key) => owner with
    {
        Entries = [.. owner.Entries.Select(entry => entry.Key.Text == key && entry.Value is ComposeScalar path ? entry with { Value = path with { Text = ComposePaths.Absolute(path.Text, input.Directory) } } : entry)],
    };
}
