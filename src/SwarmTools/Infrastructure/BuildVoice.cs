using System;
using System.IO;
using System.Management.Automation;
using SwarmTools.Pipelines;

namespace SwarmTools.Infrastructure;

/// <summary>Tells a build service what a cmdlet tells its user: errors, warnings, and how far the work is.</summary>
/// <remarks>
/// Its commands go the way of Write-Host, so they never land in the output. What PowerShell would not show, because -ErrorAction, -WarningAction, -ProgressAction or
/// a preference variable says so, is not told either.
/// </remarks>
internal sealed class BuildVoice(PSCmdlet cmdlet)
{
    private const string ToHost = "PSHOST";

    private readonly BuildLog? _log = BuildLog.Of(Environment.GetEnvironmentVariable);
    private string _lastProgress = "";

    /// <param name="notice">The error.</param>
    /// <param name="isTerminating">Whether it ends the command; PowerShell shows such an error whatever -ErrorAction says.</param>
    public void Error(BuildNotice notice, bool isTerminating)
    {
        if (_log is not null && IsShown(isTerminating ? "" : "ErrorAction", "ErrorActionPreference"))
        {
            Write(_log.Notice(notice with { File = Placed(notice.File) }));
        }
    }

    public void Warning(BuildNotice notice)
    {
        if (_log is not null && IsShown("WarningAction", "WarningPreference"))
        {
            Write(_log.Notice(notice));
        }
    }

    /// <summary>Tells of the bar for all the work, when it moved: a build service shows one bar.</summary>
    public void Progress(ProgressRecord record)
    {
        if (_log is null || record.ParentActivityId >= 0 || record.PercentComplete < 0 || record.RecordType == ProgressRecordType.Completed || !IsShown("ProgressAction", "ProgressPreference"))
        {
            return;
        }

        string line = _log.Progress(record.PercentComplete, record.Activity);
        if (line != _lastProgress)
        {
            Write(_lastProgress = line);
        }
    }

    // Messages name files as seen from where the user is; the service knows the root of the sources only.
    private string Placed(string file) =>
        file.Length > 0 ? _log!.PlaceOf(Path.GetFullPath(Path.Combine(cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath, file))) : "";

    private bool IsShown(string parameter, string variable)
    {
        object? preference = cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out object? given) ? given : cmdlet.SessionState.PSVariable.GetValue(variable);
        return !(LanguagePrimitives.TryConvertTo(preference, out ActionPreference action) && action is ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }

    private void Write(string line) => cmdlet.WriteInformation(new HostInformationMessage { Message = line }, [ToHost]);
}
