using System.IO;
using System.Management.Automation;
using System.Text;
using SwarmTools.Configs;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>Adds configs from text, files or bytes.</summary>
[Cmdlet(VerbsCommon.Add, "SwarmConfig", DefaultParameterSetName = ByValue, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SwarmConfig))]
public sealed class AddSwarmConfigCommand : ContentCmdlet
{
    private const string ByValue = "ByValue";
    private const string ByBytes = "ByBytes";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The name: up to 64 letters, digits, '-', '_' and '.'. For files the default is their name without extension.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByValue)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByBytes)]
    [Parameter(Position = 0, ParameterSetName = ByPath)]
    [Parameter(Position = 0, ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    public override string Name { get; set; } = "";

    /// <summary>The text; stored as UTF-8.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByValue)]
    [AllowEmptyString]
    [ValidateNotNull]
    public string Value { get; set; } = "";

    /// <summary>The data.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByBytes)]
    [AllowEmptyCollection]
    public byte[]? Bytes { get; set; }

    private protected override void Process()
    {
        switch (ParameterSetName)
        {
            case ByPath or ByLiteralPath:
                TakeFiles();
                break;
            case ByBytes:
                ForEachTarget([Name], name => Add(name, Bytes!));
                break;
            default:
                ForEachTarget([Name], name => Add(name, s_utf8.GetBytes(Value)));
                break;
        }
    }

    private protected override void TakeFile(string name, FileInfo file) => Add(name, PathResolver.Read(file));

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
