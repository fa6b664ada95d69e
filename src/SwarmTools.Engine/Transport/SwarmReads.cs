using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>Reads that survive the loss of a manager: one that is silent for a moment is sent once more, to the next manager, and the first answer counts.</summary>
/// <remarks>Every manager asks the leader. While that one is gone their answers hang for as long as 20 seconds, and a later request is answered before them.</remarks>
internal sealed class SwarmReads(ConnectionSettings settings, ManagerRing ring, ManagerRound round)
{
    /// <summary>After so long nobody waits for one manager alone.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(1.5);

    public async Task<HttpResponseMessage> SendAsync(EngineRequest request, CancellationToken stop)
    {
        List<PendingRound> running = [];
        Election? election = null;
        Task look = Task.CompletedTask;
        EngineManager first = ring.Current;
        try
        {
            while (true)
            {
                EngineManager asked = first;
                running.Add(new(own => round.RunAsync(request, asked, isFeed: false, own), stop));
                // Of one manager alone nothing is won by asking again.
                TimeSpan silence = !request.IsSlow && (ring.Count > 1 || ring.Named.Count > 1) ? s_silence : Timeout.InfiniteTimeSpan;
                PendingRound? ended = await FirstAsync(running, silence, stop).ConfigureAwait(false);
                first = ring.After(first, request.IsOfSwarm);
                if (ended is not null)
                {
                    running.Remove(ended);
                    RoundAnswer answer = await ended.EndAsync().ConfigureAwait(false);
                    if (!answer.HasNoLeader || !request.IsOfSwarm)
                    {
                        return answer.Response;
                    }

                    answer.Response.Dispose();
                    await look.ConfigureAwait(false);
                    await (election ??= new(settings, ring)).WaitAsync(stop).ConfigureAwait(false);
                }
                else if (request.IsOfSwarm)
                {
                    // The last look has ended by now; the next one goes on beside the next request.
                    await look.ConfigureAwait(false);
                    look = (election ??= new(settings, ring)).LookAsync(stop);
                }
            }
        }
        finally
        {
            running.ForEach(attempt => _ = attempt.GiveUpAsync());
            _ = look.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    // The first that ends; null where none does for a while.
    private static async Task<PendingRound?> FirstAsync(List<PendingRound> running, TimeSpan limit, CancellationToken stop)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task silence = Task.Delay(limit, ended.Token);
        Task first = await Task.WhenAny([.. running.ConvertAll(attempt => (Task)attempt.Answer), silence]).ConfigureAwait(false);
        ended.Cancel();
        stop.ThrowIfCancellationRequested();
        return running.Find(attempt => attempt.Answer == first);
    }
}
