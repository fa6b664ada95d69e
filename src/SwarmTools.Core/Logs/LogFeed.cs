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

    /// <summary>The entries of the next network read; null at the end of all logs.</summary>
    public async Task<IReadOnlyList<SwarmLogEntry>?> ReadAsync(CancellationToken stop)
    {
        while (true)
        {
            await OpenNextAsync(stop).ConfigureAwait(false);
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
            IReadOnlyList<LogLine>? lines = await ready.Pending!.ConfigureAwait(false);
            ready.Pending = null;
            _open.Remove(ready);
            if (lines is not null)
            {
                // To the end, so that a log that always has something does not hide the others.
                _open.Add(ready);
                return await EntriesAsync(ready.Source, lines, stop).ConfigureAwait(false);
            }

            ready.Reader.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (OpenLog log in _open)
        {
            log.Reader.Dispose();
        }
    }

    private async Task OpenNextAsync(CancellationToken stop)
    {
        while (_waiting.Count > 0 && (_follow || _open.Count == 0))
        {
            LogSource source = _waiting.Dequeue();
            _open.Add(new(source, await source.Swarm.Logs.OpenLogAsync(source.Request, stop).ConfigureAwait(false)));
        }
    }

    private async Task<IReadOnlyList<SwarmLogEntry>> EntriesAsync(LogSource source, IReadOnlyList<LogLine> lines, CancellationToken stop)
    {
        await source.Swarm.Names.LearnAsync(source.ServiceId, lines.Select(line => line.TaskId), stop).ConfigureAwait(false);
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

    private sealed class OpenLog(LogSource source, ILogReader reader)
    {
        public LogSource Source => source;

        public ILogReader Reader => reader;

        public Task<IReadOnlyList<LogLine>?>? Pending { get; set; }
    }
}
