using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose;

/// <summary>Fills in what a file takes from this machine: variables without a value, files of variables, whole paths.</summary>
internal sealed class ComposeResolver(IComposeInput input, ComposeSource source, ComposeReading reading)
{
    private readonly Dictionary<string, IReadOnlyList<ComposeEntry>> _variables = new(StringComparer.Ordinal);

    public ComposeMapping Apply(ComposeMapping project) => project with
    {
        Entries = [.. project.Entries.Select(entry => entry.Key.Text switch
        {
            "services" => Each(entry, Service),
            "secrets" or "configs" => Each(entry, File),
            _ => entry,
        })],
    };

    private ComposeMapping File(ComposeMapping given, string path)
    {
        ComposeMapping whole = ComposePaths.WithPath(given, "file", input.Directory);
        if (whole["file"] is ComposeScalar file)
        {
            source.RequireHere(file.Text, file, path + ".file");
        }

        return whole;
    }

    private static ComposeEntry Each(ComposeEntry section, Func<ComposeMapping, string, ComposeMapping> change) => section.Value is not ComposeMapping items ? section : section with
    {
        Value = items with
        {
            Entries = [.. items.Entries.Select(item => item.Value is ComposeMapping mapping ? item with { Value = change(mapping, $"{section.Key.Text}.{item.Key.Text}") } : item)],
        },
    };

    private ComposeMapping Service(ComposeMapping given, string path)
    {
        ComposeMapping service = ComposePaths.OfService(given, input.Directory) with { Merging = given.Merging };
        List<ComposeEntry> environment = [];
        foreach (ComposeNode file in (given["env_file"] as ComposeSequence)?.Items ?? [])
        {
            environment.AddRange(Variables(file, path + ".env_file"));
        }

        environment.AddRange(service.Entries("environment").Select(variable => ComposeBuild.Filled(variable, input.Variable)));

        // The last one of a name counts.
        ComposeEntry[] variables = environment.Count == 0 ? [] : [ComposeBuild.Entry(service, "environment", new ComposeMapping(
            [.. environment.GroupBy(variable => variable.Key.Text, StringComparer.Ordinal).Select(same => same.Last())], service["environment"]?.At ?? service.At))];
        IEnumerable<ComposeEntry> entries = service.Entries.SelectMany(entry => entry.Key.Text switch
        {
            "environment" => variables,
            // As it is written: whoever reads it knows its place.
            "env_file" => [entry with { Value = given["env_file"]! }],
            _ => [entry],
        });
        return service with { Entries = [.. entries, .. service["environment"] is null ? variables : []] };
    }

    private IEnumerable<ComposeEntry> Variables(ComposeNode file, string path)
    {
        string name = file is ComposeScalar scalar ? scalar.Text : ComposeBuild.TextOf(file, "path");
        string whole = ComposePaths.Absolute(name, input.Directory);
        bool isRequired = ComposeBuild.TextOf(file, "required") != "false";
        if ((file as ComposeScalar ?? (file as ComposeMapping)?["path"] as ComposeScalar) is { } open && reading.IsOpen(open))
        {
            return [];
        }

        if (name.Length == 0)
        {
            reading.Error(file, path, "No file is named here. Write 'path: FILE'.");
            return [];
        }

        if (!isRequired && !source.MayBeThere(whole))
        {
            return [];
        }

        if (source.ReadOnce(whole, file, path) is not { } content)
        {
            return [];
        }

        try
        {
            IReadOnlyList<ComposeEntry> variables = _variables.TryGetValue(whole, out IReadOnlyList<ComposeEntry>? known) ? known : _variables[whole] = Entries(content, name);
            return reading.Values.Take(variables.Count, file, path, reading) ? variables : [];
        }
        catch (SwarmException failure)
        {
            reading.Error(file, path, failure.Message);
            return [];
        }
    }

    // With their places in that file: many services may have the same.
    private ComposeEntry[] Entries(byte[] content, string name) => [.. ComposeVariables.Read(content, name, input.Variable, reading.Findings).Select(line =>
        new ComposeEntry(new(line.Key, IsQuoted: false, new(name, line.Number, 1)), new ComposeScalar(line.Value, IsQuoted: true, new(name, line.Number, 1))))];
}
