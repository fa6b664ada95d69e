using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Parameters;

namespace SwarmTools.Infrastructure;

/// <summary>A cmdlet that gives objects data which may come from files.</summary>
public abstract class ContentCmdlet : ConnectedCmdlet
{
    private protected const string ByPath = "ByPath";
    private protected const string ByLiteralPath = "ByLiteralPath";

    private readonly List<FileInfo> _named = [];
    private readonly List<string> _paths = [];
    private int _found;

    private protected ContentCmdlet()
    {
    }

    /// <summary>The name. For files the default is their name without extension.</summary>
    public abstract string Name { get; set; }

    /// <summary>Files that hold the data, byte for byte; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files that hold the data, byte for byte; no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The template driver that fills in placeholders when a task starts, such as golang.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string? TemplateDriver { get; set; }

    /// <summary>Labels: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public object[] Label { get; set; } = [];

    /// <summary>Takes what a file holds.</summary>
    private protected abstract void TakeFile(string name, FileInfo file);

    /// <summary>Takes what files hold: each under its own name without extension, or the only one under a given name.</summary>
    /// <exception cref="SwarmException"><c>OptionInvalid</c> for several files and one name.</exception>
    private protected void TakeFiles()
    {
        bool isLiteral = ParameterSetName == ByLiteralPath;
        ForEachTarget(isLiteral ? LiteralPath : Path, path =>
        {
            _paths.Add(path);
            IReadOnlyList<FileInfo> files = PathResolver.Files(this, path, isLiteral);
            _found++;
            if (Name.Length == 0)
            {
                ForEachTarget(files, file => TakeFile(System.IO.Path.GetFileNameWithoutExtension(file.Name), file));
            }

            _named.AddRange(Name.Length > 0 ? files : []);
        });
    }

    // Under one name only at the end, when it is known that there is one file.
    private protected sealed override void End()
    {
        if (_named.Count > 1)
        {
            throw new SwarmException(
                ErrorId.OptionInvalid,
                $"-Name '{Name}' is one name, but there are {_named.Count} files: '{_named[0].Name}', '{_named[1].Name}'{(_named.Count > 2 ? ", ..." : "")}. Leave -Name out, then each is named after its file.");
        }

        if (_found < _paths.Count)
        {
            return; // One of several paths is missing, which was told: the file of another one must not take its name.
        }

        if (Name.Length > 0 && _paths.Count > 0 && _named.Count == 0)
        {
            throw new SwarmException(ErrorId.FileNotFound, $"No file matches '{string.Join("', '", _paths)}', so there is nothing for '{Name}'.");
        }

        ForEachTarget(_named, file => TakeFile(Name, file));
    }
}
