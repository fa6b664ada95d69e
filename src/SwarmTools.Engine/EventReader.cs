using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Mapping;

namespace SwarmTools.Engine;

/// <summary>Open events: one object of JSON in each line.</summary>
internal sealed class EventReader(FeedStream stream, ConnectionSettings settings) : IFeedReader<SwarmEvent>
{
    private readonly ByteQueue _bytes = new();

    public async Task<IReadOnlyList<SwarmEvent>?> ReadAsync(CancellationToken stop)
    {
        List<SwarmEvent> events = [];
        while (events.Count == 0)
        {
            ArraySegment<byte> read = await stream.ReadAsync(stop).ConfigureAwait(false);
            if (read.Count == 0)
            {
                return null;
            }

            _bytes.Add(read);
            TakeLines(events);
        }

        return events;
    }

    public void Dispose() => stream.Dispose();

    private void TakeLines(List<SwarmEvent> events)
    {
        int end;
        while ((end = _bytes.Peek(_bytes.Length).IndexOf((byte)'\n')) >= 0)
        {
            ReadOnlySpan<byte> line = _bytes.Peek(end);
            if (line.Length > 1)
            {
                events.Add(Event(line));
            }

            _bytes.Remove(end + 1);
        }
    }

    private SwarmEvent Event(ReadOnlySpan<byte> line)
    {
        try
        {
            return EventMapper.Read(line);
        }
        catch (JsonException failure)
        {
            throw EngineErrors.Translate(failure, settings, mayBeDone: false);
        }
    }
}
