using System;
using System.Management.Automation;
using System.Threading;

namespace SwarmTools.Bench;

/// <summary>Follows a log in a runspace of its own, as long as this object lives.</summary>
internal sealed class LogFollower : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly ModuleSession _session = new();
    private readonly PSDataCollection<PSObject> _lines = [];
    private readonly ManualResetEventSlim _hasLine = new();
    private readonly PowerShell _shell;

    public LogFollower(WorkingCopy copy, string service)
    {
        _session.Import(copy.Manifest);
        _lines.DataAdded += (_, _) =>
        {
            _lines.Clear();
            _hasLine.Set();
        };
        _shell = _session.Start("Get-SwarmLog", _lines, new() { ["Name"] = service, ["Follow"] = true, ["Tail"] = 0 });
    }

    /// <summary>Waits until a line has come.</summary>
    public void AwaitLine()
    {
        if (!_hasLine.Wait(s_patience))
        {
            throw new BenchException("A followed log brought no line.");
        }
    }

    public void Dispose()
    {
        _shell.Stop();
        _shell.Dispose();
        _session.Dispose();
        _lines.Dispose();
        _hasLine.Dispose();
    }
}
