using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Logs;

/// <summary>Reads logs as entries with names: one log after the other, or all at once when they are followed.</summary>
internal sealed class LogFeed : IDisposable
{
    private readonly Queue<LogSource> _waiting;
    private readonly List<OpenLog> _open = [];
    private readonly bool _follow;
    private readonly bool _details;

    /// <param name="sources">The logs.</param>
    /// <param name="details">Whether entries carry what the log driver adds.</param>
    public LogFeed(IReadOnlyList<LogSource> sources, bool details)
    {
        _waiting = new(sources);
        _follow = sources.Any(source => source.Request.Follow);
        _details = details;
    }

    /// <summary>
    /// The entries of the next network read; null at the end of all logs. A log that cannot be read is one
    /// <see cref="LogFailure"/> among them, and the others go on.
    /// </summary>
    public async Task<IReadOnlyList<object>?> ReadAsync(CancellationToken stop)
    {
        while (true)
        {
            IReadOnlyList<LogFailure> unopened = await OpenNextAsync(stop).ConfigureAwait(false);
            if (unopened.Count > 0)
            {
                return unopened;
            }

            if (_open.Count == 0)
            {
                return null;
            }

            foreach (OpenLog log in _open)
            {
                log.Pending ??= log.Reader.ReadAsync(stop);
            }

            await Task.WhenAny(_open.Select(log => log.Pending!)).ConfigureAwait(false);
            OpenLog ready = _open.First(log => log.Pending!.IsCompleted);
            _open.Remove(ready);
            if (await TakeAsync(ready, stop).ConfigureAwait(false) is { } entries)
            {
                return entries;
            }
        }
    }

    // The entries that a log had ready; null at its end.
    private async Task<IReadOnlyList<object>?> TakeAsync(OpenLog ready, CancellationToken stop)
    {
        bool goesOn = false;
        try
        {
            IReadOnlyList<LogLine>? lines = await ready.Pending!.ConfigureAwait(false);
            ready.Pending = null;
            if (lines is null)
            {
                return null;
            }

            IReadOnlyList<SwarmLogEntry> entries = await EntriesAsync(ready.Source, lines, stop).ConfigureAwait(false);
            // To the end, so that a log that always has something does not hide the others.
            _open.Add(ready);
            goesOn = true;
            return entries;
        }
        catch (SwarmException failure) when (!failure.EndsCommand)
        {
            return [new LogFailure(ready.Source, failure)];
        }
        finally
        {
            if (!goesOn)
            {
                ready.Dispose();
            }
        }
    }

    /// <summary>Closes what is open; not while a read is under way.</summary>
    public void Dispose()
    {
        foreach (OpenLog log in _open)
        {
            log.Dispose();
        }
    }

    private async Task<IReadOnlyList<LogFailure>> OpenNextAsync(CancellationToken stop)
    {
        List<LogFailure> failures = [];
        while (_waiting.Count > 0 && (_follow || _open.Count == 0))
        {
            LogSource source = _waiting.Dequeue();
            try
            {
                _open.Add(new(source, await source.Swarm.Logs.OpenLogAsync(source.Request, stop).ConfigureAwait(false)));
            }
            catch (SwarmException failure) when (!failure.EndsCommand)
            {
                failures.Add(new(source, failure));
            }
        }

        return failures;
    }

    private async Task<IReadOnlyList<SwarmLogEntry>> EntriesAsync(LogSource source, IReadOnlyList<LogLine> lines, CancellationToken stop)
    {
        try
        {
            await source.Swarm.Names.LearnAsync(source.ServiceId, lines.Select(line => line.TaskId), stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.EndsCommand)
        {
            // The managers are silent, as in an election; the log goes on, and the names are asked for again with the next line.
        }

        return [.. lines.Select(line => Entry(source, line))];
    }

    private SwarmLogEntry Entry(LogSource source, LogLine line)
    {
        SwarmTask? task = source.Swarm.Names.TaskOf(line.TaskId);
        return new()
        {
            Timestamp = line.Timestamp,
            Message = line.Message,
            Stream = line.Stream,
            ServiceName = source.ServiceName,
            TaskId = line.TaskId,
            TaskName = task?.Name ?? "",
            Slot = task?.Slot ?? 0,
            NodeName = source.Swarm.Names.NodeOf(line.NodeId),
            Details = _details ? line.Details : Empty.Labels,
        };
    }

    private sealed class OpenLog(LogSource source, IFeedReader<LogLine> reader) : IDisposable
    {
        public LogSource Source => source;

        public IFeedReader<LogLine> Reader => reader;

        public Task<IReadOnlyList<LogLine>?>? Pending { get; set; }

        // Other logs' reads may still be under way when one has enough; a reader is closed when its own has ended.
        public void Dispose()
        {
            if (Pending is { IsCompleted: false } pending)
            {
                pending.ContinueWith(
                    ended =>
                    {
                        _ = ended.Exception;
                        reader.Dispose();
                    },
                    CancellationToken.None,
                    TaskContinuationOptions.None,
                    TaskScheduler.Default);
                return;
            }

            reader.Dispose();
        }
    }
}
