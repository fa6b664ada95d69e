using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Specs;
using SwarmTools.Text;

namespace SwarmTools.Rollouts;

/// <summary>Where a rollout stands. Pure: from one snapshot to one verdict.</summary>
/// <remarks>
/// The rules of docker/cli's progress.go (only tasks of the present spec count; the lowest desired state wins in a slot;
/// nodes that are down are ignored), and besides: a rollback, a crash loop or a missing image is a failure.
/// </remarks>
internal sealed record RolloutStatus
{
    /// <summary>The failures of one slot that make a crash loop.</summary>
    private const int CrashLoop = 3;

    /// <summary>What is said of a global service that no node takes.</summary>
    public const string Untaken = "No task runs, because no node may run one: look at the constraints and platforms.";

    /// <summary>How long a global service may be without any task before no node is thought to take it: managers make all its tasks at once.</summary>
    private static readonly TimeSpan s_untaken = TimeSpan.FromSeconds(5);

    public SwarmRolloutOutcome Outcome { get; init; }

    public int Running { get; init; }

    public int Desired { get; init; }

    /// <summary>Tasks that still run although they are to end, because there are to be fewer.</summary>
    private int Ending { get; init; }

    public int Unreachable { get; init; }

    public string Message { get; init; } = "";

    /// <summary>Whether all tasks run that should, although the engine may not have ended the update yet.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Whether no task runs because no node may run one.</summary>
    public bool IsUntaken { get; init; }

    /// <summary>The states of the tasks on their way, such as <c>2 running, 1 preparing</c>; empty for none.</summary>
    public string TaskStates { get; init; } = "";

    public IReadOnlyList<SwarmTask> FailedTasks { get; init; } = [];

    public static RolloutStatus Evaluate(RolloutSnapshot seen)
    {
        RolloutStatus counted = Count(seen);
        SwarmService service = seen.Service;
        if (seen.ChangedPath is { } path && (seen.IsRollback || !service.UpdateState.IsRollback()))
        {
            return counted.Ended(SwarmRolloutOutcome.Superseded, $"Somebody else changed the service '{service.Name}' meanwhile ({path}), so what runs is not what was asked for here. {(seen.IsHeld ? "It is held: Resume-SwarmServiceUpdate goes on with it as it is now, Undo-SwarmServiceUpdate goes back." : "See Get-SwarmService and Get-SwarmServiceHistory.")}");
        }

        if (!seen.IsAfterChange && service.UpdateState is not SwarmUpdateState.Updating and not SwarmUpdateState.RollbackStarted
            && counted.Settled(seen) is { Outcome: SwarmRolloutOutcome.Converged } settled)
        {
            return settled;
        }

        if (seen.IsForgotten && service.UpdateState is SwarmUpdateState.Updating or SwarmUpdateState.RollbackStarted && !seen.IsHeld && counted.Settled(seen) is { Outcome: SwarmRolloutOutcome.Converged } forgotten)
        {
            return service.UpdateState == SwarmUpdateState.Updating || seen.IsRollback ? forgotten : counted.Ended(SwarmRolloutOutcome.RolledBack, $"The engine went back to the previous version. {forgotten.Message}");
        }

        return service.UpdateState switch
        {
            SwarmUpdateState.RollbackCompleted when !seen.IsRollback => counted.Ended(
                SwarmRolloutOutcome.RolledBack, $"The engine went back to the previous version: {service.UpdateMessage}{Because(seen)}"),
            SwarmUpdateState.RollbackPaused => counted.Ended(
                SwarmRolloutOutcome.Paused, $"The engine's rollback stopped: {service.UpdateMessage}{Because(seen)}"),
            SwarmUpdateState.Paused => counted.Ended(
                SwarmRolloutOutcome.Paused, $"The engine stopped the update: {service.UpdateMessage}{Because(seen)}"),
            SwarmUpdateState.RollbackStarted => counted.Ended(SwarmRolloutOutcome.InProgress, "The engine is going back to the previous version."),
            // How many tasks a global service is to have is known by those it has.
            _ when seen.Canary is { } canary && counted.Running >= Math.Min(canary, counted.Desired) && (counted.Desired > 0 || service.Replicas is not null) => counted.Ended(
                SwarmRolloutOutcome.Converged, $"{counted.Running} of {counted.Desired} tasks are up to date, as wanted for now."),
            SwarmUpdateState.Updating or SwarmUpdateState.None when seen.IsHeld && seen.Canary is not null && seen.Failures.Count > 0 => counted.Ended(
                SwarmRolloutOutcome.Paused, $"One of the first tasks failed. {Reason(seen)}"),
            SwarmUpdateState.Updating or SwarmUpdateState.None when seen.IsHeld && seen.Canary is null && !counted.IsComplete => counted.Ended(
                SwarmRolloutOutcome.Paused, $"The update is held, with {counted.Running} of {counted.Desired} tasks up to date: Resume-SwarmServiceUpdate goes on with it, Undo-SwarmServiceUpdate goes back."),
            SwarmUpdateState.Updating when seen.GoesOn && counted.Settled(seen) is { Outcome: SwarmRolloutOutcome.TasksFailing or SwarmRolloutOutcome.ImageNotFound } failed => failed,
            // Old engines never end an update of a global service that no node takes.
            SwarmUpdateState.Updating when counted.Settled(seen) is { IsUntaken: true } untaken => untaken,
            SwarmUpdateState.Updating => counted.Ended(SwarmRolloutOutcome.InProgress, $"{counted.Running} of {counted.Desired} tasks are up to date{(Reason(seen) is { Length: > 0 } reason ? ". " + reason : "")}"),
            _ => counted.Settled(seen),
        };
    }

    /// <summary>Whether there is nothing new to tell after another status.</summary>
    public bool ReadsLike(RolloutStatus? other) => other is not null
        && (Outcome, Running, Desired, Message, TaskStates) == (other.Outcome, other.Running, other.Desired, other.Message, other.TaskStates);

    /// <summary>Whether a task ended that should have stayed up.</summary>
    /// <remarks>A container that is killed as unhealthy and then exits with 0 shows as complete, without an error.</remarks>
    public static bool IsFailure(SwarmTask task, SwarmServiceMode mode, string restartCondition) => task.State switch
    {
        SwarmTaskState.Failed or SwarmTaskState.Rejected => true,
        SwarmTaskState.Complete => restartCondition == "any" && !mode.IsJob(),
        _ => false,
    };

    private static RolloutStatus Count(RolloutSnapshot seen)
    {
        HashSet<string> up = [.. seen.Nodes.Where(node => node.Answers).Select(node => node.Id)];
        List<SwarmTask> current = [.. CurrentTasks(seen)];
        List<SwarmTask> running = [.. current.Where(task => task.State == SwarmTaskState.Running && task.DesiredState <= SwarmTaskState.Running)];
        bool job = seen.Service.Mode.IsJob();
        int live = job ? 0 : running.Count(task => up.Contains(task.NodeId));
        int done = current.Count(task => task.State == SwarmTaskState.Complete && (job || seen.RestartCondition != "any"));
        int ending = job ? 0 : seen.Tasks.Count(task => task.State == SwarmTaskState.Running && task.DesiredState > SwarmTaskState.Running && up.Contains(task.NodeId));
        int desired = DesiredCount(seen, current, up);
        return new()
        {
            Running = done + live,
            Ending = ending,
            Unreachable = running.Count(task => !up.Contains(task.NodeId)),
            Desired = desired,
            IsComplete = ending == 0 && (job ? done >= desired : done + live == desired),
            TaskStates = string.Join(", ", current.GroupBy(task => task.State).OrderByDescending(state => state.Key).Select(state => $"{state.Count()} {EnumText.Write(state.Key, ' ')}")),
            FailedTasks = [.. seen.Failures.OrderByDescending(task => task.StateChangedAt).Take(5)],
        };
    }

    /// <summary>The task of each slot that counts: the one that is wanted most, then the one that came furthest.</summary>
    private static IEnumerable<SwarmTask> CurrentTasks(RolloutSnapshot seen) => seen.Tasks
        .Where(task => task.State != SwarmTaskState.Unknown && task.DesiredState != SwarmTaskState.Unknown)
        .GroupBy(seen.Service.SlotOf, StringComparer.Ordinal)
        .Select(slot => slot.OrderBy(task => task.DesiredState).ThenByDescending(task => task.State <= SwarmTaskState.Running ? task.State : SwarmTaskState.Unknown).ThenByDescending(task => task.CreatedAt).First());

    // A global service has as many tasks as nodes take it; the engine makes them all at once.
    private static int DesiredCount(RolloutSnapshot seen, List<SwarmTask> current, HashSet<string> up)
    {
        if (seen.Service.Replicas is { } replicas)
        {
            return (int)Math.Min(replicas, int.MaxValue);
        }

        // Tasks of jobs are wanted to complete; a task that failed for good is missed where its node still takes tasks.
        HashSet<string> open = [.. seen.Nodes.Where(IsOpen).Select(node => node.Id)];
        SwarmTaskState wanted = seen.Service.Mode.IsJob() ? SwarmTaskState.Complete : SwarmTaskState.Running;
        return current.Count(task => task.DesiredState <= wanted || task.State == SwarmTaskState.Complete
            ? up.Contains(task.NodeId)
            : task.State is SwarmTaskState.Failed or SwarmTaskState.Rejected && open.Contains(task.NodeId));
    }

    private string Progress(RolloutSnapshot seen) => $"{Running} of {Desired} {(seen.Service.Mode.IsJob() ? "done" : "tasks run")}.";

    private RolloutStatus Ended(SwarmRolloutOutcome outcome, string message) => this with { Outcome = outcome, Message = message };

    private RolloutStatus Settled(RolloutSnapshot seen)
    {
        bool isUntaken = seen.Service.Replicas is null && seen.IsTaskless && seen.OldTasks == 0 && seen.Nodes.Any(IsOpen) && !seen.Service.Constraints.Contains(StopEdits.Constraint);
        if (isUntaken && seen.TasklessFor >= s_untaken)
        {
            return Ended(SwarmRolloutOutcome.Converged, Untaken) with { IsUntaken = true };
        }

        if (Running >= Desired && !isUntaken && seen.OldTasks > 0)
        {
            return Ended(SwarmRolloutOutcome.InProgress, $"{Running} tasks are up to date, {seen.OldTasks} are not.");
        }

        if (Running >= Desired && !isUntaken)
        {
            return Ending > 0 || (Running > Desired && !seen.Service.Mode.IsJob())
                ? Ended(SwarmRolloutOutcome.InProgress, $"{Running + Ending} tasks run, {Desired} are wanted.")
                : Ended(SwarmRolloutOutcome.Converged, Progress(seen));
        }

        string reason = Reason(seen);
        if (ImageIsMissing(seen))
        {
            return Ended(SwarmRolloutOutcome.ImageNotFound, $"No node finds the image '{seen.Service.Image}': {reason}");
        }

        if (EndedForGood(seen))
        {
            return Ended(SwarmRolloutOutcome.TasksFailing, $"Tasks failed, and are not tried again: {reason}");
        }

        if (IsCrashLoop(seen))
        {
            return Ended(SwarmRolloutOutcome.TasksFailing, $"Tasks fail again and again: {reason}");
        }

        string message = Progress(seen);
        return Ended(SwarmRolloutOutcome.InProgress, reason.Length > 0 ? $"{message} {reason}" : message);
    }

    /// <summary>A slot failed several times, and does not run now: what runs again may have failed long ago.</summary>
    private static bool IsCrashLoop(RolloutSnapshot seen)
    {
        HashSet<string> running = [.. CurrentTasks(seen).Where(task => task.State == SwarmTaskState.Running).Select(seen.Service.SlotOf)];
        return seen.Failures.GroupBy(seen.Service.SlotOf, StringComparer.Ordinal).Any(slot => slot.Count() >= CrashLoop && !running.Contains(slot.Key));
    }

    private static bool IsOpen(SwarmNode node) => node is { State: SwarmNodeState.Ready, Availability: SwarmNodeAvailability.Active };

    /// <summary>A task failed, and the service does not start others.</summary>
    private bool EndedForGood(RolloutSnapshot seen) => seen.RestartCondition == "none"
        && (seen.Service.Mode.IsJob() ? JobEnded(seen) : CurrentTasks(seen).Any(task => task.State is SwarmTaskState.Failed or SwarmTaskState.Rejected));

    /// <summary>The first task of each slot has ended, one of them badly. Engines make further ones for that slot, whatever the restart condition (swarmkit, orchestrator/jobs).</summary>
    private bool JobEnded(RolloutSnapshot seen)
    {
        List<SwarmTask> firsts = [.. seen.Tasks.Concat(seen.Failures).GroupBy(seen.Service.SlotOf, StringComparer.Ordinal).Select(slot => slot.OrderBy(task => task.CreatedAt).First())];
        return firsts.Count >= Desired
            && firsts.All(task => task.State > SwarmTaskState.Running)
            && firsts.Any(task => task.State is SwarmTaskState.Failed or SwarmTaskState.Rejected);
    }

    /// <summary>Every slot that does not run was refused for want of the image: twice, or by all nodes.</summary>
    private static bool ImageIsMissing(RolloutSnapshot seen)
    {
        int open = seen.Nodes.Count(IsOpen);
        List<IGrouping<string, SwarmTask>> missing = [.. seen.Failures.Where(WantsImage).GroupBy(seen.Service.SlotOf, StringComparer.Ordinal)];
        return missing.Count > 0
            && !seen.Tasks.Any(task => task.State is SwarmTaskState.Starting or SwarmTaskState.Running)
            && missing.Count >= CurrentTasks(seen).Count()
            && missing.All(slot => slot.Count() >= 2 || slot.Select(task => task.NodeId).Distinct().Count() >= open);
    }

    public static bool WantsImage(SwarmTask task) =>
        task.State == SwarmTaskState.Rejected && task.Error.IndexOf("No such image", StringComparison.OrdinalIgnoreCase) >= 0;

    // The engine itself names the task by its id at most.
    private static string Because(RolloutSnapshot seen) => seen.Failures.Count > 0 ? $". {Reason(seen)}" : "";

    /// <summary>The newest error of a task that keeps the service from running.</summary>
    private static string Reason(RolloutSnapshot seen)
    {
        SwarmTask? task = seen.Tasks.Concat(seen.Failures)
            .Where(task => task.Error.Length > 0 || seen.Failures.Contains(task))
            .OrderByDescending(task => task.StateChangedAt)
            .FirstOrDefault();
        return task is null ? "" : ConsoleText.Neutralise(
            $"{task.Name}: {(task.Error.Length > 0 ? task.Error : "it ended by itself, or was ended because its health check failed")}");
    }
}
