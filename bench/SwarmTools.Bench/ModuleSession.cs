using System;
using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SwarmTools.Bench;

/// <summary>A runspace into which a module can be imported.</summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly Runspace _runspace;

    public ModuleSession()
    {
        _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        _runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        _runspace.Open();
    }

    public void Import(string manifest)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", manifest).AddParameter("ErrorAction", ActionPreference.Stop);
        shell.Invoke();
    }

    /// <summary>Runs a cmdlet to its end.</summary>
    public Collection<PSObject> Run(string cmdlet)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddCommand(cmdlet).AddParameter("ErrorAction", ActionPreference.Stop);
        return shell.Invoke();
    }

    /// <summary>Runs a script to its end.</summary>
    public Collection<PSObject> RunScript(string script)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript("$ErrorActionPreference = 'Stop'; " + script);
        return shell.Invoke();
    }

    /// <summary>Starts a cmdlet that goes on until the shell is stopped.</summary>
    public PowerShell Start(string cmdlet, PSDataCollection<PSObject> output, Hashtable parameters)
    {
        PowerShell shell = PowerShell.Create(_runspace);
        shell.AddCommand(cmdlet).AddParameters(parameters).AddParameter("ErrorAction", ActionPreference.Stop);
        shell.BeginInvoke<PSObject, PSObject>(null, output);
        return shell;
    }

    public void Dispose() => _runspace.Dispose();
}
