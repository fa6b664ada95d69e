using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using SwarmTools.Compose;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Registries;
using SwarmTools.Rollouts;
using SwarmTools.Stacks;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>
/// Makes a running stack anew in another swarm, or under another name: its services, networks, configs and secrets. No swarm gives values of secrets away:
/// they come from -SecretValue or are asked for, and are in no file. Data in volumes is not copied.
/// </summary>
[Cmdlet(VerbsCommon.Copy, "SwarmStack", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmStackResult))]
public sealed class CopySwarmStackCommand : StackWorkCmdlet
{
    private readonly HashSet<(LiveConnection, string)> _seen = [];
    private readonly RunningSwarms _swarms;
    private ObjectLists<SwarmStack>? _stacks;

    /// <summary>Makes the command.</summary>
    public CopySwarmStackCommand() => _swarms = new(this);

    /// <summary>Names or stacks; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmStack))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(StackNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>The connection to the swarm that is to have the copy, as Connect-Swarm -PassThru returns it; that makes it the session's own, so read the stack before: it brings its connection. The default is the swarm of the stack, under -NewName.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public SwarmConnection? Destination { get; set; }

    /// <summary>The name of the copy. The default is that of the stack.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string NewName { get; set; } = "";

    /// <summary>Values of secrets: a hashtable of their keys or names, each with a SecureString. The others are asked for.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary SecretValue { get; set; } = new Hashtable();

    /// <summary>When registries are asked for the digest of an image: Always (the default), Changed where another image runs already, or Never.</summary>
    [Parameter]
    [ValidateSet("Always", "Changed", "Never")]
    public string ResolveImage { get; set; } = "Always";

    /// <summary>Sends the logins for the images' registries, as 'docker login' keeps them, to the nodes that pull the images.</summary>
    [Parameter]
    public SwitchParameter WithRegistryAuth { get; set; }

    /// <summary>The login for the images' registry. It travels to the nodes that pull the images.</summary>
    [Parameter]
    [ValidateNotNull]
    [Credential]
    public PSCredential? RegistryCredential { get; set; }

    /// <summary>Sends values of secrets and registry logins over a connection that is not encrypted.</summary>
    [Parameter]
    public SwitchParameter AllowPlaintext { get; set; }

    /// <summary>Takes all back when something fails: what was made goes, and services that were there get the specs that they had.</summary>
    [Parameter]
    public SwitchParameter RollbackOnFailure { get; set; }

    /// <summary>How long the rollout of each service may take. The default is 5 minutes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = RolloutOptions.DefaultTimeout;

    /// <summary>Leaves the rollouts to the engine.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Why, for Get-SwarmStackHistory. The default names the stack that was copied.</summary>
    [Parameter]
    public string Reason { get; set; } = "";

    /// <summary>How many revisions of the copy are kept in its swarm. The default is 10; with 0 none is.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int HistoryLimit { get; set; } = StackHistory.DefaultLimit;

    /// <summary>Brings a stack of that name that is there already to what is copied; and copies although the addresses of a network do not suffice.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool IsForced => Force;

    private protected override void Process()
    {
        RequireWatch(NoWait, RollbackOnFailure);
        ForEachTarget(Name, name =>
        {
            name.RequireUsable();
            LiveConnection live = LiveOf(name);
            ForEachTarget((_stacks ??= ListsOf(ObjectKinds.Stack)).Find(name, live).Where(stack => _seen.Add((live, stack.Name))), stack => Copy(stack.Name, live));
        });
    }

    private void Copy(string stack, LiveConnection from)
    {
        if (NewName.Length > 0 && _seen.Count > 1)
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"-NewName is the name of one copy, and '{stack}' would be another one. Copy one stack after the other.");
        }

        LiveConnection to = Destination is null ? from : Open(Destination.Settings);
        string name = NewName.Length > 0 ? ObjectNames.Stack(NewName) : stack;
        bool isSameSwarm = from == to || Describe(from).SwarmId == Describe(to).SwarmId;
        RequireOther(stack, name, isSameSwarm, to);
        StackExporter exporter = _swarms.Exporter(from);
        StackCopy copy = Await(stop => System.Threading.Tasks.Task.FromResult(exporter.Copy(stack, name != stack, stop)));
        List<string> warnings = [.. copy.Warnings, .. copy.SharedVolumes.Where(_ => isSameSwarm).Select(volume => $"The volume '{volume}' is not of the stack: the copy mounts the very same data.")];
        warnings.ForEach(WriteWarning);
        DesiredStack desired = StackConverter.Convert(copy.Project, new(name), services: null, to.Connection.ApiVersion!);
        RegistryAccess registries = Registries(to, WithRegistryAuth, RegistryCredential, AllowPlaintext);
        if (StackCopy.Asked(desired).Count > 0)
        {
            RequirePrivate(to, "value of a secret", AllowPlaintext);
        }

        StackContents contents = new(ComposeInput.None, Values(desired, name), copy.Configs);
        PreparedStack prepared = Prepare(desired, contents, new(), (ImageResolving)Enum.Parse(typeof(ImageResolving), ResolveImage), registries, to);
        StackCopy.RequireFree(prepared.Plan, prepared.Observed);
        CarryOut(prepared, "Copying", emit => new()
        {
            Timeout = Timeout,
            IsWatched = !NoWait,
            RollsBack = RollbackOnFailure,
            Reason = Reason.Length > 0 ? Reason : $"A copy of '{stack}' in {from.SwarmName}.",
            HistoryLimit = HistoryLimit,
            LoginFor = (image, stop) => registries.ToSendAsync(image, warning => emit(new RolloutWarning(warning)), stop),
        });
    }

    private void RequireOther(string stack, string name, bool isSameSwarm, LiveConnection to)
    {
        if (name == stack && isSameSwarm)
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"The stack '{stack}' would be copied onto itself. Name another swarm with -Destination, or the copy with -NewName.");
        }

        if (!Force && Ask(to, ObjectKinds.Stack.ListAsync).Any(other => other.Name == name))
        {
            throw new SwarmException(ErrorId.StackExists, $"{to.SwarmName} has a stack '{name}' already. Give the copy another name with -NewName, or use -Force to bring that one to what is copied.");
        }
    }

    // Of several stacks each takes the values that are for it.
    private Dictionary<string, SecureString> Values(DesiredStack desired, string name)
    {
        IReadOnlyList<DesiredContent> asked = StackCopy.Asked(desired);
        Dictionary<string, SecureString> values = SecretValues.Of(SecretValue, "-SecretValue").Where(value => _seen.Count == 1 || asked.Any(secret => secret.Key == value.Key || secret.Name == value.Key))
            .ToDictionary(value => value.Key, value => value.Value, StringComparer.Ordinal);
        DesiredContent[] missing = [.. asked.Where(secret => !values.ContainsKey(secret.Key) && !values.ContainsKey(secret.Name))];
        new StackContents(ComposeInput.None, values).RequireUse(desired.Secrets);
        // A plan is made without them too.
        if (missing.Length > 0 && !IsWhatIf)
        {
            foreach (KeyValuePair<string, SecureString> answer in new SecretPrompt(Host.UI).Ask([.. missing.Select(secret => secret.Key)], $"for the copy '{name}'"))
            {
                values[answer.Key] = answer.Value;
            }
        }

        return values;
    }
}
