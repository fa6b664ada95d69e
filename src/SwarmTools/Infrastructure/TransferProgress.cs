using System;
using System.Management.Automation;
using SwarmTools.Text;
using SwarmTools.Tunnels;

namespace SwarmTools.Infrastructure;

/// <summary>Shows the way of a volume's bytes as a progress bar, its steps as verbose lines, and its warnings.</summary>
internal sealed class TransferProgress(SwarmCmdlet cmdlet, string activity)
{
    private const int Id = 0;

    /// <summary>After how many bytes the bar is drawn anew: hosts draw slowly.</summary>
    private const long Step = 4 * 1024 * 1024;

    private string _last = "";
    private long _shown;

    public void Show(TransferEvent change)
    {
        if (change.IsWarning)
        {
            cmdlet.WriteWarning(change.Step);
            return;
        }

        if (change.Step == _last && change.Bytes - _shown < Step)
        {
            return;
        }

        if (change.Step != _last)
        {
            cmdlet.WriteVerbose($"{activity}: {change.Step}.");
        }

        (_last, _shown) = (change.Step, change.Bytes);
        string bytes = change.Bytes == 0 ? "" : $": {View.Size(change.Bytes)}{(change.Total > 0 ? " of " + View.Size(change.Total) : "")}";
        cmdlet.WriteProgress(new(Id, activity, change.Step + bytes) { PercentComplete = change.Total > 0 ? (int)Math.Min(100, change.Bytes * 100 / change.Total) : -1 });
    }

    public void Complete() => cmdlet.WriteProgress(new(Id, activity, "Done") { RecordType = ProgressRecordType.Completed });
}
