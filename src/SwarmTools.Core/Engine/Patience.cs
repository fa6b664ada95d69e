using System;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Engine;

/// <summary>Asks managers, and asks again while they may be electing a leader. One that takes a request and never answers is given up as well.</summary>
/// <param name="clock">The clock.</param>
/// <param name="limit">How long managers may be silent; null for <see cref="Limit"/>.</param>
internal sealed class Patience(IClock clock, TimeSpan? limit = null)
{
    /// <summary>How long managers may be silent, as they are while they elect a leader.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(45);

    /// <summary>What an answer takes that comes just at the end.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_least = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>For a wait with an end: what is asked shortly before it may still be answered.</summary>
    public static Patience Until(IClock clock, Deadline deadline) =>
        new(clock, deadline.Left >= Limit ? Limit : deadline.Left > s_least ? deadline.Left : s_least);

    /// <inheritdoc cref="AskAsync{T}"/>
    public Task AskAsync(Func<CancellationToken, Task> request, CancellationToken stop) => AskAsync(
        async late =>
        {
            await request(late).ConfigureAwait(false);
            return true;
        },
        stop);

    /// <summary>For a request that may take some time by itself, and then says so.</summary>
    public Patience Within(TimeSpan time) => time <= (limit ?? Limit) - s_grace ? this : new(clock, time < s_longest ? time + s_grace : s_longest);

    /// <summary>Sends what must not be done twice: it is sent again while there is no leader, but not where it may have been taken.</summary>
    /// <exception cref="SwarmException">One with <see cref="SwarmException.MayBeDone"/>; what the last request threw.</exception>
    public Task<T> SendAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken stop) =>
        TryAsync(request, failure => failure.Is(ErrorId.NoLeader) && !failure.MayBeDone, stop);

    /// <inheritdoc cref="LostAnswers.MakeAsync{T}"/>
    public Task<T> MakeAsync<T>(Func<CancellationToken, Task<T>> request, Func<CancellationToken, Task<T?>> find, ErrorId exists, CancellationToken stop)
        where T : class => LostAnswers.MakeAsync(late => SendAsync(request, late), late => AskAsync(find, late), exists, stop);

    /// <summary>Asks until there is an answer, or no more patience.</summary>
    /// <param name="request">The request; it may be sent several times.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="SwarmException"><c>EngineUnreachable</c> for no answer; what the last request threw.</exception>
    public Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken stop) => TryAsync(request, failure => failure.MayPass, stop);

    private async Task<T> TryAsync<T>(Func<CancellationToken, Task<T>> request, Func<SwarmException, bool> mayPass, CancellationToken stop)
    {
        TimeSpan patience = limit ?? Limit;
        Deadline deadline = new(clock, patience);
        while (true)
        {
            using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(stop);
            late.CancelAfter(patience);
            try
            {
                return await request(late.Token).ConfigureAwait(false);
            }
            catch (SwarmException failure) when (mayPass(failure) && !failure.IsLasting && !deadline.IsOver)
            {
                await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException silence) when (!stop.IsCancellationRequested)
            {
                throw new SwarmException(ErrorId.EngineUnreachable, $"The engine took a request and did not answer it in {SwarmText.Duration(patience)}.", silence);
            }
        }
    }
}
