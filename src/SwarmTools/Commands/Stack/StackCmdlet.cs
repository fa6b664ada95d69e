using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Registries;
using SwarmTools.Services;
using SwarmTools.Stacks;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>A cmdlet that compares the files of a stack with what a swarm has.</summary>
public abstract class StackCmdlet : ConnectedCmdlet
{
    private protected const string ByPath = "ByPath";
    private protected const string ByLiteralPath = "ByLiteralPath";
    private protected const string ByProject = "ByProject";

    private readonly StackFiles _files;

    private protected StackCmdlet() => _files = new(this);

    /// <summary>The compose files of the stack, later ones over earlier ones; wildcards are accepted. Their relative paths begin with the folder of the first.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The compose files of the stack; no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The stack as Resolve-SwarmStackFile returns it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByProject)]
    [ValidateNotNull]
    public SwarmStackProject? InputObject { get; set; }

    /// <summary>The name of the stack. The default is the name that the file has.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Files of variables: KEY=VALUE in each line. Those of this process, and of -Variable, come before them.</summary>
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    public string[] EnvironmentFile { get; set; } = [];

    /// <summary>Variables: hashtables or KEY=VALUE. They come before those of this process.</summary>
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    [Unwrap]
    [ValidateNotNull]
    public object[] Variable { get; set; } = [];

    /// <summary>The profiles whose services are wanted, beside those of no profile; * for all. The default is the variable COMPOSE_PROFILES.</summary>
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    public string[]? Profile { get; set; }

    /// <summary>Lets files be read from other machines, by paths such as \\server\share\file.yml that a compose file names.</summary>
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    public SwitchParameter AllowNetworkPath { get; set; }

    /// <summary>The services that are meant, by their keys in the file; all without it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
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
        bool isLiteral = ParameterSetName == ByLiteralPath;
        if (ParameterSetName != ByProject)
        {
            ForEachTarget(isLiteral ? LiteralPath : Path, path => _files.Add(path, isLiteral));
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
        DesiredStack desired = StackConverter.Convert(project, names, Service);
        LiveConnection live = Live;
        foreach (DesiredService service in desired.Services)
        {
            ObjectNames.Service(service.Name);
            service.RequireApi(live.Connection.ApiVersion);
        }

        if (desired.Secrets.Any(secret => secret.Source.Kind != ContentSourceKind.Driver))
        {
            RequirePrivate(live, "value of a secret", AllowPlaintext);
        }

        StackContents contents = new(input, Secrets());
        contents.RequireUse(desired.Secrets);
        List<string> warnings = [];
        ISwarmEngine engine = live.Engine;
        StackObserver observer = new(engine, engine, engine, engine, new ImageResolver(engine, registries(live)));
        ObservedStack observed = Await(stop => observer.ObserveAsync(desired, contents, resolving, warnings.Add, stop));
        StackPlan plan = new StackPlanner(desired, observed, new() { Prunes = prunes && Service is null, PreservesReplicas = PreserveReplicas }).Plan();
        warnings.AddRange(plan.Warnings);
        warnings.ForEach(WriteWarning);
        return new(plan, observed, contents, live);
    }

    private (ComposeMapping Project, IComposeInput Input)? Project()
    {
        List<SwarmStackFinding> findings = [];
        ComposeMapping? project;
        IComposeInput input;
        if (InputObject is not null)
        {
            (project, input) = InputObject.Nodes is ComposeMapping nodes && InputObject.Input is IComposeInput own ? (nodes, own)
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

        findings = ComposeFindings.Once(findings);
        foreach (SwarmStackFinding finding in findings)
        {
            switch (finding.Severity)
            {
                case SwarmStackSeverity.Error:
                    WriteError(ErrorRecords.From(new(ErrorId.All.FirstOrDefault(id => id.Name == finding.ErrorId) ?? ErrorId.ComposeInvalid, finding.ToString()) { Result = finding }, finding.Path));
                    break;
                case SwarmStackSeverity.Warning:
                    WriteWarning(finding.ToString());
                    break;
                default:
                    break;
            }
        }

        return project is null || findings.Exists(finding => finding.Severity == SwarmStackSeverity.Error) ? null : (project, input);
    }

    private string NameOf(ComposeMapping project) => (Name.Length > 0 ? Name : project.Text("name")) is { Length: > 0 } name
        ? ObjectNames.Service(name)
        : throw new SwarmException(ErrorId.OptionInvalid, "The stack has no name: the file has none ('name:'), and -Name does not give it one.");

    private void RequireKnownServices(ComposeMapping project)
    {
        if (Service?.FirstOrDefault(key => project.Below("services")[key] is null) is { } unknown)
        {
            throw new SwarmException(ErrorId.ServiceNotFound, $"The files have no service '{unknown}'. They have {string.Join(", ", project.Names("services"))}.");
        }
    }

    private Dictionary<string, SecureString> Secrets()
    {
        Dictionary<string, SecureString> values = new(StringComparer.Ordinal);
        foreach (DictionaryEntry pair in SecretValue)
        {
            string key = pair.Key.ToString() ?? "";
            values[key] = (pair.Value is PSObject wrapped ? wrapped.BaseObject : pair.Value) as SecureString
                ?? throw new SwarmException(ErrorId.OptionInvalid, $"-SecretValue: the value of '{key}' is no SecureString. Take one from Read-Host -AsSecureString or Get-Secret; text is not accepted, for histories and logs keep it.");
        }

        return values;
    }
}
