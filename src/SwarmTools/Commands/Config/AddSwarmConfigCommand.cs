using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Text;
using SwarmTools.Configs;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>Adds configs from text, files or bytes.</summary>
[Cmdlet(VerbsCommon.Add, "SwarmConfig", DefaultParameterSetName = ByValue, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SwarmConfig))]
public sealed class AddSwarmConfigCommand : ConnectedCmdlet
{
    private const string ByValue = "ByValue";
    private const string ByPath = "ByPath";
    private const string ByLiteralPath = "ByLiteralPath";
    private const string ByBytes = "ByBytes";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The name: up to 64 letters, digits, '-', '_' and '.'. For files the default is their name without extension.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByValue)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByBytes)]
    [Parameter(Position = 0, ParameterSetName = ByPath)]
    [Parameter(Position = 0, ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The text; stored as UTF-8.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByValue)]
    [AllowEmptyString]
    [ValidateNotNull]
    public string Value { get; set; } = "";

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

    /// <summary>The data.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByBytes)]
    [AllowEmptyCollection]
    public byte[]? Bytes { get; set; }

    /// <summary>The template driver that fills in placeholders when a task starts, such as golang.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TemplateDriver { get; set; }

    /// <summary>Labels: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    public object[] Label { get; set; } = [];

    private protected override void Process()
    {
        switch (ParameterSetName)
        {
            case ByPath:
                AddFiles(PathResolver.Files(this, Path, isLiteral: false));
                break;
            case ByLiteralPath:
                AddFiles(PathResolver.Files(this, LiteralPath, isLiteral: true));
                break;
            case ByBytes:
                ForEachTarget([Name], name => Add(name, Bytes!));
                break;
            default:
                ForEachTarget([Name], name => Add(name, s_utf8.GetBytes(Value)));
                break;
        }
    }

    private void AddFiles(IEnumerable<FileInfo> files) => ForEachTarget(files, file =>
        Add(Name.Length > 0 ? Name : System.IO.Path.GetFileNameWithoutExtension(file.Name), PathResolver.Read(file)));

    private void Add(string name, byte[] data)
    {
        LiveConnection live = Live;
        ConfigDefinition definition = new()
        {
            Name = ObjectNames.Config(name),
            Data = data,
            Labels = PairSyntax.Parse(Label, "-Label"),
            TemplateDriver = TemplateDriver ?? "",
        };
        if (ShouldProcess($"config '{name}' in {live.SwarmName}", "Add"))
        {
            SwarmConfig added = Ask(live, (engine, stop) => new ConfigCreator(engine).AddAsync(definition, stop));
            WriteObject(Attach([added], live), enumerateCollection: true);
        }
    }
}
