using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Logs;
using SwarmTools.Rollouts;
using SwarmTools.Services;
using SwarmTools.Text;

namespace SwarmTools.Jobs;

/// <summary>Sees jobs through to their end, and gathers what they returned and wrote.</summary>
internal sealed class JobRunner(IServiceApi services, ITaskApi tasks, INodeApi nodes, RolloutWatcher watcher, LastWords words, ServiceRemover remover, LogSwarm logs, Patience patience)
{
    /// <summary>How many of the last lines of each task are gathered unless something else is said.</summary>
    public const int DefaultTail = 1000;

    /// <summary>How long tasks that were ended with their service may take.</summary>
    private static readonly TimeSpan s_ending = ServiceRemover.DefaultTimeout;

    /// <summary>How long reading the log may take.</summary>
    private static readonly TimeSpan s_reading = TimeSpan.FromSeconds(30);

    /// <summary>Waits for a job that was started, and reports on it.</summary>
    /// <param name="service">The job's service.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="tail">How many of the last lines of each task are gathered.</param>
    /// <param name="remove">Whether the service is removed afterwards.</param>
    /// <param name="emit">Takes <see cref="RolloutEvent"/>s and <see cref="RolloutWarning"/>s.</param>
    /// <param name="stop">Ends the wait; the job goes on.</param>
    /// <returns>How it ended, and the result of the watch, which tells failures.</returns>
    public async Task<(SwarmJobResult Job, SwarmRolloutResult Watch)> AwaitAsync(
        SwarmService service, TimeSpan timeout, int tail, bool remove, Action<object> emit, CancellationToken stop)
    {
        SwarmRolloutResult watch = await watcher.RunAsync(service, new() { Timeout = timeout }, emit, stop).ConfigureAwait(false);
        await words.AddToAsync(watch, service.Tty, stop).ConfigureAwait(false);
        // The tasks of a run that somebody started over this one are theirs.
        IReadOnlyList<SwarmTask> ran = watch.Outcome == SwarmRolloutOutcome.Superseded ? [] : await RanAsync(service, emit, stop).ConfigureAwait(false);
        IReadOnlyList<SwarmLogEntry> log = await LogAsync(service, ran, tail, emit, stop).ConfigureAwait(false);
        bool isRemoved = remove && watch.Outcome != SwarmRolloutOutcome.Superseded && await RemoveAsync(service, watch, ran, emit, stop).ConfigureAwait(false);

        SwarmTask? failed = ran.Where(task => task.ExitCode is not (null or 0)).OrderByDescending(task => task.StateChangedAt).FirstOrDefault();
        return (new()
        {
            ServiceId = service.Id,
            ServiceName = service.Name,
            Outcome = watch.Outcome,
            ExitCode = watch.Outcome == SwarmRolloutOutcome.Converged ? 0 : failed?.ExitCode,
            Completed = watch.Running,
            Desired = watch.Desired,
            Tasks = [.. ran.Select(Report)],
            Log = log,
            Message = watch.Message,
            StartedAt = watch.StartedAt,
            Duration = watch.Duration,
            IsRemoved = isRemoved,
            Connection = service.Connection,
        }, watch);
    }

    /// <summary>Refuses a job that runs: the engine would start it anew at once, and whoever waits for that run would be told of another.</summary>
    /// <exception cref="SwarmException"><c>JobRunning</c>.</exception>
    public async Task RequireEndedAsync(string id, CancellationToken stop)
    {
        SwarmService job = await services.GetServiceAsync(id, stop).ConfigureAwait(false);
        RolloutStatus status = await watcher.StatusAsync(job, stop).ConfigureAwait(false);
        if (status.Outcome == SwarmRolloutOutcome.InProgress)
        {
            throw new SwarmException(
                ErrorId.JobRunning,
                $"The job '{job.Name}' still runs: {status.Running} of {status.Desired} tasks are done. Nothing was changed; wait for it with Wait-SwarmService, or give up that run and start it anew with -Force.");
        }
    }

    private async Task<IReadOnlyList<SwarmTask>> RanAsync(SwarmService service, Action<object> emit, CancellationToken stop)
    {
        try
        {
            return await patience.AskAsync(late => RanAsync(service, late), stop).ConfigureAwait(false);
        }
        catch (SwarmException failure)
        {
            // How the job ended is known, and must not be lost.
            emit(new RolloutWarning($"{service.Name}: what its tasks returned and wrote could not be read. {failure.Message}"));
            return [];
        }
    }

    // Those of earlier runs have another spec: each run counts up what forces an update.
    private async Task<IReadOnlyList<SwarmTask>> RanAsync(SwarmService service, CancellationToken stop)
    {
        Task<IReadOnlyList<SwarmTask>> current = tasks.ListTasksAsync(new() { ServiceIds = [service.Id], UpToDate = true }, stop);
        Task<IReadOnlyList<SwarmNode>> known = nodes.ListNodesAsync(stop);
        await Task.WhenAll(current, known).ConfigureAwait(false);
        return TaskNames.Named(await current.ConfigureAwait(false), [service], await known.ConfigureAwait(false));
    }

    private async Task<IReadOnlyList<SwarmLogEntry>> LogAsync(SwarmService service, IReadOnlyList<SwarmTask> ran, int tail, Action<object> emit, CancellationToken stop)
    {
        LogRequest request = new() { IsTask = true, Tty = service.Tty, Tail = tail };
        List<LogSource> sources = [.. ran.Where(task => task.ContainerId.Length > 0)
            .Select(task => new LogSource(logs, request with { Id = task.Id, Name = task.Name }, service.Id, service.Name))];
        using MergedLogFeed feed = new(sources, new(new(), details: false));
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(s_reading);
        List<SwarmLogEntry> log = [];
        try
        {
            while (await feed.ReadAsync(late.Token).ConfigureAwait(false) is { } batch)
            {
                log.AddRange(batch.OfType<SwarmLogEntry>());
                foreach (LogFailure unread in batch.OfType<LogFailure>())
                {
                    emit(new RolloutWarning($"{unread.Source.Request.Name}: {unread.Failure.Message}"));
                }
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // A node that went down with its task would be waited for.
            emit(new RolloutWarning($"{service.Name}: its log could not be read to the end in {SwarmText.Duration(s_reading)}."));
        }
        catch (SwarmException failure)
        {
            // How the job ended must not be lost with its log.
            emit(new RolloutWarning($"{service.Name}: its log could not be read. {failure.Message}"));
        }

        if (tail == DefaultTail && log.GroupBy(entry => entry.TaskId).Any(task => task.Count() == tail))
        {
            emit(new RolloutWarning($"{service.Name}: only the last {tail} lines of a task are returned. -Tail takes more."));
        }

        return log;
    }

    // A job that still runs is left to run, for what it does may be half done: when the time is over, or when another of its tasks failed.
    private async Task<bool> RemoveAsync(SwarmService service, SwarmRolloutResult watch, IReadOnlyList<SwarmTask> ran, Action<object> emit, CancellationToken stop)
    {
        HashSet<string> failed = [.. ran.Where(task => task.State is SwarmTaskState.Failed or SwarmTaskState.Rejected).Select(service.SlotOf)];
        bool isLate = watch.Outcome == SwarmRolloutOutcome.TimedOut && watch.Running < watch.Desired;
        if (isLate || ran.Any(task => task.State <= SwarmTaskState.Running && !failed.Contains(service.SlotOf(task))))
        {
            emit(new RolloutWarning($"The job '{service.Name}' still runs, and is left to. Wait for it with Wait-SwarmService, or end it with Remove-SwarmService."));
            return false;
        }

        try
        {
            await services.RemoveServiceAsync(service.Id, service.Name, stop).ConfigureAwait(false);
            await remover.WaitAsync([service], s_ending, removal => Tell(removal, emit), stop).ConfigureAwait(false);
            return true;
        }
        catch (SwarmException failure)
        {
            // How the job ended must not be lost.
            emit(new RolloutWarning($"The job '{service.Name}' could not be removed. {failure.Message}"));
            return false;
        }
    }

    private static void Tell(ServiceRemoval removal, Action<object> emit)
    {
        if (removal.Failure is { } failure)
        {
            emit(new RolloutWarning(failure.Message));
        }
    }

    private static SwarmJobTask Report(SwarmTask task) => new()
    {
        Id = task.Id,
        Name = task.Name,
        NodeName = task.NodeName,
        State = task.State,
        ExitCode = task.ExitCode,
        Error = task.Error,
        CreatedAt = task.CreatedAt,
        Duration = task.StateChangedAt > task.CreatedAt ? task.StateChangedAt - task.CreatedAt : TimeSpan.Zero,
    };
}
