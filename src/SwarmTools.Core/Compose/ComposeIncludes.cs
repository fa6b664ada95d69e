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
/// <param name="load">Reads another file by its whole path, with the folder that its paths begin with, and variables of its own; null where it cannot be read, which was reported.</param>
/// <param name="source">Reads files of variables.</param>
/// <param name="reading">Takes what is wrong.</param>
internal sealed class ComposeIncludes(Func<string, string, ComposeNode, string, Func<string, string?>, ComposeMapping?> load, ComposeSource source, ComposeReading reading)
{
    /// <summary>So many bytes of a file of variables count as a value.</summary>
    private const int BytesOfOne = 64;

    /// <summary>A file with what it includes.</summary>
    public ComposeMapping Apply(ComposeMapping file, string folder, Func<string, string?> valueOf)
    {
        if (file["include"] is not ComposeSequence includes)
        {
            return file;
        }

        // With whole paths, so that what both have is seen to be the same.
        ComposeMapping own = WithWholePaths(file with { Entries = [.. file.Entries.Where(entry => entry.Key.Text != "include")] }, folder, _ => null);
        ComposeSections all = new(own, reading);
        for (int index = 0; index < includes.Items.Count; index++)
        {
            string place = string.Format(CultureInfo.InvariantCulture, "include[{0}]", index);
            if (Included(includes.Items[index], place, folder, valueOf) is { } included)
            {
                all.Add(included, includes.Items[index], place);
            }
        }

        return all.All();
    }

    // Several files of one item are merged, as those of a stack are.
    private ComposeMapping? Included(ComposeNode item, string place, string folder, Func<string, string?> valueOf)
    {
        ComposeScalar[] paths = [.. (item is ComposeMapping mapping ? mapping.Items("path") : [item]).OfType<ComposeScalar>()];
        if (paths.Length == 0)
        {
            reading.Error(item, place, "No file is named here. Write 'path: FILE'.");
            return null;
        }

        string given = ComposeBuild.TextOf(item, "project_directory");
        string first = ComposePaths.Absolute(paths[0].Text, folder);
        string own = given.Length > 0 ? ComposePaths.Absolute(given, folder) : Path.GetDirectoryName(first) ?? folder;
        Func<string, string?> variables = Variables(item, place, folder, valueOf);
        ComposeMapping? all = null;
        foreach (ComposeScalar path in paths)
        {
            ComposeMapping? file = load(ComposePaths.Absolute(path.Text, folder), own, path, place, variables);
            if (file is not null && reading.Values.Take(file.Size() + (all?.Size() ?? 0), path, place, reading))
            {
                all = all is null ? file : (ComposeMapping)ComposeSchema.File.Merge(all, file);
            }
        }

        return all is null ? null : WithWholePaths(all, own, variables);
    }

    // Its own files of variables come after those of whoever includes it. Without any, a file that is included twice is the same.
    private Func<string, string?> Variables(ComposeNode item, string place, string folder, Func<string, string?> valueOf)
    {
        ComposeScalar[] files = [.. ((item as ComposeMapping)?.Items("env_file") ?? []).OfType<ComposeScalar>()];
        if (files.Length == 0)
        {
            return valueOf;
        }

        Dictionary<string, string> own = new(StringComparer.Ordinal);
        foreach (ComposeScalar file in files)
        {
            if (source.ReadOnce(ComposePaths.Absolute(file.Text, folder), file, place + ".env_file") is not { } content || !reading.Values.Take(content.Length / BytesOfOne, file, place + ".env_file", reading))
            {
                continue;
            }

            try
            {
                foreach (VariableLine line in ComposeVariables.Read(content, file.Text, valueOf, reading.Findings))
                {
                    own[line.Key] = line.Value;
                }
            }
            catch (SwarmException failure)
            {
                reading.Error(file, place + ".env_file", failure.Message);
            }
        }

        return name => valueOf(name) ?? (own.TryGetValue(name, out string? value) ? value : null);
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
