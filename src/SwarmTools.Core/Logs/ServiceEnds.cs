using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Time;

namespace SwarmTools.Logs;

/// <summary>Tells when services of a swarm have ended: engines leave the log of one that is followed open for ever.</summary>
internal sealed class ServiceEnds(IEventApi events, ITaskApi tasks, IClock clock) : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the tasks of a service that was removed may take to end: they have their grace period.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private IFeedReader<SwarmEvent>? _reader;

    /// <summary>Waits for services to end, and returns their ids; none at the end of the events.</summary>
    public async Task<IReadOnlyList<string>> NextAsync(CancellationToken stop)
    {
        _reader ??= await events.OpenEventsAsync(new() { Types = [SwarmEventType.Service] }, stop).ConfigureAwait(false);
        while (await _reader.ReadAsync(stop).ConfigureAwait(false) is { } batch)
        {
            string[] removed = [.. batch.Where(happened => happened.Action == "remove").Select(happened => happened.Id)];
            if (removed.Length > 0)
            {
                await TasksEndedAsync(removed, stop).ConfigureAwait(false);
                return removed;
            }
        }

        return [];
    }

    public void Dispose() => _reader?.Dispose();

    // What the tasks write while they end is still of interest, and takes a moment to arrive.
    private async Task TasksEndedAsync(string[] removed, CancellationToken stop)
    {
        Deadline deadline = new(clock, s_patience);
        bool isLeft = true;
        while (isLeft && !deadline.IsOver)
        {
            isLeft = (await tasks.ListTasksAsync(TaskQuery.All, stop).ConfigureAwait(false))
                .Any(task => task.State <= SwarmTaskState.Running && Array.IndexOf(removed, task.ServiceId) >= 0);
            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }
    }
}
