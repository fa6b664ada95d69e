using System;
using System.IO;
using System.Management.Automation;
using SwarmTools.Parameters;

namespace SwarmTools.Infrastructure;

/// <summary>A cmdlet that adds objects whose data may come from files.</summary>
public abstract class AddDataCommand : ConnectedCmdlet
{
    private protected const string ByPath = "ByPath";
    private protected const string ByLiteralPath = "ByLiteralPath";

    private protected AddDataCommand()
    {
    }

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
    public string? TemplateDriver { get; set; }

    /// <summary>Labels: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    public object[] Label { get; set; } = [];

    /// <summary>Adds what each file holds, under a name or, where there is none, the file's own without extension.</summary>
    private protected void AddFiles(string name, Action<string, FileInfo> add)
    {
        bool isLiteral = ParameterSetName == ByLiteralPath;
        ForEachTarget(isLiteral ? LiteralPath : Path, path => ForEachTarget(
            PathResolver.Files(this, path, isLiteral),
            file => add(name.Length > 0 ? name : System.IO.Path.GetFileNameWithoutExtension(file.Name), file)));
    }
}
