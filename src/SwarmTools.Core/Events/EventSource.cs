using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Time;

namespace SwarmTools.Events;

/// <summary>The events of one swarm, past and to come.</summary>
internal sealed class EventSource(IEventApi events, ISystemApi system, IClock clock)
{
    /// <summary>Engines tell their time to the second: less than this is no difference of clocks that could be known.</summary>
    private static readonly TimeSpan s_unknowable = TimeSpan.FromSeconds(2);

    /// <summary>What happened, oldest first, as far as the engine remembers: the last 256 events.</summary>
    /// <param name="request">Which events; without a beginning all there are, without an end, or with one to come, those until now.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="stop">Ends the request.</param>
    public async Task<IReadOnlyList<SwarmEvent>> PastAsync(EventRequest request, EventFilter filter, CancellationToken stop)
    {
        EventRequest past = request with
        {
            Since = request.Since ?? DateTimeOffset.FromUnixTimeSeconds(0),
            // What is still to come is not past, and would be waited for.
            Until = await NowAsync(stop).ConfigureAwait(false) is var now && request.Until is { } until && until < now ? until : now,
        };
        List<SwarmEvent> all = [];
        await FollowAsync(past, filter, all.Add, stop).ConfigureAwait(false);
        return [.. all.OrderBy(happened => happened.Timestamp)];
    }

    /// <summary>Hands out events as they happen, until the request's end or for ever.</summary>
    public async Task FollowAsync(EventRequest request, EventFilter filter, Action<SwarmEvent> emit, CancellationToken stop)
    {
        using IFeedReader<SwarmEvent> reader = await events.OpenEventsAsync(request, stop).ConfigureAwait(false);
        while (await reader.ReadAsync(stop).ConfigureAwait(false) is { } batch)
        {
            foreach (SwarmEvent happened in batch.Where(filter.IsMet))
            {
                emit(happened);
            }
        }
    }

    // An end in the engine's future would be waited for, one in its past would cut off what has just happened.
    private async Task<DateTimeOffset> NowAsync(CancellationToken stop)
    {
        EnginePing ping = await system.PingAsync(stop).ConfigureAwait(false);
        DateTimeOffset now = clock.UtcNow;
        return ping.EngineTime is { } engine && (engine - now).Duration() >= s_unknowable ? engine + TimeSpan.FromSeconds(1) : now;
    }
}
