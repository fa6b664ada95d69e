using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using SwarmTools.Compose.Nodes;
using SwarmTools.Compose.Shapes;

namespace SwarmTools.Compose;

/// <summary>Reads the files of a stack: each with what it includes and extends, then merged in their order, then filled in from this machine.</summary>
internal sealed class ComposeReader(IYaml yaml, IComposeInput input, ICollection<SwarmStackFinding> findings)
{
    /// <summary>The highest version of docker's own schema, which all files are read by.</summary>
    public const string Version = "3.13";

    private const string NameVariable = "COMPOSE_PROJECT_NAME";

    /// <summary>How many files may lead from one to the next.</summary>
    private const int Deepest = 25;

    private readonly List<string> _open = [];
    private readonly Dictionary<(string Path, string Part, Func<string, string?> ValueOf), ComposeMapping?> _read = [];
    private ComposeReading _reading = new(findings);
    private ComposeSource? _source;
    private ComposeDocuments? _documents;

    /// <summary>The profiles whose services are wanted, beside those of none; <c>*</c> for all.</summary>
    public IReadOnlyCollection<string> Profiles { get; init; } = [];

    /// <summary>The whole paths of the files, in their order; that of one without begins with the folder of the stack.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Whether files of other machines may be read by their paths.</summary>
    public bool AllowsNetworkPaths { get; init; }

    /// <summary>Whether variables are filled in.</summary>
    public bool Interpolates { get; init; } = true;

    private ComposeSource Source => _source ??= new(input, _reading) { AllowsNetworkPaths = AllowsNetworkPaths };

    /// <param name="files">The names and the texts of the files.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <returns>All of it in its usual form; null where there is nothing to be read.</returns>
    public ComposeMapping? Read(IReadOnlyList<(string Name, string Text)> files, CancellationToken stop)
    {
        BoundedFindings bounded = new(findings);
        _reading = new(bounded) { KeepsVariables = !Interpolates, Stop = stop };
        _documents = new(yaml, Source, bounded, _reading);
        ComposeMapping? all = null;
        for (int index = 0; index < files.Count; index++)
        {
            (string name, string text) = files[index];
            string path = index < Paths.Count ? Paths[index] : ComposePaths.Absolute(name, input.Directory);
            if (_documents.Of(name, text) is { } document && ReadDocument(document, path, input.Directory, input.Variable) is { } file)
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
        ComposeSchema.File.TellIgnored(wanted, "", _reading);
        new ComposeOverlaps(_reading).Apply(wanted);
        return new ComposeResolver(input, Source, _reading).Apply(wanted);
    }

    private ComposeMapping? ReadDocument(ComposeMapping document, string self, string folder, Func<string, string?> valueOf)
    {
        if (document["services"] is ComposeMapping services && !_reading.Services.Take(services.Entries.Count, services, "services", _reading))
        {
            return null;
        }

        ComposeMapping filled = Interpolates ? Filled(document, valueOf) : document;
        RequireVersion(filled);
        if (ComposeSchema.File.Read(filled, "", _reading) is not ComposeMapping file)
        {
            return null;
        }

        ComposeMapping extended = new ComposeExtends((path, service, at, place) => ReadServices(path, service, at, place, valueOf), _reading).Apply(file, self, folder);
        return new ComposeIncludes(ReadFile, Source, _reading).Apply(extended, folder, valueOf);
    }

    // The name of the project is known to its file (compose-spec, 04-version-and-name.md).
    private ComposeMapping Filled(ComposeMapping file, Func<string, string?> valueOf)
    {
        string? name = file.Text("name") is { Length: > 0 } given && given.IndexOf('$') < 0 ? given : null;
        return new ComposeInterpolation(variable => valueOf(variable) ?? (variable == NameVariable ? name : null), _reading).Apply(file);
    }

    /// <summary>Reads a file that another one includes. It may not lead back to itself.</summary>
    private ComposeMapping? ReadFile(string path, string folder, ComposeNode at, string place, Func<string, string?> valueOf) =>
        ReadOnce(path, folder, at, place, valueOf, document => MayRead(document, at, place) ? ReadDocument(document, path, folder, valueOf) : null);

    /// <summary>Reads one service of a file that another one extends, with those that it extends there. Nothing else of that file is asked for.</summary>
    private ComposeMapping? ReadServices(string path, string service, ComposeNode at, string place, Func<string, string?> valueOf)
    {
        string folder = Path.GetDirectoryName(path) ?? input.Directory;
        return ReadOnce(path, service, at, place, valueOf, document =>
            Part(document, service, path, folder, valueOf) is var part && MayRead(part, at, place) ? ReadDocument(part, path, folder, valueOf) : null);
    }

    private bool MayRead(ComposeMapping document, ComposeNode at, string place) => _reading.Values.Take(document.Size(), at, place, _reading);

    private ComposeMapping Part(ComposeMapping document, string service, string path, string folder, Func<string, string?> valueOf)
    {
        ComposeMapping services = document.Below("services");
        Dictionary<string, ComposeMapping> part = new(StringComparer.Ordinal);
        for (string name = service; services[name] is ComposeMapping found && !part.ContainsKey(name);)
        {
            part.Add(name, found);

            // Which one it extends may stand in a variable, which is told later where it is not set.
            ComposeNode? extends = found["extends"] is not { } raw ? null : !Interpolates ? raw
                : new ComposeInterpolation(valueOf, new([])).Apply(ComposeBuild.Mapping(raw, ("extends", raw)))["extends"];
            string file = extends is null ? "" : ComposeBuild.TextOf(extends, "file");
            if (extends is null || (file.Length > 0 && ComposePaths.Absolute(file, folder) != path))
            {
                break;
            }

            name = extends is ComposeScalar single ? single.Text : ComposeBuild.TextOf(extends, "service");
        }

        return ComposeBuild.Mapping(document, ("name", document["name"]), ("services", services with { Entries = [.. part.Select(pair => ComposeBuild.Entry(pair.Value, pair.Key, pair.Value))] }));
    }

    private ComposeMapping? ReadOnce(string path, string part, ComposeNode at, string place, Func<string, string?> valueOf, Func<ComposeMapping, ComposeMapping?> read)
    {
        if (_read.TryGetValue((path, part, valueOf), out ComposeMapping? known))
        {
            return known;
        }

        string open = path + "\n" + part;
        if (_open.Contains(open, StringComparer.Ordinal))
        {
            _reading.Error(at, place, $"The file '{path}' leads back to itself.");
            return null;
        }

        if (_open.Count >= Deepest)
        {
            _reading.Error(at, place, $"More than {Deepest} files lead from one to the next here. Leave some of them out.");
            return null;
        }

        _open.Add(open);
        try
        {
            return _read[(path, part, valueOf)] = _documents!.Read(path, at, place) is { } document ? read(document) : null;
        }
        finally
        {
            _open.RemoveAt(_open.Count - 1);
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
