using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading.Tasks;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;
using SwarmTools.Syntax;

namespace SwarmTools.Infrastructure;

/// <summary>Gathers the files of a stack that a cmdlet is given, and reads them together.</summary>
internal sealed class StackFiles(SwarmCmdlet cmdlet)
{
    private const string TextName = "text";

    private readonly List<(FileInfo? File, string Text)> _files = [];
    private readonly List<SwarmStackFinding> _ofVariables = [];
    private string _folder = "";
    private bool _isIncomplete;

    /// <summary>Adds a text; its relative paths begin with the current folder.</summary>
    /// <exception cref="SwarmException"><c>DataInvalid</c> for one that is larger than a file may be.</exception>
    public void AddText(string text) => _files.Add((null, text.Length <= ComposeSource.Largest ? text : throw ComposeSource.TooLarge("-Text")));

    /// <summary>Adds the files of a path. Without one of its files a stack is another one, and none is read.</summary>
    /// <exception cref="SwarmException"><c>FileNotFound</c>, <c>RemoteIncludeRefused</c>, <c>DataInvalid</c>.</exception>
    public void Add(string path, bool isLiteral)
    {
        bool isRead = false;
        try
        {
            if (ComposeSource.IsElsewhere(path))
            {
                throw ComposeSource.NotFetched(path);
            }

            foreach (FileInfo file in PathResolver.Files(cmdlet, path, isLiteral))
            {
                _folder = _folder.Length > 0 ? _folder : file.DirectoryName ?? "";
                _files.Add((file, TextOf(file)));
            }

            isRead = true;
        }
        finally
        {
            _isIncomplete |= !isRead;
        }
    }

    /// <summary>Writes what was found as errors and warnings; advice is for those who ask for it.</summary>
    /// <returns>Whether there is no error.</returns>
    public bool Report(IReadOnlyList<SwarmStackFinding> findings)
    {
        SwarmStackFinding[] ordered = [.. findings.GroupBy(finding => finding.File, StringComparer.Ordinal).SelectMany(file => file.OrderBy(finding => finding.Line).ThenBy(finding => finding.Column))];
        foreach (SwarmStackFinding warning in ordered.Where(finding => finding.Severity == SwarmStackSeverity.Warning))
        {
            cmdlet.WriteWarning(warning.ToString());
        }

        ErrorRecord[] errors = [.. ordered.Where(finding => finding.Severity == SwarmStackSeverity.Error)
            .Select(finding => ErrorRecords.From(new(ErrorId.All.First(id => id.Name == finding.ErrorId), finding.ToString()) { Result = finding }, finding.Path))];
        cmdlet.WriteErrors(errors);
        return errors.Length == 0;
    }

    /// <summary>Variables and files of this machine: given variables come before those of this process, and these before those of files.</summary>
    public ComposeInput InputOf(IReadOnlyList<string> environmentFiles, object[] variables)
    {
        Dictionary<string, string> ofFiles = new(StringComparer.Ordinal);
        foreach (string path in environmentFiles)
        {
            foreach (VariableLine line in ComposeVariables.Read(PathResolver.Read(cmdlet, path), path, Environment.GetEnvironmentVariable, _ofVariables))
            {
                ofFiles[line.Key] = line.Value;
            }
        }

        string folder = _folder.Length > 0 ? _folder : cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        return new(folder, PairSyntax.ParseVariables(variables, "-Variable"), ofFiles, Environment.GetEnvironmentVariable);
    }

    /// <summary>Reads all files.</summary>
    /// <param name="input">Variables and files of this machine.</param>
    /// <param name="profiles">The wanted profiles; null for what the variable COMPOSE_PROFILES says.</param>
    /// <param name="interpolates">Whether variables are filled in.</param>
    /// <param name="allowsNetworkPaths">Whether files of other machines may be read.</param>
    /// <param name="findings">Takes what is to be said of them.</param>
    /// <returns>The project; null where there is nothing to be read.</returns>
    public ComposeMapping? Read(IComposeInput input, string[]? profiles, bool interpolates, bool allowsNetworkPaths, ICollection<SwarmStackFinding> findings)
    {
        _ofVariables.ForEach(findings.Add);
        if (_files.Count == 0 || _isIncomplete)
        {
            return null;
        }

        string[] wanted = profiles ?? input.Variable("COMPOSE_PROFILES")?.Split([','], StringSplitOptions.RemoveEmptyEntries) ?? [];
        ComposeReader reader = new(EngineConnector.Yaml(), input, findings)
        {
            Paths = [.. _files.Select(file => file.File?.FullName ?? ComposePaths.Absolute(TextName, input.Directory))], Profiles = wanted, Interpolates = interpolates, AllowsNetworkPaths = allowsNetworkPaths,
        };
        return cmdlet.Await(stop => Task.FromResult(reader.Read([.. _files.Select(file => (NameOf(file.File), file.Text))], stop)));
    }

    // In full where another one would have the same name.
    private string NameOf(FileInfo? file) => file is null ? TextName
        : _files.Exists(other => other.File is { } known && known.FullName != file.FullName && ShortNameOf(known) == ShortNameOf(file)) ? file.FullName
        : ShortNameOf(file);

    // From the current folder on; a file elsewhere by its name, and another one beside it in full.
    private string ShortNameOf(FileInfo file)
    {
        string here = cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath.TrimEnd('/', '\\') + Path.DirectorySeparatorChar;
        StringComparison comparison = Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return file.FullName.StartsWith(here, comparison) ? file.FullName[here.Length..] : file.DirectoryName == _folder ? file.Name : file.FullName;
    }

    private static string TextOf(FileInfo file)
    {
        if (file.Length > ComposeSource.Largest)
        {
            throw ComposeSource.TooLarge(file.FullName);
        }

        try
        {
            return ComposeEncoding.TextOf(PathResolver.Read(file));
        }
        catch (DecoderFallbackException failure)
        {
            throw new SwarmException(ErrorId.DataInvalid, ComposeEncoding.Refusal(file.FullName), failure);
        }
    }
}
