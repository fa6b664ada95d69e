using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Logs;

/// <summary>An open log: one list of lines for each network read.</summary>
internal sealed class LogReader(HttpResponseMessage answer, Stream stream, LogRequest request, ConnectionSettings settings) : ILogReader
{
    private readonly byte[] _chunk = new byte[64 * 1024];
    private readonly ILogDecoder _decoder = request.Tty ? new TtyDecoder() : new FrameDecoder(request.Name);
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
            int read = await ReadChunkAsync(stop).ConfigureAwait(false);
            if (read == 0)
            {
                _decoder.Finish(lines);
                return lines.Count == 0 ? null : lines;
            }

            try
            {
                _decoder.Decode(_chunk.AsSpan(0, read), lines);
            }
            catch (SwarmException failure) when (lines.Count > 0)
            {
                // The lines before it first: where the network cut the log must make no difference.
                _failure = failure;
            }
        }

        return lines;
    }

    public void Dispose()
    {
        stream.Dispose();
        answer.Dispose();
    }

    private async Task<int> ReadChunkAsync(CancellationToken stop)
    {
        try
        {
            return await stream.ReadAsync(_chunk, 0, _chunk.Length, stop).ConfigureAwait(false);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && EngineErrors.IsKnown(failure))
        {
            throw EngineErrors.Translate(failure, settings);
        }
    }
}
