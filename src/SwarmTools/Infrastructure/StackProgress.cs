using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Rollouts;
using SwarmTools.Stacks;

namespace SwarmTools.Infrastructure;

/// <summary>Shows the work on a stack as one progress bar, with the service that moved last.</summary>
internal sealed class StackProgress(Cmdlet cmdlet, StackPlan plan, string doing)
{
    private const int Id = 0;

    private readonly string _activity = $"{doing} the stack '{plan.Names.Stack}'";
    private readonly int _all = Math.Max(1, plan.Steps.Count(step => !step.IsKept));
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);

    public void Show(RolloutEvent change)
    {
        RolloutStatus status = change.Status;
        cmdlet.WriteVerbose($"{change.ServiceName}: {status.Outcome}. {status.Message}");
        if (status.Outcome == SwarmRolloutOutcome.Converged)
        {
            _done.Add(change.ServiceId);
        }

        cmdlet.WriteProgress(new(Id, _activity, $"{change.ServiceName}: {(status.Message.Length > 0 ? status.Message : status.Outcome.ToString())}") { PercentComplete = Math.Min(100, _done.Count * 100 / _all) });
    }

    public void Complete() => cmdlet.WriteProgress(new(Id, _activity, "Done") { RecordType = ProgressRecordType.Completed });
}
