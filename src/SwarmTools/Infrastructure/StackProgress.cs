using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Rollouts;
using SwarmTools.Stacks;

namespace SwarmTools.Infrastructure;

/// <summary>Shows the work on services as one progress bar, with the one that moved last.</summary>
/// <param name="cmdlet">Where.</param>
/// <param name="activity">What the work is called.</param>
/// <param name="steps">All that is to be done.</param>
internal sealed class StackProgress(SwarmCmdlet cmdlet, string activity, IEnumerable<StackStep> steps)
{
    private const int Id = 0;

    // Of the rest nothing is told.
    private readonly int _all = Math.Max(1, steps.Count(step => step.IsOf(SwarmStackObjectType.Service) && step.Change.Action is not (SwarmStackAction.Keep or SwarmStackAction.Remove)));
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);

    public void Show(RolloutEvent change)
    {
        RolloutStatus status = change.Status;
        cmdlet.WriteVerbose($"{change.ServiceName}: {status.Outcome}. {status.Message}");
        if (status.Outcome == SwarmRolloutOutcome.Converged)
        {
            _done.Add(change.ServiceId);
        }

        cmdlet.WriteProgress(new(Id, activity, $"{change.ServiceName}: {(status.Message.Length > 0 ? status.Message : status.Outcome.ToString())}") { PercentComplete = Math.Min(100, _done.Count * 100 / _all) });
    }

    public void Complete() => cmdlet.WriteProgress(new(Id, activity, "Done") { RecordType = ProgressRecordType.Completed });
}
