using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Backups;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Registries;
using SwarmTools.Rollouts;
using SwarmTools.Stacks;

namespace SwarmTools.Commands;

/// <summary>A cmdlet that has the plan of a restore, which it may carry out: how that is done, each change asked for, and its result.</summary>
public abstract class RestoreCmdlet : StackWorkCmdlet
{
    private protected RestoreCmdlet()
    {
    }

    /// <summary>Asks for no values: a secret without one is not made, and what uses it is skipped. The same command with the values makes them.</summary>
    [Parameter]
    public SwitchParameter SkipMissingSecret { get; set; }

    /// <summary>Sends the logins for the images' registries, as 'docker login' keeps them, to the nodes that pull the images. A backup holds no logins.</summary>
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

    /// <summary>How long each service may take to converge. The default is 5 minutes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = RolloutOptions.DefaultTimeout;

    /// <summary>Leaves it to the engine that services converge.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Carries a plan out, as far as the user wants it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="seen">What it was made from.</param>
    /// <param name="values">The values of secrets.</param>
    /// <param name="registries">What logs in to registries.</param>
    /// <param name="live">The swarm.</param>
    /// <param name="path">The file of the backup.</param>
    private protected void CarryOut(RestorePlan plan, SeenSwarm seen, RestoreValues values, RegistryAccess registries, LiveConnection live, string path)
    {
        StackStep[] changes = [.. plan.Steps.Where(step => !step.IsKept)];
        IReadOnlyList<StackStep> without = SkipMissingSecret ? values.Missing(plan) : [];
        StackStep[] declined = [.. changes.Where(step => without.Contains(step) || !IsConfirmed(step, live))];
        RestoreOutcome outcome = IsWhatIf || (declined.Length > 0 && declined.Length == changes.Length)
            ? new(new() { Changes = [.. plan.Steps.Select(step => step.Change)], Outcome = SwarmStackChangeOutcome.Planned }, [])
            : Worked(
                live,
                new StackProgress(this, $"Restoring {live.SwarmName}", plan.Steps),
                (operations, emit, stop) => operations.SwarmRestorer(values.Contents).ApplyAsync(plan, seen.Observed, OptionsOf(registries, declined, live, emit), emit, stop));
        (outcome.Result.Path, outcome.Result.Connection) = (path, live.Connection);
        WriteObject(outcome.Result);
        foreach (SwarmException failure in outcome.Failures)
        {
            WriteError(ErrorRecords.From(failure, path));
        }
    }

    private StackApplyOptions OptionsOf(RegistryAccess registries, StackStep[] declined, LiveConnection live, Action<object> emit) => new()
    {
        Api = live.Connection.ApiVersion!,
        Timeout = Timeout,
        IsWatched = !NoWait,
        Declined = declined,
        LoginFor = (image, stop) => registries.ToSendAsync(image, warning => emit(new RolloutWarning(warning)), stop),
    };
}
