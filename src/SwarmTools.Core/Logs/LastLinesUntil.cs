using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Logs;

/// <summary>Reads the last lines before an end. Engines count the last lines from now, so what is asked for may lie before all of them.</summary>
internal sealed class LastLinesUntil(ILogApi logs, LogFilter end) : ILogApi
{
    public async Task<IFeedReader<LogLine>> OpenLogAsync(LogRequest request, CancellationToken stop) => request.Tail is { } lines
        ? new Reader(await logs.OpenLogAsync(request with { Tail = null }, stop).ConfigureAwait(false), end, lines)
        : await logs.OpenLogAsync(request, stop).ConfigureAwait(false);

    private sealed class Reader(IFeedReader<LogLine> all, LogFilter end, int lines) : IFeedReader<LogLine>
    {
        private bool _isRead;

        public async Task<IReadOnlyList<LogLine>?> ReadAsync(CancellationToken stop)
        {
            if (_isRead)
            {
                return null;
            }

            _isRead = true;
            Queue<LogLine> last = [];
            while (await all.ReadAsync(stop).ConfigureAwait(false) is { } batch)
            {
                foreach (LogLine line in batch)
                {
                    if (end.IsAfterEnd(line))
                    {
                        return [.. last];
                    }

                    last.Enqueue(line);
                    while (last.Count > lines)
                    {
                        last.Dequeue();
                    }
                }
            }

            return [.. last];
        }

        public void Dispose() => all.Dispose();
    }
}
