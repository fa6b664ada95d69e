using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>A read that survives the loss of a manager: where it is silent for a moment it is sent once more, to the next manager, and the first answer counts.</summary>
/// <remarks>Every manager asks the leader. While that one is gone their answers hang for as long as 20 seconds, and a later request is answered before them.</remarks>
internal sealed class SwarmRead(ConnectionSettings settings, ManagerRing ring, ManagerRound round, QuorumLook quorum, EngineRequest request)
{
    /// <summary>After so long nobody waits for one manager alone.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(1.5);

    /// <summary>The same, where a manager was silent a moment ago.</summary>
    private static readonly TimeSpan s_suspicion = TimeSpan.FromSeconds(0.5);

    private readonly Election _election = new(settings, ring, quorum);
    private readonly List<PendingRound> _running = [];
    private EngineManager _next = ring.Current;
    private Task _look = Task.CompletedTask;

    // What one engine alone knows is asked of it once; and where the swarm has one manager, nothing is won by asking again.
    private bool HasOthers => (request.IsOfSwarm && quorum.Managers > 1) || (request.IsGreeting && ring.Named.Count > 1);

    private TimeSpan Limit => !HasOthers ? Timeout.InfiniteTimeSpan : quorum.IsSuspicious ? s_suspicion : s_silence;

    /// <summary>Sends it, and returns as soon as the headers of an answer are there.</summary>
    /// <exception cref="SwarmException">As for <see cref="EngineTransport.SendAsync"/>.</exception>
    public async Task<HttpResponseMessage> SendAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                EngineManager first = _next;
                _running.Add(new(own => round.RunAsync(request, first, isFeed: false, asks: null, own), stop));
                _next = ring.After(first, request.IsOfSwarm);
                if (await FirstAsync(stop).ConfigureAwait(false) is not { } ended)
                {
                    await LookAsync(stop).ConfigureAwait(false);
                }
                else if (await AnswerOfAsync(ended, stop).ConfigureAwait(false) is { } answer)
                {
                    return answer;
                }
            }
        }
        finally
        {
            _running.ForEach(pending => _ = pending.GiveUpAsync());
            _ = _look.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    // The first that ends; null where none does for a while.
    private async Task<PendingRound?> FirstAsync(CancellationToken stop)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task silence = Task.Delay(Limit, ended.Token);
        Task first = await Task.WhenAny([.. _running.ConvertAll(pending => (Task)pending.Answer), silence]).ConfigureAwait(false);
        ended.Cancel();
        stop.ThrowIfCancellationRequested();
        return _running.Find(pending => pending.Answer == first);
    }

    // The last look has ended by now; the next one goes on beside the next request.
    private async Task LookAsync(CancellationToken stop)
    {
        if (request.IsOfSwarm)
        {
            await _look.ConfigureAwait(false);
            _look = _election.LookAsync(stop);
        }
    }

    // Null where it is to be asked again, because there was no leader.
    private async Task<HttpResponseMessage?> AnswerOfAsync(PendingRound ended, CancellationToken stop)
    {
        _running.Remove(ended);
        RoundAnswer answer = await ended.EndAsync().ConfigureAwait(false);
        if (!answer.HasNoLeader || !request.IsOfSwarm)
        {
            return answer.Response;
        }

        answer.Response.Dispose();
        await _look.ConfigureAwait(false);
        await _election.WaitAsync(stop).ConfigureAwait(false);
        return null;
    }
}
