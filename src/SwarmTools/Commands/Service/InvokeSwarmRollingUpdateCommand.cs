using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using SwarmTools.Engine;
using SwarmTools.History;
using SwarmTools.Parameters;
using SwarmTools.Rollouts;
using SwarmTools.Specs;
using SwarmTools.Text;

namespace SwarmTools.Commands;

/// <summary>
/// Brings services to a new version and sees it through: first a few tasks if asked, then the rest, and back where it fails.
/// Each gives a result; one that failed also an error (RolledBack, RolloutPaused, RolloutTimedOut, TasksFailing, ImageNotFound) that carries it.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "SwarmRollingUpdate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmRolloutResult))]
public sealed class InvokeSwarmRollingUpdateCommand : ServiceEditCmdlet
{
    private readonly List<SwarmService> _services = [];
    private readonly Dictionary<SwarmService, (IReadOnlyList<SpecEdit> Edits, RegistryLogin? Login)> _decided = [];
    private SpecEdits _tuning = new();

    /// <summary>How many tasks are updated first, and watched, before the others are touched. The default is none; 1 with -Validate.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Canary { get; set; }

    /// <summary>
    /// Runs after the first tasks are up, with the service as $_. The rollout goes on unless the block throws, writes an error, runs a program that
    /// fails, or returns null, false, 0 or an empty text last; a block that writes nothing has no objection. Otherwise the service goes back.
    /// The time that the block takes is its own, and does not count for -Timeout.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? Validate { get; set; }

    /// <summary>Brings a service back to the spec that it had when its rollout fails in any way, or takes too long. Going back may take as long again, and 5 minutes at least.</summary>
    [Parameter]
    public SwitchParameter RollbackOnFailure { get; set; }

    /// <summary>How many tasks are replaced at once in this rollout; 0 means all. The default is the service's own setting.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long? Parallelism { get; set; }

    /// <summary>The time between two groups of tasks in this rollout. The default is the service's own setting.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? Delay { get; set; }

    /// <summary>How long a replaced task is watched for failure in this rollout. The default is the service's own setting.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? Monitor { get; set; }

    /// <summary>Whether new tasks start before old ones stop, or after, in this rollout. The default is the service's own setting.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmUpdateOrder.StopFirst), nameof(SwarmUpdateOrder.StartFirst))]
    [Word(typeof(SwarmUpdateOrder))]
    public SwarmUpdateOrder? Order { get; set; }

    /// <summary>Makes -Parallelism, -Delay, -Monitor and -Order settings of the service, instead of for this rollout alone.</summary>
    [Parameter]
    public SwitchParameter Persist { get; set; }

    /// <summary>Why, for Get-SwarmServiceHistory.</summary>
    [Parameter]
    public string Reason { get; set; } = "";

    /// <summary>How many revisions of a service are kept in the swarm. The default is 10; with 0 none is left when the rollout ends, earlier ones neither.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int HistoryLimit { get; set; } = ServiceHistory.DefaultLimit;

    /// <summary>How many services are updated at once. The default is 5.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 5;

    private protected override void Begin()
    {
        base.Begin();
        _tuning.Set(ServiceOptions.Update.Parallelism, "-Parallelism", Parallelism);
        _tuning.Set(ServiceOptions.Update.Delay, "-Delay", Delay);
        _tuning.Set(ServiceOptions.Update.Monitor, "-Monitor", Monitor);
        _tuning.Set(ServiceOptions.Update.Order, "-Order", Order);
        if (Persist)
        {
            Wish.Edits.AddOver(ServiceOptions.Update.Defaults, _tuning);
            _tuning = new();
        }

        if (NoWait && (Canary is not null || Validate is not null || RollbackOnFailure || _tuning.All.Count > 0))
        {
            throw new SwarmException(
                ErrorId.OptionInvalid,
                "-NoWait leaves the rollout to the engine, so it goes neither with -Canary, -Validate or -RollbackOnFailure nor with settings for this rollout alone (-Parallelism, -Delay, -Monitor, -Order without -Persist).");
        }
    }

    private protected override void Process()
    {
        ForEachService(Name, Image is null ? "Roll out a change" : $"Roll out image '{Image}'", Known, (service, live) =>
        {
            if (service.Mode.IsJob())
            {
                throw new SwarmException(ErrorId.WrongKind, $"'{service.Name}' is a job, whose tasks are not replaced one after another; a change of it is another run. Invoke-SwarmJob runs it again.");
            }

            _decided[service] = Await(stop => DecideAsync(service, live, stop));
            _services.Add(service);
        });
        WriteWarnings();
    }

    private protected override void End()
    {
        foreach (SwarmRolloutResult result in SeeThrough(
            _services, ThrottleLimit, (operations, service, emit, stop) => operations.RollingUpdater.RunAsync(service, PlanOf(service), emit, stop)))
        {
            WriteObject(result);
            ReportFailure(result);
        }
    }

    private protected override string? Judge(SwarmService service)
    {
        // A program that fails is a failure too: from 7.3 on PowerShell itself sees to it, before that its exit code is looked at.
        List<PSVariable> variables = [new("_", service), new("ErrorActionPreference", ActionPreference.Stop), new("PSNativeCommandUseErrorActionPreference", true)];
        object callersExitCode = SessionState.PSVariable.GetValue("global:LASTEXITCODE");
        SessionState.PSVariable.Set("global:LASTEXITCODE", 0);
        try
        {
            Collection<PSObject?> output = Validate!.InvokeWithContext(null, variables)!;
            object exitCode = SessionState.PSVariable.GetValue("global:LASTEXITCODE", 0);
            return exitCode is int and not 0 ? $"a program ended with {exitCode}"
                : output.Count == 0 || LanguagePrimitives.IsTrue(output[output.Count - 1]) ? null
                : $"it returned '{ConsoleText.Neutralise(output[output.Count - 1]?.ToString() ?? "$null")}'";
        }
        catch (FlowControlException)
        {
            return "it left the block with break, continue or exit";
        }
        catch (RuntimeException failure) when (failure is not PipelineStoppedException)
        {
            // What the block itself wrote, without PowerShell's words on the preference.
            return ConsoleText.Neutralise(failure is ActionPreferenceStopException ? failure.ErrorRecord.ToString() : failure.Message);
        }
        finally
        {
            SessionState.PSVariable.Set("global:LASTEXITCODE", callersExitCode);
        }
    }

    private RollingUpdate PlanOf(SwarmService service) => new()
    {
        Edits = _decided[service].Edits,
        Login = _decided[service].Login,
        Canary = Canary ?? (Validate is null ? 0 : 1),
        IsValidated = Validate is not null,
        RollbackOnFailure = RollbackOnFailure,
        Tuning = _tuning.All,
        Reason = Reason,
        HistoryLimit = HistoryLimit,
        Timeout = Timeout,
        IsWatched = !NoWait,
    };
}
