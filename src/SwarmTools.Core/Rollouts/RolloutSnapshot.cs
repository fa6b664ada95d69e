using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Rollouts;

/// <summary>What was seen of a rollout at one moment.</summary>
internal sealed record RolloutSnapshot
{
    public SwarmService Service { get; init; } = new();

    /// <summary>When the engine starts a new task for one that ended: none, on-failure or any.</summary>
    public string RestartCondition { get; init; } = "any";

    /// <summary>For how long no task of it has been seen, without a break.</summary>
    public TimeSpan TasklessFor { get; init; }

    /// <summary>Whether the change was to go back.</summary>
    public bool IsRollback { get; init; }

    /// <summary>How many tasks of the present spec will do; null for all.</summary>
    public int? Canary { get; init; }

    /// <summary>Whether the spec holds its update: suspended, or after its first tasks.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether the engine goes on with an update whose tasks fail: then nobody but the watch ends it.</summary>
    public bool GoesOn { get; init; }

    /// <summary>Whether all has been well for so long that the engine will not say any more that its update has ended.</summary>
    public bool IsForgotten { get; init; }

    /// <summary>Whether the watch follows a change of the service.</summary>
    public bool IsAfterChange { get; init; } = true;

    /// <summary>Where the present spec makes other tasks than the one that is watched; null where it is the same.</summary>
    public string? ChangedPath { get; init; }

    /// <summary>The tasks made from the present spec, ended ones among them.</summary>
    public IReadOnlyList<SwarmTask> Tasks { get; init; } = [];

    /// <summary>Whether there is no task that counts. One that was stopped, and is of the present spec again since what stopped it was taken back, is none.</summary>
    public bool IsTaskless => !Tasks.Any(task => task.DesiredState <= SwarmTaskState.Complete || task.State is SwarmTaskState.Complete or SwarmTaskState.Failed or SwarmTaskState.Rejected);

    /// <summary>For a global service: how many nodes still run a task of an older spec. The number of its tasks is known from them alone.</summary>
    public int OldTasks { get; init; }

    public IReadOnlyList<SwarmNode> Nodes { get; init; } = [];

    /// <summary>The tasks of the present spec that were seen to fail since the watch began, those that the engine has forgotten among them.</summary>
    public IReadOnlyCollection<SwarmTask> Failures { get; init; } = [];
}
