using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Contents;
using SwarmTools.Rollouts;

namespace SwarmTools.Infrastructure;

/// <summary>Shows what rollouts tell. Warnings and errors are kept until all have ended: one of them may end the command, and with it what is under way.</summary>
internal sealed class RolloutReport(SwarmCmdlet cmdlet)
{
    private readonly List<string> _warnings = [];
    private readonly List<ErrorRecord> _failures = [];

    public void Show(object item, ProgressView progress)
    {
        switch (item)
        {
            case RolloutEvent change:
                progress.Show(change);
                break;
            case RotationNote note:
                cmdlet.WriteVerbose(note.Text);
                break;
            case RolloutWarning warning:
                _warnings.Add(warning.Text);
                break;
            case RotationFailure failure:
                _failures.Add(ErrorRecords.From(failure.Failure, failure.ServiceName));
                break;
            case ErrorRecord failure:
                _failures.Add(failure);
                break;
            default:
                break;
        }
    }

    /// <summary>Keeps the error of a rollout that ended badly, to be written when all have ended.</summary>
    /// <param name="result">The result.</param>
    /// <param name="carried">What the error carries instead of it.</param>
    public void Fail(SwarmRolloutResult result, object? carried = null)
    {
        if (RolloutFailure.Of(result, carried) is { } failure)
        {
            _failures.Add(ErrorRecords.From(failure, result.ServiceName));
        }
    }

    /// <summary>Writes what was kept.</summary>
    public void Write()
    {
        _warnings.ForEach(cmdlet.WriteWarning);
        _warnings.Clear();
        _failures.ForEach(cmdlet.WriteError);
        _failures.Clear();
    }
}
