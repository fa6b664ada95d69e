using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>A runspace with the packaged module, as a user's session has it.</summary>
public sealed class ModuleSession : IDisposable
{
    private readonly Runspace _runspace;

    // PowerShell's engine reports its use over the network unless it is told not to.
    static ModuleSession() => Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

    public ModuleSession()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([Repository.Manifest]);
        state.Commands.Add(new SessionStateCmdletEntry("Select-Object", typeof(SelectObjectStandIn), helpFileName: null));
        state.Commands.Add(new SessionStateCmdletEntry("Show-All", typeof(ShowAllCommand), helpFileName: null));
        state.ThrowOnRunspaceOpenError = true;
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    /// <summary>Runs a script to its end.</summary>
    public ScriptResult Run(string script, params object?[] arguments)
    {
        using PowerShell shell = Prepare(script, arguments);
        List<PSObject> output = [];
        ErrorRecord? terminating = null;
        try
        {
            output.AddRange(shell.Invoke());
        }
        catch (RuntimeException failure)
        {
            terminating = failure.ErrorRecord;
        }

        List<ErrorRecord> errors = [.. shell.Streams.Error];
        if (terminating is not null)
        {
            errors.Add(terminating);
        }

        return new(
            output,
            errors,
            [.. shell.Streams.Warning.Select(record => record.Message)],
            [.. shell.Streams.Verbose.Select(record => record.Message), .. shell.Streams.Debug.Select(record => record.Message)],
            terminating is not null);
    }

    /// <summary>A script ready to run; its arguments are $args.</summary>
    public PowerShell Prepare(string script, params object?[] arguments)
    {
        PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (object? argument in arguments)
        {
            shell.AddArgument(argument);
        }

        return shell;
    }

    public void Dispose() => _runspace.Dispose();
}
