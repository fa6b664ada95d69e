using System;
using System.IO;
using System.Management.Automation;
using System.Text;
using SwarmTools.Completion;
using SwarmTools.Contents;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;

namespace SwarmTools.Commands;

/// <summary>
/// Gives configs other data: makes the next version, and moves each service that uses one to it in one rollout. Where one fails, all go back and the new version is removed.
/// Where the newest version has the data already, nothing is written.
/// </summary>
[Cmdlet(VerbsData.Update, "SwarmConfig", DefaultParameterSetName = ByValue, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmRolloutResult), typeof(SwarmConfig))]
public sealed class UpdateSwarmConfigCommand : RotationCmdlet<SwarmConfig>
{
    private const string ByValue = "ByValue";
    private const string ByBytes = "ByBytes";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The name, without the number of a version. For files the default is their name without extension.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByValue)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByBytes)]
    [Parameter(Position = 0, ParameterSetName = ByPath)]
    [Parameter(Position = 0, ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConfigNameCompleter))]
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

    private protected override IContentStore<SwarmConfig> StoreOf(ISwarmEngine engine) => new ConfigStore(engine);

    private protected override void Process()
    {
        switch (ParameterSetName)
        {
            case ByPath or ByLiteralPath:
                TakeFiles();
                break;
            case ByBytes:
                Update(Name, () => Bytes!);
                break;
            default:
                Update(Name, () => s_utf8.GetBytes(Value));
                break;
        }
    }

    private protected override void TakeFile(string name, FileInfo file) => Update(name, () => PathResolver.Read(file));

    private void Update(string name, Func<byte[]> read) => ForEachTarget([name], _ =>
    {
        LiveConnection live = Live;
        if (Confirm(live, name) is { } found)
        {
            Rotate(live, found, new NewConfig(live.Engine, read(), TemplateDriver));
        }
    });
}
