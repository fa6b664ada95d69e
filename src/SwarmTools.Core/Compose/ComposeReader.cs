using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SwarmTools.Compose.Nodes;
using SwarmTools.Compose.Shapes;

namespace SwarmTools.Compose;

/// <summary>Reads the files of a stack: each with what it includes and extends, then merged in their order, then filled in from this machine.</summary>
internal sealed class ComposeReader(IYaml yaml, IComposeInput input, ICollection<SwarmStackFinding> findings)
{
    /// <summary>The highest version of docker's own schema, which all files are read by.</summary>
    public const string Version = "3.13";

    private const string NameVariable = "COMPOSE_PROJECT_NAME";

    /// <summary>More than anybody includes.</summary>
    private const int MostFiles = 1000;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ComposeReading _reading = new(findings);
    private readonly List<string> _open = [];
    private readonly Dictionary<(string Path, Func<string, string?> ValueOf), ComposeMapping?> _read = [];
    private int _files;

    /// <summary>The profiles whose services are wanted, beside those of none; <c>*</c> for all.</summary>
    public IReadOnlyCollection<string> Profiles { get; init; } = [];

    /// <summary>The whole paths of files by their names; that of another one begins with the folder of the stack.</summary>
    public IReadOnlyDictionary<string, string> Paths { get; init; } = Empty.Labels;

    /// <summary>Whether files of other machines may be read by their paths.</summary>
    public bool AllowsNetworkPaths { get; init; }

    /// <summary>Whether variables are filled in.</summary>
    public bool Interpolates { get; init; } = true;

    private ComposeSource Source => new(input, _reading) { AllowsNetworkPaths = AllowsNetworkPaths };

    /// <param name="files">The names and the texts of the files.</param>
    /// <returns>All of it in its usual form; null where there is nothing to be read.</returns>
    public ComposeMapping? Read(IReadOnlyList<(string Name, string Text)> files)
    {
        _reading = new(findings) { KeepsVariables = !Interpolates };
        ComposeMapping? all = null;
        foreach ((string name, string text) in files)
        {
            string path = Paths.TryGetValue(name, out string? known) ? known : ComposePaths.Absolute(name, input.Directory);
            if (ReadText(name, text, path, input.Directory, input.Variable) is { } file)
            {
                all = all is null ? file : (ComposeMapping)ComposeSchema.File.Merge(all, file);
            }
        }

        // What belongs to no profile that is wanted is not looked for on this machine.
        if (all is null)
        {
            return null;
        }

        ComposeMapping wanted = ComposeProfiles.Apply(MappingMerge.WithoutResets(all), Profiles, _reading);
        new ComposeOverlaps(_reading).Apply(wanted);
        return new ComposeResolver(input, Source, _reading).Apply(wanted);
    }

    private ComposeMapping? ReadText(string name, string text, string self, string folder, Func<string, string?> valueOf)
    {
        int before = findings.Count;
        if (yaml.Read(text, name, findings) is not { } root)
        {
            if (findings.Count == before)
            {
                findings.Add(SwarmStackSeverity.Error, new(name, 1, 1), "", "There is nothing in it. A compose file is a mapping, with keys such as 'services'.");
            }

            return null;
        }

        if (root is not ComposeMapping mapping)
        {
            _reading.Error(root, "", "A compose file is a mapping, with keys such as 'services'.");
            return null;
        }

        ComposeMapping filled = Interpolates ? Filled(mapping, valueOf) : mapping;
        RequireVersion(filled);
        if (ComposeSchema.File.Read(filled, "", _reading) is not ComposeMapping file)
        {
            return null;
        }

        ComposeMapping extended = new ComposeExtends((path, at, place) => ReadOnce(path, at, place, valueOf), _reading).Apply(file, self, folder);
        return new ComposeIncludes((path, at, place, own) => ReadFile(path, at, place, own), Source, _reading).Apply(extended, folder, valueOf);
    }

    // The name of the project is known to its file (compose-spec, 04-version-and-name.md).
    private ComposeMapping Filled(ComposeMapping file, Func<string, string?> valueOf)
    {
        string? name = file.Text("name") is { Length: > 0 } given && given.IndexOf('$') < 0 ? given : null;
        return new ComposeInterpolation(variable => valueOf(variable) ?? (variable == NameVariable ? name : null), _reading).Apply(file);
    }

    // Several services may extend those of one file, filled in with the same variables.
    private ComposeMapping? ReadOnce(string path, ComposeNode at, string place, Func<string, string?> valueOf)
    {
        if (!_read.TryGetValue((path, valueOf), out ComposeMapping? file))
        {
            _read[(path, valueOf)] = file = ReadFile(path, at, place, valueOf);
        }

        return file;
    }

    // A file that another one names. It may not lead back to itself.
    private ComposeMapping? ReadFile(string path, ComposeNode at, string place, Func<string, string?> valueOf)
    {
        if (_open.Contains(path, StringComparer.Ordinal))
        {
            _reading.Error(at, place, $"The file '{path}' leads back to itself.");
            return null;
        }

        if (++_files > MostFiles)
        {
            if (_files == MostFiles + 1)
            {
                _reading.Error(at, place, $"More than {MostFiles} files are included and extended, each use of one counted.");
            }

            return null;
        }

        if (TextOf(path, at, place) is not { } text)
        {
            return null;
        }

        _open.Add(path);
        try
        {
            return ReadText(path, text, path, Path.GetDirectoryName(path) ?? input.Directory, valueOf);
        }
        finally
        {
            _open.Remove(path);
        }
    }

    private string? TextOf(string path, ComposeNode at, string place)
    {
        try
        {
            return Source.Read(path, at, place) is { } bytes ? s_strict.GetString(bytes) : null;
        }
        catch (DecoderFallbackException)
        {
            _reading.Error(at, place, $"The file '{path}' is not UTF-8 text. Save it in that encoding.");
            return null;
        }
    }

    // Versions 1 and 2 were of another tool, with other keys.
    private void RequireVersion(ComposeMapping file)
    {
        string version = ComposeBuild.TextOf(file, "version");
        bool isKnown = version is "" or "3" || (version.StartsWith("3.", StringComparison.Ordinal) && version.Skip(2).All(char.IsDigit) && int.TryParse(version[2..], out int minor) && minor <= 13);
        if (!isKnown && file["version"] is { } node)
        {
            _reading.Error(node, "version", $"The version '{version}' is not one that can be read: 3.0 to {Version} are. Leave it out.");
        }
    }
}
