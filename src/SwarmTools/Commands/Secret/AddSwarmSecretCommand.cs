using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Secrets;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>Adds secrets. The value comes as a SecureString, credential, file or bytes, or is made up here; it is never text.</summary>
[Cmdlet(VerbsCommon.Add, "SwarmSecret", DefaultParameterSetName = BySecureValue, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SwarmSecret))]
public sealed class AddSwarmSecretCommand : ContentCmdlet
{
    private const string BySecureValue = "BySecureValue";
    private const string ByCredential = "ByCredential";
    private const string ByTable = "ByTable";
    private const string ByBytes = "ByBytes";
    private const string ByGenerate = "ByGenerate";
    private const string ByDriver = "ByDriver";

    /// <summary>The name: up to 64 letters, digits, '-', '_' and '.'. For files the default is their name without extension.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = BySecureValue)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByCredential)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByTable)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByBytes)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByGenerate)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByDriver)]
    [Parameter(Position = 0, ParameterSetName = ByPath)]
    [Parameter(Position = 0, ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    public override string Name { get; set; } = "";

    /// <summary>The value, such as the answer of Read-Host -AsSecureString; stored as UTF-8.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = BySecureValue)]
    [NoPlainText]
    [ValidateNotNull]
    public SecureString? SecureValue { get; set; }

    /// <summary>A user name and password: they become the two secrets NAME_user and NAME_password.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByCredential)]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>Several values: a hashtable of keys, each with a SecureString, as Get-Secret returns it. They become the secrets NAME_KEY.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByTable)]
    [ValidateNotNullOrEmpty]
    public IDictionary? Table { get; set; }

    /// <summary>The value; an array is piped whole, as Get-Secret returns it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByBytes)]
    [WholeBytes]
    [AllowEmptyCollection]
    public byte[]? Bytes { get; set; }

    /// <summary>Makes up a value of so many letters and digits, 8 to 4096, that nobody sees.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByGenerate)]
    [ValidateRange(8, 4096)]
    public int Generate { get; set; }

    /// <summary>The secret driver that brings the value.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByDriver)]
    [ValidateNotNullOrEmpty]
    public string Driver { get; set; } = "";

    /// <summary>Sends the value although the connection is not encrypted.</summary>
    [Parameter]
    public SwitchParameter AllowPlaintext { get; set; }

    private protected override void Process()
    {
        switch (ParameterSetName)
        {
            case ByCredential:
                Add(Name + "_user", () => SecretPayload.From(Credential!.UserName));
                Add(Name + "_password", () => SecretPayload.From(Credential!.Password));
                break;
            case ByTable:
                AddEach(SecretValues.Of(Table!, "-Table"));
                break;
            case ByPath or ByLiteralPath:
                TakeFiles();
                break;
            case ByBytes:
                Add(Name, () => new((byte[])Bytes!.Clone()));
                break;
            case ByGenerate:
                Add(Name, Generated);
                break;
            case ByDriver:
                Add(Name, () => null);
                break;
            default:
                Add(Name, () => SecretPayload.From(SecureValue!));
                break;
        }
    }

    private protected override void TakeFile(string name, FileInfo file) => Add(name, () => new(PathResolver.Read(file)));

    private void AddEach(IReadOnlyDictionary<string, SecureString> values)
    {
        foreach (KeyValuePair<string, SecureString> value in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Add($"{Name}_{value.Key}", () => SecretPayload.From(value.Value));
        }
    }

    private void Add(string name, Func<SecretPayload?> payload) => ForEachTarget([name], _ =>
    {
        LiveConnection live = Live;
        ObjectNames.Secret(name);
        RequirePrivate(live, $"secret '{name}'", AllowPlaintext);
        if (ShouldProcess($"secret '{name}' in {live.SwarmName}", "Add"))
        {
            Send(live, name, payload);
        }
    });

    private void Send(LiveConnection live, string name, Func<SecretPayload?> read)
    {
        using SecretPayload? payload = read();
        SecretDefinition definition = new()
        {
            Name = name,
            Payload = payload,
            Labels = PairSyntax.Parse(Label, "-Label"),
            Driver = Driver,
            TemplateDriver = TemplateDriver ?? "",
        };
        SwarmSecret added = Ask(live, (engine, stop) => new SecretCreator(engine).AddAsync(definition, stop));
        WriteObject(Attach([added], live), enumerateCollection: true);
    }

    private SecretPayload Generated()
    {
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        return SecretGenerator.Make(Generate, random);
    }
}
