using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Services;
using SwarmTools.Time;

namespace SwarmTools.Logs;

/// <summary>Tells when services of a swarm have ended: engines leave the log of one that is followed open for ever.</summary>
internal sealed class ServiceEnds(IEventApi events, ServiceRemover remover, IClock clock) : IDisposable
{
    /// <summary>How long the last lines may be on their way.</summary>
    private static readonly TimeSpan s_onTheWay = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the tasks of a service that was removed may take to end: they have their grace period.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>How far back is looked where the events were not read for a while; clocks may differ.</summary>
    private static readonly TimeSpan s_missed = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private IFeedReader<SwarmEvent>? _reader;
    private DateTimeOffset? _since;

    /// <summary>Waits for services to end, and returns their ids; none at the end of the events.</summary>
    public async Task<IReadOnlyList<string>> NextAsync(CancellationToken stop)
    {
        while (await ReadAsync(stop).ConfigureAwait(false) is { } batch)
        {
            string[] removed = [.. batch.Where(happened => happened.Action == "remove").Select(happened => happened.Id)];
            if (removed.Length > 0)
            {
                // What the tasks write while they end is still of interest.
                await remover.AwaitStopAsync([.. removed.Select(id => new SwarmService { Id = id })], s_patience, _ => { }, stop).ConfigureAwait(false);
                await clock.DelayAsync(s_onTheWay, stop).ConfigureAwait(false);
                return removed;
            }
        }

        return [];
    }

    // A manager that is gone may come back, or another one answers; what ended meanwhile is among what is read again.
    private async Task<IReadOnlyList<SwarmEvent>?> ReadAsync(CancellationToken stop)
    {
        Deadline? silence = null;
        while (true)
        {
            try
            {
                _reader ??= await events.OpenEventsAsync(new() { Types = [SwarmEventType.Service], Since = _since }, stop).ConfigureAwait(false);
                return await _reader.ReadAsync(stop).ConfigureAwait(false);
            }
            catch (SwarmException failure) when (failure.MayPass && !(silence ??= new(clock, Patience.Limit)).IsOver)
            {
                _reader?.Dispose();
                _reader = null;
                _since = clock.UtcNow - s_missed;
                await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _reader?.Dispose();
}
