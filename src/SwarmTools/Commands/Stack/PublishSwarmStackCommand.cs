using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Registries;
using SwarmTools.Rollouts;
using SwarmTools.Stacks;

namespace SwarmTools.Commands;

/// <summary>
/// Brings a swarm to what the files of a stack say, as docker stack deploy does: looks once, plans, makes what is missing and changes what differs, each
/// service after those it depends on, and removes last. Waits until all have converged; what is as it should be is left alone.
/// </summary>
[Cmdlet(VerbsData.Publish, "SwarmStack", DefaultParameterSetName = ByPath, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmStackResult))]
public sealed class PublishSwarmStackCommand : StackCmdlet
{
    /// <summary>Removes services of the stack that its files do not have, when all else is done; before that only one whose published port is needed.</summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    /// <summary>When registries are asked for the digest of an image: Always (the default), Changed where another image runs than the file names, or Never.</summary>
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

    /// <summary>Takes all back when something fails: services get the specs that they had, what was made goes, what went is made again.</summary>
    [Parameter]
    public SwitchParameter RollbackOnFailure { get; set; }

    /// <summary>How many versions of each secret and config stay in any case, the newest among them; older ones that nobody needs go when all has succeeded. The default is 3.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int KeepVersion { get; set; } = 3;

    /// <summary>How long the rollout of each service may take. The default is 5 minutes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = RolloutOptions.DefaultTimeout;

    /// <summary>Leaves the rollouts to the engine; services then do not wait for those they depend on.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    private protected override void End()
    {
        if (NoWait && RollbackOnFailure)
        {
            throw new SwarmException(ErrorId.OptionInvalid, "-NoWait leaves the rollouts to the engine, and nobody sees whether one fails. Leave out -NoWait or -RollbackOnFailure.");
        }

        RegistryAccess? registries = null;
        if (Prepare(Prune, (ImageResolving)Enum.Parse(typeof(ImageResolving), ResolveImage), live => registries = Registries(live)) is not { } prepared)
        {
            return;
        }

        StackPlan plan = prepared.Plan;
        StackStep[] declined = [.. plan.Steps.Where(step => !step.IsKept && !IsConfirmed(step, prepared.Live))];
        if (declined.Length > 0 && declined.Length == plan.Steps.Count(step => !step.IsKept))
        {
            WriteObject(new SwarmStackResult
            {
                StackName = plan.Names.Stack,
                Changes = [.. plan.Steps.Select(step => step.Change)],
                Outcome = SwarmStackChangeOutcome.Planned,
                Connection = prepared.Live.Connection,
            });
            return;
        }

        Write(Apply(prepared, declined, registries!), prepared.Live);
    }

    private bool IsConfirmed(StackStep step, LiveConnection live) =>
        ShouldProcess($"{step.Change.Type.ToString().ToLowerInvariant()} '{step.Change.Name}' in {live.SwarmName}", $"{step.Change.Action} ({step.Change.Reason})");

    private RegistryAccess Registries(LiveConnection live)
    {
        bool sends = WithRegistryAuth || RegistryCredential is not null;
        if (sends)
        {
            RequirePrivate(live, "registry login", AllowPlaintext);
        }

        bool isReadable = live.Connection.Settings.IsReadableOnTheWay && !AllowPlaintext;
        return new(isReadable ? new NoLogins() : RegistryChoice.Logins(WithRegistryAuth, RegistryCredential), sends ? RegistrySending.Login : RegistrySending.Nothing);
    }

    private StackOutcome Apply(PreparedStack prepared, IReadOnlyCollection<StackStep> declined, RegistryAccess registries)
    {
        StackOutcome? outcome = null;
        StackProgress progress = new(this, prepared.Plan);
        HashSet<string> warnings = [];
        async Task WorkAsync(Action<object> emit, CancellationToken stop)
        {
            using ServiceBell bell = new(prepared.Live.Engine);
            StackApplier applier = new ServiceOperations(prepared.Live.Engine, bell).StackApplier(prepared.Contents);
            emit(await applier.ApplyAsync(prepared.Plan, prepared.Observed, OptionsOf(prepared.Live, declined, registries, emit), emit, stop).ConfigureAwait(false));
        }

        try
        {
            foreach (object item in Emitted<object>(WorkAsync))
            {
                switch (item)
                {
                    case RolloutEvent change:
                        progress.Show(change);
                        break;
                    case RolloutWarning warning:
                        warnings.Add(warning.Text);
                        break;
                    case StackOutcome ended:
                        outcome = ended;
                        break;
                    default:
                        break;
                }
            }
        }
        finally
        {
            progress.Complete();
        }

        // Now that all has ended: a warning may end the command.
        warnings.ToList().ForEach(WriteWarning);
        return outcome!;
    }

    private StackApplyOptions OptionsOf(LiveConnection live, IReadOnlyCollection<StackStep> declined, RegistryAccess registries, Action<object> emit) => new()
    {
        Api = live.Connection.ApiVersion!,
        Timeout = Timeout,
        IsWatched = !NoWait,
        RollsBack = RollbackOnFailure,
        KeptVersions = KeepVersion,
        Declined = declined,
        LoginFor = (image, stop) => registries.ToSendAsync(image, warning => emit(new RolloutWarning(warning)), stop),
    };

    private void Write(StackOutcome outcome, LiveConnection live)
    {
        outcome.Result.Connection = live.Connection;
        WriteObject(outcome.Result);
        foreach (SwarmException failure in outcome.Failures)
        {
            WriteError(ErrorRecords.From(failure, outcome.Result.StackName));
        }
    }
}
