using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Threading;
using Microsoft.PowerShell;

namespace SwarmTools.Host;

/// <summary>A runspace on the console: runs commands, shows what they write, can be stopped.</summary>
internal sealed class Session : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ConsoleInput _input;
    private readonly ConsoleUserInterface _ui;
    private readonly ConsoleHost _host;
    private readonly Runspace _runspace;
    private PowerShell? _running;
    private bool _isStopping;

    public Session(HostOptions options)
    {
        _input = new ConsoleInput(options.IsNonInteractive);
        _ui = new ConsoleUserInterface(_input, options.Width);
        _host = new ConsoleHost(_ui);

        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        _runspace.Open();
        Runspace.DefaultRunspace = _runspace;
    }

    /// <summary>Set when <c>exit</c> was called.</summary>
    public int? ExitCode => _host.ExitCode;

    /// <summary><c>$?</c> of the last statement.</summary>
    public bool LastSucceeded => _runspace.SessionStateProxy.GetVariable("?") is true;

    public ConsoleInput Input => _input;

    public PSHostUserInterface UI => _ui;

    // Without a place in the history, a pipeline leaves $? as it was.
    public RunResult RunScript(string text) =>
        Run(new Command(text, isScript: true, useLocalScope: false), addToHistory: true);

    /// <summary>The same, with what is piped to the process as <c>$input</c>.</summary>
    public RunResult RunCommand(string text) => Run(
        new Command(text, isScript: true, useLocalScope: false),
        addToHistory: true,
        PipedInput.For(Parser.ParseInput(text, out _, out _), _input));

    public RunResult RunFile(string path, IReadOnlyList<CommandParameter> arguments)
    {
        Command command = new(path, isScript: false, useLocalScope: false);
        foreach (CommandParameter argument in arguments)
        {
            command.Parameters.Add(argument);
        }

        ScriptExit.ReachesHost(_runspace);
        return Run(command, addToHistory: false, PipedInput.For(Parser.ParseFile(path, out _, out _), _input));
    }

    public RunResult ImportModule(string path)
    {
        Command command = new("Import-Module");
        command.Parameters.Add("Name", path);
        command.Parameters.Add("ErrorAction", ActionPreference.Stop);
        return Run(command, addToHistory: false);
    }

    /// <summary>The text of the prompt function.</summary>
    public string Prompt()
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript("prompt");
        return LanguagePrimitives.ConvertTo<string>(shell.Invoke());
    }

    /// <summary>Stops what runs; nothing else starts until <see cref="Resume"/>.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _input.Interrupt();
            _isStopping = true;
            _running?.BeginStop(callback: null, state: null);
        }
    }

    public void Resume()
    {
        lock (_lock)
        {
            _isStopping = false;
            _input.Resume();
        }
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _input.Dispose();
    }

    private RunResult Run(Command command, bool addToHistory, IEnumerable<string>? input = null)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.Commands.AddCommand(command).AddCommand(OutDefault());
        object[] lines = [.. input ?? []];
        if (!TryStart(shell))
        {
            return RunResult.Stopped;
        }

        try
        {
            shell.Invoke(lines, new PSInvocationSettings { AddToHistory = addToHistory, Host = _host });
            return shell.InvocationStateInfo.State == PSInvocationState.Stopped ? RunResult.Stopped : RunResult.Completed;
        }
        catch (PipelineStoppedException)
        {
            return RunResult.Stopped;
        }
        catch (Exception failure) when (_isStopping && failure is InvalidPowerShellStateException or InvalidOperationException)
        {
            // Stopped between TryStart and Invoke.
            return RunResult.Stopped;
        }
        catch (RuntimeException failure)
        {
            Show(failure.ErrorRecord);
            return RunResult.Failed;
        }
        finally
        {
            End();
        }
    }

    private void Show(ErrorRecord error)
    {
        if (error.InvocationInfo is null)
        {
            // Incomplete commands have no position, and the view of errors cannot do without.
            _ui.WriteErrorLine(error.ToString());
            return;
        }

        using PowerShell shell = PowerShell.Create(_runspace);
        shell.Commands.AddCommand(OutDefault());
        using (_ui.WriteToError())
        {
            shell.Invoke(new[] { error });
        }
    }

    private static Command OutDefault() => new("Out-Default", isScript: false, useLocalScope: true);

    private bool TryStart(PowerShell shell)
    {
        lock (_lock)
        {
            _running = _isStopping ? null : shell;
            return _running is not null;
        }
    }

    private void End()
    {
        lock (_lock)
        {
            _running = null;
        }

        _ui.EraseProgress();
    }
}
