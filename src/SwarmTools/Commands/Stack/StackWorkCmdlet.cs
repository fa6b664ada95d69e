using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Pipelines;
using SwarmTools.Registries;
using SwarmTools.Rollouts;
using SwarmTools.Services;
using SwarmTools.Stacks;
using SwarmTools.Syntax;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>A cmdlet that has a plan for a stack, which it may carry out: it asks for each change, shows the work and writes the result.</summary>
public abstract class StackWorkCmdlet : ConnectedCmdlet
{
    private StackReporter? _report;

    private protected StackWorkCmdlet()
    {
    }

    /// <summary>Whether a plan is carried out although the addresses of networks do not suffice.</summary>
    private protected virtual bool IsForced => false;

    private protected sealed override void Note(BuildNotice notice) => _report?.Note(notice);

    /// <summary>Begins to gather what is to be reported of one stack.</summary>
    /// <param name="path">Where the report is to be; empty for none.</param>
    /// <exception cref="SwarmException"><c>DataInvalid</c> for a place where no file can be; <c>FileNotFound</c> for a drive that is not there.</exception>
    private protected void BeginReport(string path)
    {
        if (path.Length > 0)
        {
            ReportPlace place = new(PathResolver.NewPath(this, path));
            place.Require();
            _report = new(MyInvocation.MyCommand.Name, place, SystemClock.Instance);
        }
    }

    /// <summary>Does the work on one stack, and writes the report, however the work ends.</summary>
    /// <param name="work">The work.</param>
    /// <param name="isLast">Whether there is no other after it: else the report waits for that, unless this one ends the command.</param>
    private protected void Report(Action work, bool isLast = true)
    {
        bool isDone = false;
        try
        {
            work();
            isDone = true;
        }
        catch (SwarmException failure)
        {
            Note(BuildNotice.Of(failure));
            throw;
        }
        finally
        {
            if (isLast || !isDone)
            {
                WriteReport(isDone);
            }
        }
    }

    /// <summary>How registries are asked, and what the nodes are sent that pull images.</summary>
    /// <exception cref="SwarmException"><c>PlaintextRefused</c>, <c>OptionInvalid</c>.</exception>
    private protected static RegistryAccess Registries(LiveConnection live, bool withRegistryAuth, PSCredential? credential, bool allowPlaintext)
    {
        if (withRegistryAuth || credential is not null)
        {
            RequirePrivate(live, "registry login", allowPlaintext);
        }

        bool isReadable = live.Connection.Settings.IsReadableOnTheWay && !allowPlaintext;
        return new(
            isReadable ? new NoLogins() : RegistryChoice.Logins(withRegistryAuth, credential),
            withRegistryAuth || credential is not null ? RegistrySending.Login : RegistrySending.Nothing);
    }

    /// <summary>Looks at the swarm, and plans.</summary>
    /// <param name="desired">What the stack is to have.</param>
    /// <param name="contents">The data of its secrets and configs.</param>
    /// <param name="options">What the plan may do.</param>
    /// <param name="resolving">Which images are looked up.</param>
    /// <param name="registries">What logs in to registries.</param>
    /// <param name="live">The swarm.</param>
    private protected PreparedStack Prepare(
        DesiredStack desired, StackContents contents, StackPlanOptions options, ImageResolving resolving, RegistryAccess registries, LiveConnection live)
    {
        foreach (DesiredService service in desired.Services)
        {
            ObjectNames.Service(service.Name);
        }

        contents.RequireUse(desired.Secrets);
        List<string> warnings = [.. desired.Services.SelectMany(service => service.Dropped)];
        ISwarmEngine engine = live.Engine;
        StackObserver observer = new(engine, engine, engine, engine, new ImageResolver(engine, registries));
        ObservedStack observed = Await(stop => observer.ObserveAsync(desired, contents, resolving, warnings.Add, stop));
        warnings.ForEach(WriteWarning);
        return Checked(new StackPlanner(desired, observed, options).Plan(), observed, contents, live);
    }

    /// <summary>Looks whether the addresses of networks suffice for a plan, and tells what there is to be known of it.</summary>
    private protected PreparedStack Checked(StackPlan plan, ObservedStack observed, StackContents contents, LiveConnection live)
    {
        StackPlan seen = Await(stop => new ServiceOperations(live.Engine).StackAddresses.CheckedAsync(plan, observed, IsForced, stop));
        _report?.Planned(seen, live.Connection);
        seen.Warnings.ToList().ForEach(WriteWarning);
        return new(seen, observed, contents, live);
    }

    /// <summary>Carries a plan out, as far as the user wants it.</summary>
    /// <param name="prepared">The plan.</param>
    /// <param name="doing">What the work is called, such as Publishing.</param>
    /// <param name="options">How; asked with what takes warnings.</param>
    private protected void CarryOut(PreparedStack prepared, string doing, Func<Action<object>, StackApplyOptions> options)
    {
        StackPlan plan = prepared.Plan;
        if (plan.Refusal is { } refusal)
        {
            throw refusal;
        }

        StackStep[] declined = [.. plan.Steps.Where(step => !step.IsKept && !IsConfirmed(step, prepared.Live))];
        if (IsWhatIf || (declined.Length > 0 && declined.Length == plan.Steps.Count(step => !step.IsKept)))
        {
            Write(new SwarmStackResult
            {
                StackName = plan.Names.Stack,
                Changes = [.. plan.Steps.Select(step => step.Change)],
                Outcome = SwarmStackChangeOutcome.Planned,
            }, prepared.Live);
            return;
        }

        _report?.Begun();
        StackOutcome outcome = Apply(prepared, doing, emit => options(emit) with { Api = prepared.Live.Connection.ApiVersion!, Declined = declined });
        Write(outcome.Result, prepared.Live);
        foreach (SwarmException failure in outcome.Failures)
        {
            WriteError(ErrorRecords.From(failure, outcome.Result.StackName));
        }
    }

    private protected static void RequireWatch(bool noWait, bool rollsBack)
    {
        if (noWait && rollsBack)
        {
            throw new SwarmException(ErrorId.OptionInvalid, "-NoWait leaves the rollouts to the engine, and nobody sees whether one fails. Leave out -NoWait or -RollbackOnFailure.");
        }
    }

    /// <summary>Whether nothing is to be done but to be shown.</summary>
    private protected bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given) ? (SwitchParameter)given : SessionState.PSVariable.GetValue("WhatIfPreference") is true;

    /// <summary>Asks for one change.</summary>
    private protected bool IsConfirmed(StackStep step, LiveConnection live) =>
        ShouldProcess($"{EnumText.Write(step.Change.Type, '-')} '{step.Change.Name}' in {live.SwarmName}", $"{step.Change.Action} ({step.Change.Reason})");

    /// <summary>Does work on services, shows how it goes, and tells its warnings in the end.</summary>
    /// <param name="live">The swarm.</param>
    /// <param name="progress">Shows it.</param>
    /// <param name="work">The work; what it emits is shown.</param>
    private protected T Worked<T>(LiveConnection live, StackProgress progress, Func<ServiceOperations, Action<object>, CancellationToken, Task<T>> work)
        where T : class
    {
        T? outcome = null;
        HashSet<string> warnings = [];
        try
        {
            foreach (object item in Emitted<object>(async (emit, stop) =>
            {
                using ServiceBell bell = new(live.Engine);
                emit(await work(new(live.Engine, bell), emit, stop).ConfigureAwait(false));
            }))
            {
                switch (item)
                {
                    case RolloutEvent change:
                        progress.Show(change);
                        break;
                    case RolloutWarning warning:
                        warnings.Add(warning.Text);
                        break;
                    case T ended:
                        outcome = ended;
                        break;
                    default:
                        break;
                }
            }
        }
        catch (SwarmException)
        {
            warnings.ToList().ForEach(WriteWarning);
            throw;
        }
        finally
        {
            progress.Complete();
        }

        // Now that all has ended: a warning may end the command.
        warnings.ToList().ForEach(WriteWarning);
        return outcome!;
    }

    private StackOutcome Apply(PreparedStack prepared, string doing, Func<Action<object>, StackApplyOptions> options) => Worked(
        prepared.Live,
        new StackProgress(this, $"{doing} the stack '{prepared.Plan.Names.Stack}'", prepared.Plan.Steps),
        (operations, emit, stop) => operations.StackApplier(prepared.Contents).ApplyAsync(prepared.Plan, prepared.Observed, options(emit), emit, stop));

    private void Write(SwarmStackResult result, LiveConnection live)
    {
        result.Connection = live.Connection;
        _report?.Ended(result);
        WriteObject(result);
    }

    // A report that cannot be written is no reason to lose why the work failed, or that it is done.
    private void WriteReport(bool isDone)
    {
        try
        {
            _report?.Write();
        }
        catch (SwarmException failure)
        {
            if (isDone)
            {
                WriteError(ErrorRecords.From(failure.Told(failure.Message + " The work itself is done."), target: null));
            }
            else
            {
                WriteWarning(failure.Message);
            }
        }
    }
}
