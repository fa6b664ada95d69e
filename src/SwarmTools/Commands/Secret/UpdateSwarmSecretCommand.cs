using System;
using System.IO;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography;
using SwarmTools.Completion;
using SwarmTools.Contents;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Secrets;

namespace SwarmTools.Commands;

/// <summary>
/// Gives secrets another value: makes the next version, and moves each service that uses one to it in one rollout. Where one fails, all go back and the new version is removed.
/// Where the newest version has the value already, nothing is written; the engine compares, and never gives a value back.
/// </summary>
[Cmdlet(VerbsData.Update, "SwarmSecret", DefaultParameterSetName = BySecureValue, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmRolloutResult), typeof(SwarmSecret))]
public sealed class UpdateSwarmSecretCommand : RotationCmdlet<SwarmSecret>
{
    private const string BySecureValue = "BySecureValue";
    private const string ByCredential = "ByCredential";
    private const string ByBytes = "ByBytes";
    private const string ByGenerate = "ByGenerate";

    /// <summary>The name, without the number of a version. For files the default is their name without extension.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = BySecureValue)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByCredential)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByBytes)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByGenerate)]
    [Parameter(Position = 0, ParameterSetName = ByPath)]
    [Parameter(Position = 0, ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public override string Name { get; set; } = "";

    /// <summary>The value, such as the answer of Read-Host -AsSecureString; stored as UTF-8.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = BySecureValue)]
    [NoPlainText]
    [ValidateNotNull]
    public SecureString? SecureValue { get; set; }

    /// <summary>A user name and password, for the two secrets NAME_user and NAME_password.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByCredential)]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The value; an array is piped whole, as Get-Secret returns it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByBytes)]
    [WholeBytes]
    [AllowEmptyCollection]
    public byte[]? Bytes { get; set; }

    /// <summary>Makes up a value of so many letters and digits, 8 to 4096, that nobody sees.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByGenerate)]
    [ValidateRange(8, 4096)]
    public int Generate { get; set; }

    /// <summary>Sends the value although the connection is not encrypted.</summary>
    [Parameter]
    public SwitchParameter AllowPlaintext { get; set; }

    private protected override IContentStore<SwarmSecret> StoreOf(ISwarmEngine engine) => new SecretStore(engine);

    private protected override void Process()
    {
        switch (ParameterSetName)
        {
            case ByCredential:
                Update(Name + "_user", () => SecretPayload.From(Credential!.UserName));
                Update(Name + "_password", () => SecretPayload.From(Credential!.Password));
                break;
            case ByPath or ByLiteralPath:
                TakeFiles();
                break;
            case ByBytes:
                Update(Name, () => new((byte[])Bytes!.Clone()));
                break;
            case ByGenerate:
                Update(Name, Generated);
                break;
            default:
                Update(Name, () => SecretPayload.From(SecureValue!));
                break;
        }
    }

    private protected override void TakeFile(string name, FileInfo file) => Update(name, () => new(PathResolver.Read(file)));

    private void Update(string name, Func<SecretPayload> read) => ForEachTarget([name], _ =>
    {
        LiveConnection live = Live;
        RequirePrivate(live, $"secret '{name}'", AllowPlaintext);
        if (Confirm(live, name) is { } found)
        {
            using SecretPayload payload = read();
            Rotate(live, found, new NewSecret(live.Engine, payload, TemplateDriver));
        }
    });

    private SecretPayload Generated()
    {
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        return SecretGenerator.Make(Generate, random);
    }
}
