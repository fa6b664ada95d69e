using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Compose;

/// <summary>Reads the files of a stack: each by itself, then merged in their order, then filled in from this machine.</summary>
internal sealed class ComposeReader(IYamlReader yaml, IComposeInput input, ICollection<ComposeFinding> findings)
{
    /// <summary>The highest version of docker's own schema, which all files are read by.</summary>
    public const string Version = "3.13";

    /// <summary>Whether variables are filled in.</summary>
    public bool Interpolates { get; init; } = true;

    /// <param name="files">The names and the texts of the files.</param>
    /// <returns>All of it in its usual form; null where there is nothing to be read.</returns>
    public ComposeMapping? Read(IReadOnlyList<(string Name, string Text)> files)
    {
        ComposeReading reading = new(findings);
        ComposeMapping? all = null;
        foreach ((string name, string text) in files)
        {
            if (ReadFile(name, text, reading) is { } file)
            {
                all = all is null ? file : (ComposeMapping)ComposeSchema.File.Merge(all, file);
            }
        }

        return all is null ? null : new ComposeResolver(input, reading).Apply(MappingMerge.WithoutResets(all));
    }

    private ComposeMapping? ReadFile(string name, string text, ComposeReading reading)
    {
        if (yaml.Read(text, name, findings) is not { } root)
        {
            return null;
        }

        if (root is not ComposeMapping mapping)
        {
            reading.Error(root, "", "A compose file is a mapping, with keys such as 'services'.");
            return null;
        }

        ComposeMapping filled = Interpolates ? new ComposeInterpolation(input.Variable, findings).Apply(mapping) : mapping;
        RequireVersion(filled, reading);
        return ComposeSchema.File.Read(filled, "", reading) as ComposeMapping;
    }

    // Versions 1 and 2 were of another tool, with other keys.
    private static void RequireVersion(ComposeMapping file, ComposeReading reading)
    {
        string version = ComposeBuild.TextOf(file, "version");
        bool isKnown = version is "" or "3" || (version.StartsWith("3.", StringComparison.Ordinal) && version.Skip(2).All(char.IsDigit) && int.TryParse(version[2..], out int minor) && minor <= 13);
        if (!isKnown && file["version"] is { } node)
        {
            reading.Error(node, "version", $"The version '{version}' is not one that can be read: 3.0 to {Version} are. Leave it out.");
        }
    }
}
