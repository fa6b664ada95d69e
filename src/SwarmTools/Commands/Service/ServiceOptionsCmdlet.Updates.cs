using System;
using System.Management.Automation;
using SwarmTools.Parameters;
using SwarmTools.Specs;

namespace SwarmTools.Commands;

/// <content>How its tasks are replaced.</content>
public abstract partial class ServiceOptionsCmdlet
{
    /// <summary>How many tasks an update replaces at once; 0 means all. The default is 1.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long? UpdateParallelism { get; set; }

    /// <summary>The time between two groups of tasks during an update.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? UpdateDelay { get; set; }

    /// <summary>How long the engine watches a replaced task for failure. The engine's default is 5 seconds.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? UpdateMonitor { get; set; }

    /// <summary>Whether the new task starts before the old one stops, or after. The default is StopFirst.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmUpdateOrder.StopFirst), nameof(SwarmUpdateOrder.StartFirst))]
    [Word(typeof(SwarmUpdateOrder))]
    public SwarmUpdateOrder? UpdateOrder { get; set; }

    /// <summary>What the engine does when an update fails. The default is Pause.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmFailureAction.Pause), nameof(SwarmFailureAction.Continue), nameof(SwarmFailureAction.Rollback))]
    [Word(typeof(SwarmFailureAction))]
    public SwarmFailureAction? UpdateFailureAction { get; set; }

    /// <summary>The share of tasks, 0 to 1, that may fail before an update counts as failed.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? UpdateMaxFailureRatio { get; set; }

    /// <summary>How many tasks a rollback replaces at once; 0 means all. The default is 1.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long? RollbackParallelism { get; set; }

    /// <summary>The time between two groups of tasks during a rollback.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? RollbackDelay { get; set; }

    /// <summary>How long the engine watches a replaced task for failure. The engine's default is 5 seconds.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? RollbackMonitor { get; set; }

    /// <summary>Whether the new task starts before the old one stops, or after. The default is StopFirst.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmUpdateOrder.StopFirst), nameof(SwarmUpdateOrder.StartFirst))]
    [Word(typeof(SwarmUpdateOrder))]
    public SwarmUpdateOrder? RollbackOrder { get; set; }

    /// <summary>What the engine does when a rollback fails. The default is Pause.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmFailureAction.Pause), nameof(SwarmFailureAction.Continue))]
    [Word(typeof(SwarmFailureAction))]
    public SwarmFailureAction? RollbackFailureAction { get; set; }

    /// <summary>The share of tasks, 0 to 1, that may fail before a rollback counts as failed.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? RollbackMaxFailureRatio { get; set; }

    private void AddUpdates(SpecEdits edits)
    {
        SpecEdits update = new();
        update.Set(ServiceOptions.Update.Parallelism, "-UpdateParallelism", UpdateParallelism);
        update.Set(ServiceOptions.Update.Delay, "-UpdateDelay", UpdateDelay);
        update.Set(ServiceOptions.Update.Monitor, "-UpdateMonitor", UpdateMonitor);
        update.Set(ServiceOptions.Update.Order, "-UpdateOrder", UpdateOrder);
        update.Set(ServiceOptions.Update.FailureAction, "-UpdateFailureAction", UpdateFailureAction);
        update.Set(ServiceOptions.Update.MaxFailureRatio, "-UpdateMaxFailureRatio", UpdateMaxFailureRatio);
        edits.AddOver(ServiceOptions.Update.Defaults, update);
        SpecEdits rollback = new();
        rollback.Set(ServiceOptions.Rollback.Parallelism, "-RollbackParallelism", RollbackParallelism);
        rollback.Set(ServiceOptions.Rollback.Delay, "-RollbackDelay", RollbackDelay);
        rollback.Set(ServiceOptions.Rollback.Monitor, "-RollbackMonitor", RollbackMonitor);
        rollback.Set(ServiceOptions.Rollback.Order, "-RollbackOrder", RollbackOrder);
        rollback.Set(ServiceOptions.Rollback.FailureAction, "-RollbackFailureAction", RollbackFailureAction);
        rollback.Set(ServiceOptions.Rollback.MaxFailureRatio, "-RollbackMaxFailureRatio", RollbackMaxFailureRatio);
        edits.AddOver(ServiceOptions.Rollback.Defaults, rollback);
    }
}
