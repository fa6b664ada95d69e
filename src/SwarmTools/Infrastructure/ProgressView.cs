using System.Management.Automation;
using SwarmTools.Rollouts;
using SwarmTools.Text;

namespace SwarmTools.Infrastructure;

/// <summary>Shows rollouts as progress bars: one for all, one below it for the service that moved last.</summary>
internal sealed class ProgressView(Cmdlet cmdlet, int services)
{
    private const int Parent = 0;
    private const int Child = 1;

    private int _done;

    public void Show(RolloutEvent change)
    {
        RolloutStatus status = change.Status;
        cmdlet.WriteVerbose($"{change.ServiceName}: {status.Outcome}. {status.Message}");
        cmdlet.WriteProgress(new(Parent, "Waiting for services", $"{_done} of {services} done") { PercentComplete = _done * 100 / services });
        cmdlet.WriteProgress(new(Child, change.ServiceName, status.Message.Length > 0 ? status.Message : status.Outcome.ToString())
        {
            ParentActivityId = Parent,
            PercentComplete = status.Desired == 0 ? 100 : System.Math.Min(100, status.Running * 100 / status.Desired),
        });
    }

    public void Show(SwarmRolloutResult result)
    {
        _done++;
        cmdlet.WriteVerbose($"{result.ServiceName}: {result.Outcome} after {SwarmText.Duration(result.Duration)}.");
    }

    public void Complete()
    {
        cmdlet.WriteProgress(new(Child, "Waiting for services", "Done") { RecordType = ProgressRecordType.Completed, ParentActivityId = Parent });
        cmdlet.WriteProgress(new(Parent, "Waiting for services", "Done") { RecordType = ProgressRecordType.Completed });
    }
}
