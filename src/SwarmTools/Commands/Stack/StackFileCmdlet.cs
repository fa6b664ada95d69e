using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>A cmdlet that reads the files of a stack. Nothing is asked of an engine.</summary>
public abstract class StackFileCmdlet : SwarmCmdlet
{
    private protected const string ByPath = "ByPath";
    private protected const string ByLiteralPath = "ByLiteralPath";
    private protected const string ByText = "ByText";

    private readonly StackFiles _files;
    private ComposeInput? _input;

    private protected StackFileCmdlet() => _files = new(this);

    /// <summary>The compose files of one stack, later ones over earlier ones; wildcards are accepted. Their relative paths begin with the folder of the first.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByPath)]
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

    /// <summary>Makes an error of each warning.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    private protected override void Process()
    {
        if (ParameterSetName == ByText)
        {
            _files.AddText(string.Join("\n", Text));
            return;
        }

        bool isLiteral = ParameterSetName == ByLiteralPath;
        ForEachTarget(isLiteral ? LiteralPath : Path, path => _files.Add(path, isLiteral));
    }

    /// <summary>Variables and files of this machine, once the files were read.</summary>
    private protected IComposeInput Input => _input ?? throw new InvalidOperationException("The files are read first.");

    /// <summary>Findings, each once; a warning may be wished to be an error.</summary>
    private protected List<SwarmStackFinding> Judged(IEnumerable<SwarmStackFinding> findings) => ComposeFindings.Once(Strict ? findings.Select(ComposeFindings.Stricter) : findings);

    /// <inheritdoc cref="StackFiles.Report"/>
    private protected bool Report(IReadOnlyList<SwarmStackFinding> findings) => _files.Report(findings);

    /// <summary>Reads all files.</summary>
    /// <param name="findings">Takes what is to be said of them.</param>
    /// <returns>The project; null where there is nothing to be read.</returns>
    private protected ComposeMapping? Read(ICollection<SwarmStackFinding> findings) =>
        _files.Read(_input = _files.InputOf(EnvironmentFile, Variable), Profile, !NoInterpolation, AllowNetworkPath, findings);
}
