using System;
using System.Management.Automation;
using SwarmTools.Parameters;
using SwarmTools.Specs;

namespace SwarmTools.Commands;

/// <content>When a task that ended is replaced.</content>
public abstract partial class ServiceOptionsCmdlet
{
    /// <summary>When a task that ended is replaced: None, OnFailure or Any. The default is Any.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmRestartCondition.None), nameof(SwarmRestartCondition.OnFailure), nameof(SwarmRestartCondition.Any))]
    [Word(typeof(SwarmRestartCondition))]
    public SwarmRestartCondition? RestartCondition { get; set; }

    /// <summary>The time before a task is replaced. The engine's default is 5 seconds.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? RestartDelay { get; set; }

    /// <summary>How often a task is replaced; 0 is no limit.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long? RestartMaxAttempts { get; set; }

    /// <summary>The time in which restarts are counted; 0 counts all there ever were.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? RestartWindow { get; set; }

    private void AddRestart(SpecEdits edits)
    {
        SpecEdits restart = new();
        restart.Set(ServiceOptions.RestartCondition, "-RestartCondition", RestartCondition);
        restart.Set(ServiceOptions.RestartDelay, "-RestartDelay", RestartDelay);
        restart.Set(ServiceOptions.RestartMaxAttempts, "-RestartMaxAttempts", RestartMaxAttempts);
        restart.Set(ServiceOptions.RestartWindow, "-RestartWindow", RestartWindow);
        edits.AddOver(ServiceOptions.RestartDefaults, restart);
    }
}
