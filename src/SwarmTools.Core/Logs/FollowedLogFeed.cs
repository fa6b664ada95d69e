using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Logs;

/// <summary>Reads logs as they are written, all at once, until their services are gone.</summary>
internal sealed class FollowedLogFeed(IReadOnlyList<LogSource> sources, LogEntries entries) : IFeedReader<object>
{
    private readonly List<OpenLog> _open = [];
    private readonly Dictionary<LogSwarm, Task<IReadOnlyList<string>>> _ends = [];
    private bool _isOpen;

    /// <summary>
    /// The entries of the next network read; null at the end of all logs. A log that cannot be read is one
    /// <see cref="LogFailure"/> among them, and the others go on.
    /// </summary>
    public async Task<IReadOnlyList<object>?> ReadAsync(CancellationToken stop)
    {
        if (!_isOpen)
        {
            _isOpen = true;
            IReadOnlyList<LogFailure> unopened = await OpenAsync(stop).ConfigureAwait(false);
            if (unopened.Count > 0)
            {
                return unopened;
            }
        }

        while (_open.Count > 0)
        {
            foreach (OpenLog log in _open)
            {
                log.Pending ??= log.Reader.ReadAsync(stop);
            }

            await Task.WhenAny(_open.Select(log => log.Pending!).Concat<Task>(_ends.Values)).ConfigureAwait(false);
            if (_open.Find(log => log.Pending!.IsCompleted) is not { } ready)
            {
                await CloseEndedAsync(stop).ConfigureAwait(false);
            }
            else if (await TakeAsync(ready, stop).ConfigureAwait(false) is { } made)
            {
                return made;
            }
        }

        return null;
    }

    /// <summary>Closes what is open; a read that is under way ends before.</summary>
    public void Dispose()
    {
        _open.ForEach(log => log.Dispose());
        foreach (KeyValuePair<LogSwarm, Task<IReadOnlyList<string>>> end in _ends)
        {
            DisposeAfter(end.Value, end.Key.Ends);
        }
    }

    // Other reads may still be under way when one has enough; a reader is closed when its own has ended.
    private static void DisposeAfter(Task? read, IDisposable reader)
    {
        if (read is not { IsCompleted: false } pending)
        {
            reader.Dispose();
            return;
        }

        pending.ContinueWith(
            ended =>
            {
                _ = ended.Exception;
                reader.Dispose();
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
    }

    private async Task<IReadOnlyList<LogFailure>> OpenAsync(CancellationToken stop)
    {
        List<LogFailure> failures = [];
        foreach (LogSource source in sources)
        {
            if (!_ends.ContainsKey(source.Swarm))
            {
                _ends[source.Swarm] = source.Swarm.Ends.NextAsync(stop);
            }

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

    private async Task CloseEndedAsync(CancellationToken stop)
    {
        LogSwarm swarm = _ends.First(end => end.Value.IsCompleted).Key;
        IReadOnlyList<string> ended;
        try
        {
            ended = await _ends[swarm].ConfigureAwait(false);
        }
        catch (SwarmException)
        {
            // The manager is gone, and so are its logs, whose own reads tell; or nobody may read its events, and the logs go on without.
            ended = [];
        }

        foreach (OpenLog log in _open.Where(log => log.Source.Swarm == swarm && ended.Contains(log.Source.ServiceId)).ToList())
        {
            _open.Remove(log);
            log.Dispose();
        }

        if (ended.Count > 0)
        {
            _ends[swarm] = swarm.Ends.NextAsync(stop);
        }
        else
        {
            _ends.Remove(swarm);
            swarm.Ends.Dispose();
        }
    }

    // The entries that a log had ready; null at its end.
    private async Task<IReadOnlyList<object>?> TakeAsync(OpenLog ready, CancellationToken stop)
    {
        _open.Remove(ready);
        bool goesOn = false;
        try
        {
            IReadOnlyList<LogLine>? lines = await ready.Pending!.ConfigureAwait(false);
            ready.Pending = null;
            if (lines is null)
            {
                return null;
            }

            IReadOnlyList<SwarmLogEntry> made = await entries.MakeAsync(ready.Source, lines, stop).ConfigureAwait(false);
            // To the end, so that a log that always has something does not hide the others.
            _open.Add(ready);
            goesOn = true;
            return made;
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

    private sealed class OpenLog(LogSource source, IFeedReader<LogLine> reader) : IDisposable
    {
        public LogSource Source => source;

        public IFeedReader<LogLine> Reader => reader;

        public Task<IReadOnlyList<LogLine>?>? Pending { get; set; }

        public void Dispose() => DisposeAfter(Pending, reader);
    }
}
