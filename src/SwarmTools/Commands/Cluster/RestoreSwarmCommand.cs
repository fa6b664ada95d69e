using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security;
using SwarmTools.Backups;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Registries;
using SwarmTools.Stacks;

namespace SwarmTools.Commands;

/// <summary>
/// Makes all objects of a backup anew in a swarm, which Initialize-Swarm has made: settings, labels and availability of nodes of the same host names, networks, configs,
/// secrets, services and their kept revisions. Values of secrets come from -SecretValue or are asked for. All is checked before anything is written: what is
/// there and equal is kept, what differs is refused. Waits until all services have converged; after a failure the same command goes on. Jobs run again.
/// </summary>
[Cmdlet(VerbsData.Restore, "Swarm", DefaultParameterSetName = ByPath, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SwarmRestoreResult))]
public sealed class RestoreSwarmCommand : RestoreCmdlet
{
    private const string ByPath = "ByPath";
    private const string ByInput = "ByInput";

    /// <summary>The file that Backup-Swarm wrote. No character is a wildcard.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [Alias("PSPath", "LiteralPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>What is piped in: the backup as Backup-Swarm returns it, or its file, as a path or as Get-Item returns it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByInput)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    /// <summary>Values of secrets: a hashtable of their names, each with a SecureString. The others are asked for. A secret that is there already must have the value that is given.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary SecretValue { get; set; } = new Hashtable();

    /// <summary>What is left out: Settings of the swarm, labels and availability of Nodes, the kept revisions (History).</summary>
    [Parameter]
    [ValidateSet("Settings", "Nodes", "History")]
    public string[] Exclude { get; set; } = [];

    private protected override void Process() => ForEachTarget([ParameterSetName == ByPath ? Path : PathOf(InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject!)], Restore);

    private static string PathOf(object input) => input switch
    {
        SwarmBackup backup => backup.Path,
        FileInfo file => file.FullName,
        string path => path,
        _ => throw new SwarmException(ErrorId.WrongKind, $"'{input}' is a {input.GetType().Name}. A backup is piped in as Backup-Swarm returns it, or as the path of its file."),
    };

    private void Restore(string path)
    {
        FileInfo file = PathResolver.Files(this, path, isLiteral: true)[0];
        Backup backup = BackupParser.Read(PathResolver.ReadAtMost(file, BackupFormat.SizeLimit), file.FullName);
        LiveConnection live = Live;
        RegistryAccess registries = Registries(live, WithRegistryAuth, RegistryCredential, AllowPlaintext);
        Dictionary<string, SecureString> values = SecretValues.Of(SecretValue, "-SecretValue").ToDictionary(value => value.Key, value => value.Value, StringComparer.Ordinal);
        RestoreValues given = new(backup, values);
        given.RequireUsable();
        if (values.Count > 0)
        {
            RequirePrivate(live, "value of a secret", AllowPlaintext);
        }

        SeenSwarm seen = Await(stop => new ServiceOperations(live.Engine).SeenSwarmReader.ForRestoreAsync(backup, given.All, live.Connection.ApiVersion!, stop));
        RestorePlan plan = new RestorePlanner(backup, seen, Exclude.Aggregate(BackupParts.None, (parts, part) => parts | (BackupParts)Enum.Parse(typeof(BackupParts), part, ignoreCase: true))).Plan();
        plan.Warnings.ToList().ForEach(WriteWarning);
        AskFor(given.Missing(plan), values, live);
        given.RequireUsable();
        CarryOut(plan, seen, given, registries, live, file.FullName);
    }

    // A plan is made without them too.
    private void AskFor(IReadOnlyList<StackStep> missing, Dictionary<string, SecureString> values, LiveConnection live)
    {
        if (missing.Count > 0 && SkipMissingSecret)
        {
            WriteWarning($"No values are given for the secrets {string.Join(", ", missing.Select(step => $"'{step.Change.Name}'"))}: they are not made, and what uses them is not either.");
        }

        if (missing.Count == 0 || IsWhatIf || SkipMissingSecret)
        {
            return;
        }

        RequirePrivate(live, "value of a secret", AllowPlaintext);
        new SecretPrompt(Host.UI).Ask([.. missing.Select(step => step.Change.Name)], $"for {live.SwarmName}").ToList().ForEach(answer => values[answer.Key] = answer.Value);
    }
}
