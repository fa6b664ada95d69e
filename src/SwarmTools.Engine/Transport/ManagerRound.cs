using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>Asks one manager after the other, until one takes the request.</summary>
/// <remarks>
/// A request moves on to the next manager when it surely did not reach this one, or when this one says that it cannot
/// take it (no leader, no manager any more). A read that broke half way is repeated; a write that broke half way is not,
/// because nobody knows whether it was taken. Each manager is asked at its own newest version of the API: during an upgrade
/// they differ, and an engine strips newer fields from requests that name an older version.
/// </remarks>
internal sealed class ManagerRound(ConnectionSettings settings, ManagerRing ring)
{
    /// <summary>Asks them once.</summary>
    /// <param name="request">The request.</param>
    /// <param name="first">Who is asked first.</param>
    /// <param name="isFeed">Whether the answer goes on, as a log.</param>
    /// <param name="asks">Is told who gets the request, before it does; null for nobody.</param>
    /// <param name="stop">Ends the request.</param>
    /// <exception cref="SwarmException">The ids of <see cref="TransportErrors"/>; <c>EngineError</c> for what is no Docker engine.</exception>
    public async Task<RoundAnswer> RunAsync(EngineRequest request, EngineManager first, bool isFeed, Action<EngineManager>? asks, CancellationToken stop)
    {
        List<SwarmException> failures = [];
        HttpResponseMessage? refusal = null;
        bool hasNoLeader = false;
        foreach (EngineManager manager in request.IsGreeting ? ring.Greeters(first) : ring.From(first, request.IsOfSwarm))
        {
            asks?.Invoke(manager);
            try
            {
                HttpResponseMessage answer = await manager.SendAsync(request, isFeed, stop).ConfigureAwait(false);
                ManagerRefusal refused = await RefusalAsync(manager, answer, request.IsRead, stop).ConfigureAwait(false);
                refusal?.Dispose();
                if (refused == ManagerRefusal.None)
                {
                    ring.Use(manager);
                    ring.IsGivenUp &= !request.IsOfSwarm;
                    return new(answer, HasNoLeader: false);
                }

                refusal = answer;
                hasNoLeader |= refused == ManagerRefusal.NoLeader;
            }
            catch (TransportException failure) when (failure.MayMoveOn)
            {
                failures.Add(failure.Reason);
            }
            catch (TransportException failure)
            {
                refusal?.Dispose();
                throw failure.Reason;
            }
        }

        // What a manager said tells more than that others are silent.
        return refusal is not null ? new(refusal, hasNoLeader) : throw Summary(failures);
    }

    private async Task<ManagerRefusal> RefusalAsync(EngineManager manager, HttpResponseMessage answer, bool isRead, CancellationToken stop)
    {
        if ((int)answer.StatusCode < 500)
        {
            return ManagerRefusal.None;
        }

        try
        {
            using (stop.Register(answer.Dispose))
            {
                await answer.Content.LoadIntoBufferAsync().ConfigureAwait(false);
            }

            return EngineErrors.RefusalOf(await answer.Content.ReadAsStringAsync().ConfigureAwait(false), isRead, settings);
        }
        catch (Exception failure) when (TransportErrors.IsTransportFailure(failure))
        {
            answer.Dispose();
            stop.ThrowIfCancellationRequested();
            throw new TransportException(TransportErrors.Translate(failure, manager.Endpoint, mayBeDone: !isRead), isRead, failure);
        }
    }

    private static SwarmException Summary(IReadOnlyList<SwarmException> failures) => failures.Count == 1
        ? failures[0]
        : new(
            ErrorId.EngineUnreachable,
            "None of the managers could be reached. " + string.Join(" ", failures.Select(failure => failure.Message).Distinct()),
            failures[0]);
}
