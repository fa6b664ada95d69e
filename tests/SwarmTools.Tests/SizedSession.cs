using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>A session with the packaged module in a console of a given width.</summary>
internal sealed partial class SizedSession : IDisposable
{
    private readonly SizedHost _host;
    private readonly Runspace _runspace;

    public SizedSession(int width)
    {
        _host = new(width);
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([Repository.Manifest]);
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
    }

    /// <summary>What the console shows of an object, line by line, without colours.</summary>
    public IReadOnlyList<string> Show(object item)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript("param($item) $item | Out-Default").AddArgument(item).Invoke();
        Assert.Empty(shell.Streams.Error);
        return [.. Colours().Replace(_host.Take(), "").Split('\n').Select(line => line.TrimEnd())];
    }

    public void Dispose() => _runspace.Dispose();

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colours();
}
