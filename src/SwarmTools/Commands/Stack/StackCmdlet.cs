using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Registries;
using SwarmTools.Stacks;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>A cmdlet that compares the files of a stack with what a swarm has.</summary>
public abstract class StackCmdlet : StackWorkCmdlet
{
    private protected const string ByPath = "ByPath";
    private protected const string ByLiteralPath = "ByLiteralPath";
    private protected const string ByInput = "ByInput";

    private readonly StackFiles _files;
    private SwarmStackProject? _project;

    private protected StackCmdlet() => _files = new(this);

    /// <summary>The compose files of the stack, later ones over earlier ones; wildcards are accepted. Their relative paths begin with the folder of the first.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The compose files of the stack; no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>What is piped in: the stack as Resolve-SwarmStackFile returns it, or its files, as paths or as Get-ChildItem returns them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByInput)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    /// <summary>The name of the stack. The default is the name that the file has.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StackNameCompleter))]
    public string Name { get; set; } = "";

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

    /// <summary>Lets files be read from other machines, by paths such as \\server\share\file.yml that a compose file names.</summary>
    [Parameter]
    public SwitchParameter AllowNetworkPath { get; set; }

    /// <summary>The services that are meant, by their keys in the file; all without it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StackServiceCompleter))]
    public string[]? Service { get; set; }

    /// <summary>Values of secrets: a hashtable of their keys in the file, each with a SecureString. They come before what the file says.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary SecretValue { get; set; } = new Hashtable();

    /// <summary>Sends values of secrets and registry logins over a connection that is not encrypted.</summary>
    [Parameter]
    public SwitchParameter AllowPlaintext { get; set; }

    /// <summary>Leaves the number of replicas as it is in services that run already.</summary>
    [Parameter]
    public SwitchParameter PreserveReplicas { get; set; }

    private protected override void Process()
    {
        if (ParameterSetName == ByInput)
        {
            Take(InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject!);
            return;
        }

        bool isLiteral = ParameterSetName == ByLiteralPath;
        ForEachTarget(isLiteral ? LiteralPath : Path, path => _files.Add(path, isLiteral));
    }

    private void Take(object input)
    {
        switch (input)
        {
            case SwarmStackProject project when _project is null:
                _project = project;
                break;
            case SwarmStackProject:
                throw new SwarmException(ErrorId.OptionInvalid, "More than one stack was piped in. Take them one by one, with ForEach-Object.");
            case FileInfo file:
                ForEachTarget([file.FullName], path => _files.Add(path, isLiteral: true));
                break;
            case string path:
                ForEachTarget([path], given => _files.Add(given, isLiteral: false));
                break;
            default:
                throw new SwarmException(ErrorId.WrongKind, $"'{input}' is a {input.GetType().Name}. A stack is piped in as Resolve-SwarmStackFile returns it, or as the paths of its files.");
        }
    }

    /// <summary>Reads the files, looks at the swarm, and plans.</summary>
    /// <param name="prunes">Whether what the files do not have is to go.</param>
    /// <param name="resolving">Which images are looked up.</param>
    /// <param name="registries">What logs in to registries.</param>
    /// <returns>The plan; null where the files are wrong, which was reported.</returns>
    private protected PreparedStack? Prepare(bool prunes, ImageResolving resolving, Func<LiveConnection, RegistryAccess> registries)
    {
        if (Project() is not { } read)
        {
            return null;
        }

        (ComposeMapping project, IComposeInput input) = read;
        StackNames names = new(NameOf(project));
        RequireKnownServices(project);
        LiveConnection live = Live;
        DesiredStack desired = StackConverter.Convert(project, names, Service, live.Connection.ApiVersion!);
        if (desired.Secrets.Any(secret => secret.Source.Kind != ContentSourceKind.Driver))
        {
            RequirePrivate(live, "value of a secret", AllowPlaintext);
        }

        return Prepare(desired, new(input, Secrets()), new() { Prunes = prunes && Service is null, PreservesReplicas = PreserveReplicas }, resolving, registries(live), live);
    }

    private (ComposeMapping Project, IComposeInput Input)? Project()
    {
        List<SwarmStackFinding> findings = [];
        ComposeMapping? project;
        IComposeInput input;
        if (_project is not null)
        {
            RequireAsRead();
            (project, input) = _project.Nodes is ComposeMapping nodes && _project.Input is IComposeInput own ? (nodes, own)
                : throw new SwarmException(ErrorId.WrongKind, "This is a copy of a stack that lacks its files, as jobs and remote sessions return them. Read the files here, with Resolve-SwarmStackFile or -Path.");
        }
        else
        {
            input = _files.InputOf(EnvironmentFile, Variable);
            project = _files.Read(input, Profile, interpolates: true, AllowNetworkPath, findings);
        }

        if (project is not null)
        {
            new ComposeChecks(input, findings, [.. SecretValue.Keys.Cast<object>().Select(key => key.ToString() ?? "")]).Apply(project);
        }

        return _files.Report(ComposeFindings.Once(findings)) && project is not null ? (project, input) : null;
    }

    private void RequireAsRead()
    {
        if (EnvironmentFile.Length > 0 || Variable.Length > 0 || Profile is not null)
        {
            throw new SwarmException(ErrorId.OptionInvalid, "The stack that was piped in has been read already: give -EnvironmentFile, -Variable and -Profile to Resolve-SwarmStackFile.");
        }
    }

    private string NameOf(ComposeMapping project) => (Name.Length > 0 ? Name : project.Text("name")) is { Length: > 0 } name
        ? ObjectNames.Stack(name)
        : throw new SwarmException(ErrorId.OptionInvalid, "The stack has no name: the file has none ('name:'), and -Name does not give it one.");

    private void RequireKnownServices(ComposeMapping project)
    {
        if (Service?.FirstOrDefault(key => project.Below("services")[key] is null) is { } unknown)
        {
            throw new SwarmException(ErrorId.ServiceNotFound, $"The files have no service '{unknown}'. They have {string.Join(", ", project.Names("services"))}.");
        }
    }

    private IReadOnlyDictionary<string, SecureString> Secrets() => SecretValues.Of(SecretValue, "-SecretValue");
}
