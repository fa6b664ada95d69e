using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Infrastructure;
using SwarmTools.Rollouts;
using SwarmTools.Stacks;
using SwarmTools.Text;

namespace SwarmTools.Commands;

/// <summary>A cmdlet that has a plan for a stack, which it may carry out: it asks for each change, shows the work and writes the result.</summary>
public abstract class StackWorkCmdlet : ConnectedCmdlet
{
    private protected StackWorkCmdlet()
    {
    }

    /// <summary>Carries a plan out, as far as the user wants it.</summary>
    /// <param name="prepared">The plan.</param>
    /// <param name="doing">What the work is called, such as Publishing.</param>
    /// <param name="options">How; asked with what takes warnings.</param>
    private protected void CarryOut(PreparedStack prepared, string doing, Func<Action<object>, StackApplyOptions> options)
    {
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

        Write(Apply(prepared, doing, emit => options(emit) with { Api = prepared.Live.Connection.ApiVersion!, Declined = declined }), prepared.Live);
    }

    private protected static void RequireWatch(bool noWait, bool rollsBack)
    {
        if (noWait && rollsBack)
        {
            throw new SwarmException(ErrorId.OptionInvalid, "-NoWait leaves the rollouts to the engine, and nobody sees whether one fails. Leave out -NoWait or -RollbackOnFailure.");
        }
    }

    private bool IsConfirmed(StackStep step, LiveConnection live) =>
        ShouldProcess($"{EnumText.Write(step.Change.Type, '-')} '{step.Change.Name}' in {live.SwarmName}", $"{step.Change.Action} ({step.Change.Reason})");

    private StackOutcome Apply(PreparedStack prepared, string doing, Func<Action<object>, StackApplyOptions> options)
    {
        StackOutcome? outcome = null;
        StackProgress progress = new(this, prepared.Plan, doing);
        HashSet<string> warnings = [];
        async Task WorkAsync(Action<object> emit, CancellationToken stop)
        {
            using ServiceBell bell = new(prepared.Live.Engine);
            StackApplier applier = new ServiceOperations(prepared.Live.Engine, bell).StackApplier(prepared.Contents);
            emit(await applier.ApplyAsync(prepared.Plan, prepared.Observed, options(emit), emit, stop).ConfigureAwait(false));
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
