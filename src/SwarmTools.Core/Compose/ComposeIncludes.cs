using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using SwarmTools.Compose.Nodes;
using SwarmTools.Compose.Shapes;
using SwarmTools.Syntax;

namespace SwarmTools.Compose;

/// <summary>Adds what a file includes: the services, networks, volumes, secrets and configs of other files, whose paths begin with their own folders (compose-spec, 14-include.md).</summary>
/// <param name="load">Reads another file by its whole path, with variables of its own; null where it cannot be read, which was reported.</param>
/// <param name="source">Reads files of variables.</param>
/// <param name="reading">Takes what is wrong.</param>
internal sealed class ComposeIncludes(Func<string, ComposeNode, string, Func<string, string?>, ComposeMapping?> load, ComposeSource source, ComposeReading reading)
{
    private static readonly string[] s_sections = ["services", "networks", "volumes", "secrets", "configs"];

    /// <summary>A file with what it includes.</summary>
    public ComposeMapping Apply(ComposeMapping file, string folder, Func<string, string?> valueOf)
    {
        if (file["include"] is not ComposeSequence includes)
        {
            return file;
        }

        // With whole paths, so that what both have is seen to be the same.
        ComposeMapping all = WithWholePaths(file with { Entries = [.. file.Entries.Where(entry => entry.Key.Text != "include")] }, folder, _ => null);
        for (int index = 0; index < includes.Items.Count; index++)
        {
            string place = string.Format(CultureInfo.InvariantCulture, "include[{0}]", index);
            if (Included(includes.Items[index], place, folder, valueOf) is { } included)
            {
                all = With(all, included, includes.Items[index], place);
            }
        }

        return all;
    }

    // Several files of one item are merged, as those of a stack are.
    private ComposeMapping? Included(ComposeNode item, string place, string folder, Func<string, string?> valueOf)
    {
        IEnumerable<ComposeNode> paths = item is ComposeMapping mapping ? (mapping["path"] as ComposeSequence)?.Items ?? [] : [item];
        ComposeMapping? all = null;
        string own = folder;
        Func<string, string?> variables = Variables(item, place, folder, valueOf);
        foreach (ComposeScalar path in paths.OfType<ComposeScalar>())
        {
            string whole = ComposePaths.Absolute(path.Text, folder);
            own = all is null ? Path.GetDirectoryName(whole) ?? folder : own;
            if (load(whole, path, place, variables) is { } file)
            {
                all = all is null ? file : (ComposeMapping)ComposeSchema.File.Merge(all, file);
            }
        }

        if (!paths.Any())
        {
            reading.Error(item, place, "No file is named here. Write 'path: FILE'.");
        }

        string given = ComposeBuild.TextOf(item, "project_directory");
        return all is null ? null : WithWholePaths(all, given.Length > 0 ? ComposePaths.Absolute(given, folder) : own, variables);
    }

    // Its own files of variables come after those of whoever includes it.
    private Func<string, string?> Variables(ComposeNode item, string place, string folder, Func<string, string?> valueOf)
    {
        Dictionary<string, string> own = new(StringComparer.Ordinal);
        foreach (ComposeScalar file in ((item as ComposeMapping)?["env_file"] as ComposeSequence)?.Items.OfType<ComposeScalar>() ?? [])
        {
            if (source.Read(ComposePaths.Absolute(file.Text, folder), file, place + ".env_file") is not { } content)
            {
                continue;
            }

            try
            {
                foreach (KeyValuePair<string, string> pair in VariableFile.Parse(content, file.Text, valueOf))
                {
                    own[pair.Key] = pair.Value;
                }
            }
            catch (SwarmException failure)
            {
                reading.Error(file, place + ".env_file", failure.Message);
            }
        }

        return name => valueOf(name) ?? (own.TryGetValue(name, out string? value) ? value : null);
    }

    private ComposeMapping With(ComposeMapping all, ComposeMapping included, ComposeNode at, string place)
    {
        foreach (string section in s_sections)
        {
            if (included[section] is not ComposeMapping more)
            {
                continue;
            }

            ComposeMapping there = all[section] as ComposeMapping ?? new ComposeMapping([], more.At);
            foreach (ComposeEntry entry in more.Entries.Where(entry => there[entry.Key.Text] is { } known && ComposeText.Of(known) != ComposeText.Of(entry.Value)))
            {
                reading.Error(at, place, $"It has {section}.{entry.Key.Text}, which is here already, in another form. Name one of them otherwise.");
            }

            ComposeMapping both = there with { Entries = [.. there.Entries, .. more.Entries.Where(entry => there[entry.Key.Text] is null)] };
            all = all with { Entries = [.. all.Entries.Where(entry => entry.Key.Text != section), ComposeBuild.Entry(both, section, both)] };
        }

        return all;
    }

    // A variable that stands alone is that of the file's own variables, where these have it.
    private static ComposeMapping WithOwn(ComposeMapping service, Func<string, string?> valueOf) => service["environment"] is not ComposeMapping environment ? service : service with
    {
        Entries = [.. service.Entries.Select(entry => entry.Key.Text != "environment" ? entry : entry with
        {
            Value = environment with { Entries = [.. environment.Entries.Select(variable => ComposeBuild.Filled(variable, valueOf))] },
        })],
    };

    private static ComposeMapping WithWholePaths(ComposeMapping file, string folder, Func<string, string?> valueOf) => file with
    {
        Entries = [.. file.Entries.Select(section => section.Value is not ComposeMapping items ? section : section with
        {
            Value = items with
            {
                Entries = [.. items.Entries.Select(item => item.Value is not ComposeMapping mapping ? item : section.Key.Text switch
                {
                    "services" => item with { Value = WithOwn(ComposePaths.OfService(mapping, folder), valueOf) },
                    "secrets" or "configs" => item with { Value = ComposePaths.WithPath(mapping, "file", folder) },
                    _ => item,
                })],
            },
        })],
    };
}
