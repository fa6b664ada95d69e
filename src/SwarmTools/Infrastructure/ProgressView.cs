using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Rollouts;
using SwarmTools.Text;

namespace SwarmTools.Infrastructure;

/// <summary>Shows rollouts as progress bars: one for all, and one below it for each service that is under way.</summary>
internal sealed class ProgressView(SwarmCmdlet cmdlet, IReadOnlyList<SwarmService> services)
{
    private const int Parent = 0;
    private const string Activity = "Waiting for services";

    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private int _done;

    public void Show(RolloutEvent change)
    {
        RolloutStatus status = change.Status;
        string states = status.TaskStates.Length > 0 ? $" ({status.TaskStates})" : "";
        cmdlet.WriteVerbose($"{change.ServiceName}: {status.Outcome}. {status.Message}{states}");
        ShowAll();
        _shown.Add(change.ServiceId);
        cmdlet.WriteProgress(new(IdOf(change.ServiceId), change.ServiceName, (status.Message.Length > 0 ? status.Message : status.Outcome.ToString()) + states)
        {
            ParentActivityId = Parent,
            PercentComplete = status.Desired == 0 ? 100 : Math.Min(100, status.Running * 100 / status.Desired),
        });
    }

    public void Show(SwarmRolloutResult result)
    {
        _done++;
        cmdlet.WriteVerbose($"{result.ServiceName}: {result.Outcome} after {SwarmText.Duration(result.Duration)}.");
        Remove(result.ServiceId);
        ShowAll();
    }

    public void Complete()
    {
        foreach (string id in _shown.ToList())
        {
            Remove(id);
        }

        cmdlet.WriteProgress(new(Parent, Activity, "Done") { RecordType = ProgressRecordType.Completed });
    }

    private void ShowAll() =>
        cmdlet.WriteProgress(new(Parent, Activity, $"{_done} of {services.Count} done") { PercentComplete = Math.Min(100, _done * 100 / services.Count) });

    private void Remove(string serviceId)
    {
        if (_shown.Remove(serviceId))
        {
            cmdlet.WriteProgress(new(IdOf(serviceId), Activity, "Done") { RecordType = ProgressRecordType.Completed, ParentActivityId = Parent });
        }
    }

    // A bar is known by its number.
    private int IdOf(string serviceId) => 1 + services.TakeWhile(service => service.Id != serviceId).Count();
}
