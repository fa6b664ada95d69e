using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Logs;

/// <summary>Reads logs that have an end as one, in the order of time. Each source is the log of one task, whose own lines are in order.</summary>
/// <remarks>Of each task no more is kept than is read ahead of its log, and the lines of one read. A task that cannot be read is one <see cref="LogFailure"/>, and the others go on.</remarks>
internal sealed class MergedLogFeed(IReadOnlyList<LogSource> sources, LogEntries entries) : IFeedReader<object>
{
    /// <summary>How many logs are opened at a time: the sshd of a manager refuses more who knock at once.</summary>
    private const int OpenAtOnce = 8;

    private List<Head>? _heads;

    /// <summary>The entries of the next reads; null at the end of all logs.</summary>
    public async Task<IReadOnlyList<object>?> ReadAsync(CancellationToken stop)
    {
        List<object> ready = [];
        if (_heads is null)
        {
            _heads = [];
            await OpenAsync(_heads, ready, stop).ConfigureAwait(false);
        }

        while (ready.Count == 0)
        {
            await FillAsync(_heads, ready, stop).ConfigureAwait(false);
            if (_heads.Count == 0)
            {
                break;
            }

            foreach ((LogSource source, List<LogLine> lines) in Merge(_heads))
            {
                ready.AddRange(await entries.MakeAsync(source, lines, stop).ConfigureAwait(false));
            }
        }

        return ready.Count == 0 ? null : ready;
    }

    /// <summary>Closes what is open; not while a read is under way.</summary>
    public void Dispose() => _heads?.ForEach(head => head.Dispose());

    private async Task OpenAsync(List<Head> heads, List<object> ready, CancellationToken stop)
    {
        using SemaphoreSlim turns = new(OpenAtOnce);
        Head?[] opened = new Head?[sources.Count];
        async Task<LogFailure?> OpenOneAsync(LogSource source, int index)
        {
            await turns.WaitAsync(stop).ConfigureAwait(false);
            try
            {
                opened[index] = new Head(source, await source.Swarm.Logs.OpenLogAsync(source.Request, stop).ConfigureAwait(false));
                return null;
            }
            catch (SwarmException failure) when (!failure.EndsCommand)
            {
                return new(source, failure);
            }
            finally
            {
                turns.Release();
            }
        }

        try
        {
            ready.AddRange((await Task.WhenAll(sources.Select(OpenOneAsync)).ConfigureAwait(false)).OfType<LogFailure>());
        }
        finally
        {
            // Also after a failure of another: what is open is to be closed.
            heads.AddRange(opened.OfType<Head>());
        }
    }

    // Every log that goes on has a line afterwards: which is the oldest of all is known only then.
    private async Task FillAsync(List<Head> heads, List<object> ready, CancellationToken stop)
    {
        List<Head> empty = [.. heads.Where(head => head.IsEmpty)];
        SwarmException?[] failures = await Task.WhenAll(empty.Select(head => head.FillAsync(stop))).ConfigureAwait(false);
        ready.AddRange(empty.Zip(failures, (head, failure) => (head, failure)).Where(read => read.failure is not null).Select(read => new LogFailure(read.head.Source, read.failure!)));
        foreach (Head ended in heads.Where(head => head.IsEmpty || entries.Filter.IsAfterEnd(head.First)).ToList())
        {
            heads.Remove(ended);
            ended.Dispose();
        }
    }

    // Runs of lines of one task, until a log has none left that was read.
    private static IEnumerable<(LogSource Source, List<LogLine> Lines)> Merge(List<Head> heads)
    {
        List<(LogSource Source, List<LogLine> Lines)> runs = [];
        Head oldest;
        do
        {
            oldest = heads[0];
            foreach (Head head in heads)
            {
                oldest = head.First.Timestamp < oldest.First.Timestamp ? head : oldest;
            }

            if (runs.Count == 0 || runs[^1].Source != oldest.Source)
            {
                runs.Add((oldest.Source, []));
            }

            runs[^1].Lines.Add(oldest.Take());
        }
        while (!oldest.IsEmpty);
        return runs;
    }

    private sealed class Head(LogSource source, IFeedReader<LogLine> reader) : System.IDisposable
    {
        private IReadOnlyList<LogLine> _lines = [];
        private int _next;

        public LogSource Source => source;

        public bool IsEmpty => _next == _lines.Count;

        public LogLine First => _lines[_next];

        public LogLine Take() => _lines[_next++];

        /// <summary>Reads on; empty afterwards at the end. Returns why it could not be read further.</summary>
        public async Task<SwarmException?> FillAsync(CancellationToken stop)
        {
            _next = 0;
            _lines = [];
            try
            {
                _lines = await reader.ReadAsync(stop).ConfigureAwait(false) ?? [];
                return null;
            }
            catch (SwarmException failure) when (!failure.EndsCommand)
            {
                return failure;
            }
        }

        public void Dispose() => reader.Dispose();
    }
}
