using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Text;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>A cmdlet that reads the files of a stack. Nothing is asked of an engine.</summary>
public abstract class StackFileCmdlet : SwarmCmdlet
{
    private protected const string ByPath = "ByPath";
    private protected const string ByLiteralPath = "ByLiteralPath";
    private protected const string ByText = "ByText";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<(string Name, string Text)> _files = [];
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);
    private string _folder = "";
    private bool _isIncomplete;
    private ComposeInput? _input;

    private protected StackFileCmdlet()
    {
    }

    /// <summary>The compose files of one stack, later ones over earlier ones; wildcards are accepted. Their relative paths begin with the folder of the first.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The compose files of one stack; no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The text of a compose file, as one text or as lines; its relative paths begin with the current folder.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByText)]
    [AllowEmptyString]
    public string[] Text { get; set; } = [];

    /// <summary>Files of variables: KEY=VALUE in each line. Those of this process, and of -Variable, come before them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] EnvironmentFile { get; set; } = [];

    /// <summary>Variables: hashtables or KEY=VALUE. They come before those of this process.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    public object[] Variable { get; set; } = [];

    /// <summary>The profiles whose services are wanted, beside those of no profile; * for all. The default is the variable COMPOSE_PROFILES.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Profile { get; set; }

    /// <summary>Leaves variables such as ${TAG} as they are.</summary>
    [Parameter]
    public SwitchParameter NoInterpolation { get; set; }

    /// <summary>Lets files be read from other machines, by paths such as \\server\share\file.yml that a compose file names.</summary>
    [Parameter]
    public SwitchParameter AllowNetworkPath { get; set; }

    private protected override void Process()
    {
        if (ParameterSetName == ByText)
        {
            _files.Add(("text", string.Join("\n", Text)));
            return;
        }

        bool isLiteral = ParameterSetName == ByLiteralPath;
        ForEachTarget(isLiteral ? LiteralPath : Path, path =>
        {
            bool isRead = false;
            try
            {
                if (ComposeSource.IsElsewhere(path))
                {
                    throw ComposeSource.NotFetched(path);
                }

                foreach (FileInfo file in PathResolver.Files(this, path, isLiteral))
                {
                    _folder = _folder.Length > 0 ? _folder : file.DirectoryName ?? "";
                    string name = NameOf(file);
                    _files.Add((name, TextOf(file)));
                    _paths[name] = file.FullName;
                }

                isRead = true;
            }
            finally
            {
                _isIncomplete |= !isRead;
            }
        });
    }

    /// <summary>Variables and files of this machine, once the files were read.</summary>
    private protected IComposeInput Input => _input ?? throw new InvalidOperationException("The files are read first.");

    /// <summary>Reads all files.</summary>
    /// <param name="findings">Takes what is to be said of them.</param>
    /// <returns>The project; null where there is nothing to be read.</returns>
    private protected ComposeMapping? Read(ICollection<SwarmStackFinding> findings)
    {
        // Without one of its files a stack is another one.
        if (_files.Count == 0 || _isIncomplete)
        {
            return null;
        }

        Dictionary<string, string> ofFiles = new(StringComparer.Ordinal);
        foreach (string path in EnvironmentFile)
        {
            foreach (KeyValuePair<string, string> pair in VariableFile.Parse(PathResolver.Read(this, path), path, Environment.GetEnvironmentVariable))
            {
                if (VariableFile.IsQuoted(pair.Value))
                {
                    WriteWarning($"The quotes around the value of '{pair.Key}' in '{path}' are part of it, as in docker. Take them away, unless they are meant.");
                }

                ofFiles[pair.Key] = pair.Value;
            }
        }

        string folder = _folder.Length > 0 ? _folder : SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        _input = new(folder, PairSyntax.ParseVariables(Variable, "-Variable"), ofFiles, Environment.GetEnvironmentVariable);
        string[] profiles = Profile ?? _input.Variable("COMPOSE_PROFILES")?.Split([','], StringSplitOptions.RemoveEmptyEntries) ?? [];
        ComposeReader reader = new(EngineConnector.Yaml(), _input, findings)
        {
            Paths = _paths, Profiles = profiles, Interpolates = !NoInterpolation, AllowsNetworkPaths = AllowNetworkPath,
        };
        return reader.Read(_files);
    }

    // From the current folder on; a file elsewhere by its name, and another one beside it in full.
    private string NameOf(FileInfo file)
    {
        string here = SessionState.Path.CurrentFileSystemLocation.ProviderPath.TrimEnd('/', '\\') + System.IO.Path.DirectorySeparatorChar;
        return file.FullName.StartsWith(here, StringComparison.Ordinal) ? file.FullName[here.Length..] : file.DirectoryName == _folder ? file.Name : file.FullName;
    }

    private static string TextOf(FileInfo file)
    {
        if (file.Length > ComposeSource.Largest)
        {
            throw ComposeSource.TooLarge(file.FullName);
        }

        try
        {
            return s_utf8.GetString(PathResolver.Read(file));
        }
        catch (DecoderFallbackException failure)
        {
            throw new SwarmException(ErrorId.DataInvalid, $"The file '{file.FullName}' is not UTF-8 text. Save it in that encoding.", failure);
        }
    }
}
