using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Logs;

/// <summary>An open log: one list of lines for each network read.</summary>
internal sealed class LogReader(FeedStream stream, LogRequest request) : IFeedReader<LogLine>
{
    private readonly ILogDecoder _decoder = request.Tty ? new TtyDecoder(request) : new FrameDecoder(request);
    private SwarmException? _failure;

    public async Task<IReadOnlyList<LogLine>?> ReadAsync(CancellationToken stop)
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        List<LogLine> lines = [];
        while (lines.Count == 0)
        {
            ArraySegment<byte> read = await stream.ReadAsync(stop).ConfigureAwait(false);
            if (read.Count == 0)
            {
                _decoder.Finish(lines);
                return lines.Count == 0 ? null : lines;
            }

            try
            {
                _decoder.Decode(read, lines);
            }
            catch (SwarmException failure) when (lines.Count > 0)
            {
                // The lines before it first: where the network cut the log must make no difference.
                _failure = failure;
            }
        }

        return lines;
    }

    public void Dispose() => stream.Dispose();
}
