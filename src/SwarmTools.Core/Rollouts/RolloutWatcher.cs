using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Rollouts;

/// <summary>Watches a service until it converged, failed or the time is up. The loop beside <see cref="RolloutStatus"/>.</summary>
/// <remarks>Changes of tasks raise no events on a manager, so it asks: often while tasks move, seldom when nothing does, and when the service itself changed.</remarks>
internal sealed class RolloutWatcher(IServiceApi services, ITaskApi tasks, INodeApi nodes, IClock clock, ServiceBell? bell = null)
{
    private static readonly TimeSpan s_unanswered = TimeSpan.FromSeconds(1);

    /// <summary>How much longer than the limit an answer may take that is under way.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    /// <summary>How long before the service was read the tasks of its update may have failed.</summary>
    private static readonly TimeSpan s_before = TimeSpan.FromSeconds(30);

    /// <summary>How long before the service was read the first tasks of its change may have been made.</summary>
    private static readonly TimeSpan s_close = TimeSpan.FromSeconds(2);

    /// <summary>Watches one service to the end of its rollout.</summary>
    /// <param name="service">The service.</param>
    /// <param name="options">What to wait for.</param>
    /// <param name="emit">Takes each change of the status.</param>
    /// <param name="stop">Ends the watch; the service stays as it is.</param>
    /// <returns>How it ended; a failure of the rollout is a result here, and an error only for the cmdlet.</returns>
    public async Task<SwarmRolloutResult> RunAsync(
        SwarmService service, RolloutOptions options, Action<RolloutEvent> emit, CancellationToken stop)
    {
        Deadline deadline = new(clock, options.Timeout);
        RolloutProgress progress = new(clock);
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (deadline.Left < TimeSpan.FromDays(1))
        {
            late.CancelAfter(deadline.Left + s_grace);
        }

        try
        {
            return await RunAsync(service, options, deadline, progress, emit, late.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Result(service, TimedOut((progress.Status ?? new()) with { Message = "the engine does not answer." }, options), deadline);
        }
        catch (SwarmException failure) when (failure.MayPass && deadline.IsOver)
        {
            return Result(service, TimedOut((progress.Status ?? new()) with { Message = failure.Message }, options), deadline);
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.ServiceNotFound))
        {
            throw new SwarmException(ErrorId.ServiceNotFound, $"The service '{service.Name}' is gone: somebody removed it.", failure);
        }
    }

    /// <summary>Where a service stands after its last change.</summary>
    public async Task<RolloutStatus> StatusAsync(SwarmService service, CancellationToken stop) =>
        RolloutStatus.Evaluate((await LookAsync(service, new(), new(clock), new(nodes, clock), stop).ConfigureAwait(false)).Seen);

    /// <summary>The ids of the tasks of a service that have ended.</summary>
    public async Task<IReadOnlyCollection<string>> EndedTasksAsync(SwarmService service, CancellationToken stop) =>
        new HashSet<string>((await tasks.ListTasksAsync(new() { ServiceIds = [service.Id] }, stop).ConfigureAwait(false))
            .Where(task => task.State > SwarmTaskState.Running).Select(task => task.Id), StringComparer.Ordinal);

    private async Task<SwarmRolloutResult> RunAsync(
        SwarmService service, RolloutOptions options, Deadline deadline, RolloutProgress progress, Action<RolloutEvent> emit, CancellationToken stop)
    {
        Deadline? silence = null;
        WatchedNodes watchedNodes = new(nodes, clock);
        while (true)
        {
            RolloutSnapshot seen;
            TimeSpan monitor;
            try
            {
                (seen, monitor) = await LookAsync(service, options, progress, watchedNodes, stop).ConfigureAwait(false);
                silence = null;
            }
            catch (SwarmException failure) when (failure.MayPass && !(silence ??= new(clock, Patience.Limit)).IsOver && !deadline.IsOver)
            {
                progress.Interrupt();
                await clock.DelayAsync(s_unanswered, stop).ConfigureAwait(false);
                continue;
            }

            RolloutStatus now = RolloutStatus.Evaluate(seen with { TasklessFor = progress.TasklessFor(seen), IsAfterChange = options.IsAfterChange, IsRollback = options.IsRollback, Canary = options.Canary });
            if (!now.ReadsLike(progress.Status))
            {
                emit(new(service.Id, service.Name, now));
            }

            progress.Note(now, seen, options.Monitor ?? monitor);
            if (progress.IsOver || (now.Outcome == SwarmRolloutOutcome.Converged && options.Monitor is null && IsOld(seen, monitor)))
            {
                return Result(service, now, deadline);
            }

            if (deadline.IsOver)
            {
                return Result(service, TimedOut(now, options), deadline);
            }

            TimeSpan pause = progress.Pause(deadline.Left);
            await (bell?.WaitAsync(service.Id, pause, clock, stop) ?? clock.DelayAsync(pause, stop)).ConfigureAwait(false);
        }
    }

    private async Task<(RolloutSnapshot Seen, TimeSpan Monitor)> LookAsync(
        SwarmService watched, RolloutOptions options, RolloutProgress progress, WatchedNodes watchedNodes, CancellationToken stop)
    {
        Dictionary<string, SwarmTask> failures = progress.Failures;
        Task<SwarmService> service = services.GetServiceAsync(watched.Id, stop);
        Task<IReadOnlyList<SwarmTask>> current = tasks.ListTasksAsync(new() { ServiceIds = [watched.Id], UpToDate = true }, stop);
        Task<IReadOnlyList<SwarmNode>> known = watchedNodes.ListAsync(progress.IsLively, stop);
        await Task.WhenAll(service, current, known).ConfigureAwait(false);
        SwarmService seen = await service.ConfigureAwait(false);
        ServiceSpec spec = ServiceSpec.Of(seen);
        IReadOnlyList<SwarmNode> nodeList = await known.ConfigureAwait(false);
        IReadOnlyList<SwarmTask> list = TaskNames.Named(await current.ConfigureAwait(false), [seen], nodeList);
        // Tasks of an earlier attempt with the same spec are up to date too, but their failures are not this one's.
        foreach (SwarmTask task in list.Where(task => RolloutStatus.IsFailure(task, seen.Mode, spec.RestartCondition)
            && (!options.IsAfterChange || task.CreatedAt + s_close >= watched.UpdatedAt) && !options.EndedBefore.Contains(task.Id)))
        {
            failures[task.Id] = task;
        }

        if (failures.Count == 0 && !options.IsRollback && seen.UpdateState is SwarmUpdateState.Paused or SwarmUpdateState.RollbackStarted or SwarmUpdateState.RollbackPaused or SwarmUpdateState.RollbackCompleted)
        {
            await AddEarlierAsync(watched, seen, options, spec.RestartCondition, nodeList, failures, stop).ConfigureAwait(false);
        }

        TimeSpan monitor = seen.Mode.IsJob() ? TimeSpan.Zero : spec.Monitor;
        bool isForgotten = progress.IsForgotten(monitor);
        progress.OldTasks = progress.OldTasks == 0 ? 0 : await OldTasksAsync(seen, options, list, nodeList, isForgotten, stop).ConfigureAwait(false);
        RolloutSnapshot snapshot = new()
        {
            Service = seen,
            RestartCondition = spec.RestartCondition,
            ChangedPath = options.IsAfterChange || options.IsRollback ? ChangedPath(watched, spec) : null,
            IsForgotten = isForgotten && (seen.Mode != SwarmServiceMode.Global || progress.OldTasks == 0),
            IsHeld = RollingSpecs.IsHeld(spec.Json),
            GoesOn = spec.FailureAction == SwarmFailureAction.Continue,
            Tasks = list,
            OldTasks = progress.OldTasks ?? 0,
            Nodes = nodeList,
            Failures = [.. failures.Values],
        };
        return (snapshot, monitor);
    }

    // Asked for only where the others look as if they were all: an engine says that it updates a moment after it was told.
    private async Task<int?> OldTasksAsync(
        SwarmService seen, RolloutOptions options, IReadOnlyList<SwarmTask> current, IReadOnlyList<SwarmNode> known, bool isForgotten, CancellationToken stop)
    {
        bool matters = options.IsAfterChange || options.IsRollback || seen.UpdateState is SwarmUpdateState.Paused or SwarmUpdateState.RollbackPaused;
        if (seen.Mode != SwarmServiceMode.Global || !matters || (seen.UpdateState == SwarmUpdateState.Updating && current.Count > 0 && !isForgotten) || current.Any(task => task.State < SwarmTaskState.Running))
        {
            return null;
        }

        HashSet<string> upToDate = [.. current.Where(task => task.DesiredState <= SwarmTaskState.Running).Select(task => task.NodeId)];
        IReadOnlyList<SwarmTask> all = await tasks.ListTasksAsync(new() { ServiceIds = [seen.Id] }, stop).ConfigureAwait(false);
        HashSet<string> up = [.. known.Where(node => node.Answers).Select(node => node.Id)];
        return all.Where(task => task.DesiredState <= SwarmTaskState.Running && task.State <= SwarmTaskState.Running && up.Contains(task.NodeId) && !upToDate.Contains(task.NodeId))
            .Select(task => task.NodeId).Distinct().Count();
    }

    // Tasks that failed between two looks, and are not up to date any more since the engine went back.
    private async Task AddEarlierAsync(
        SwarmService watched, SwarmService seen, RolloutOptions options, string restartCondition, IReadOnlyList<SwarmNode> known, Dictionary<string, SwarmTask> failures, CancellationToken stop)
    {
        IReadOnlyList<SwarmTask> all = await tasks.ListTasksAsync(new() { ServiceIds = [watched.Id] }, stop).ConfigureAwait(false);
        foreach (SwarmTask task in TaskNames.Named(all, [seen], known)
            .Where(task => task.CreatedAt + s_before >= watched.UpdatedAt && !options.EndedBefore.Contains(task.Id) && RolloutStatus.IsFailure(task, seen.Mode, restartCondition)))
        {
            failures[task.Id] = task;
        }
    }

    private static string? ChangedPath(SwarmService watched, ServiceSpec now)
    {
        JsonObject before = ServiceSpec.Of(watched).Json;
        return SpecDifferences.OfTasks(before, now.Json) ?? (watched.Mode.IsJob() && SpecDifferences.AreForced(before, now.Json) ? "TaskTemplate.ForceUpdate" : null);
    }

    // A change that replaced no task, such as one of a label, leaves tasks that have proved themselves. Both times are the leader's.
    private static bool IsOld(RolloutSnapshot seen, TimeSpan monitor) =>
        seen.Tasks.All(task => task.State != SwarmTaskState.Running || task.UpdatedAt + monitor <= seen.Service.UpdatedAt);

    /// <summary>What there is to say of a rollout that nobody watches.</summary>
    public static SwarmRolloutResult Begun(SwarmService service) => new()
    {
        ServiceId = service.Id,
        ServiceName = service.Name,
        Outcome = SwarmRolloutOutcome.InProgress,
        Desired = (int)Math.Min(service.DesiredTasks, int.MaxValue),
        Message = "The engine was told, and its work is not waited for. See Wait-SwarmService.",
        Connection = service.Connection,
    };

    private static SwarmRolloutResult Result(SwarmService service, RolloutStatus status, Deadline deadline) => new()
    {
        ServiceId = service.Id,
        ServiceName = service.Name,
        Outcome = status.Outcome,
        Cause = RolloutFailure.CauseOf(status),
        Running = status.Running,
        Desired = status.Desired,
        Unreachable = status.Unreachable,
        Message = status.Message,
        StartedAt = deadline.Started,
        Duration = deadline.Waited,
        FailedTasks = status.FailedTasks,
        IsUntaken = status.IsUntaken,
        Connection = service.Connection,
    };

    private static RolloutStatus TimedOut(RolloutStatus status, RolloutOptions options) => status with
    {
        Outcome = SwarmRolloutOutcome.TimedOut,
        Message = $"Not converged after {SwarmText.Duration(options.Limit ?? options.Timeout)}: {status.Message}",
    };
}
