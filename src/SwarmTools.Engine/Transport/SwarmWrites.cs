using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>Writes that survive the loss of a manager: where none took it they wait for the next leader; one that gets no answer is given up as soon as it will get none.</summary>
/// <remarks>
/// What is given up is never sent again here, because nobody knows whether it was taken: whoever asked for it looks first (<see cref="SwarmException.MayBeDone"/>).
/// A manager that was cut off from its leader would let it wait for 20 seconds.
/// </remarks>
internal sealed class SwarmWrites(ConnectionSettings settings, ManagerRing ring, ManagerRound round, QuorumLook quorum)
{
    private static readonly TimeSpan s_silence = TimeSpan.FromMilliseconds(750);
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    // Every manager asks the leader for services, even for one that nobody has.
    private static readonly EngineRequest s_nothing = new(HttpMethod.Get, "/services", version => new(HttpMethod.Get, $"/v{version}/services?filters=%7B%22id%22%3A%5B%22-%22%5D%7D"));

    public async Task<HttpResponseMessage> SendAsync(EngineRequest request, CancellationToken stop)
    {
        Election? election = null;
        while (true)
        {
            RoundAnswer answer = await SendOnceAsync(request, stop).ConfigureAwait(false);
            if (!answer.HasNoLeader)
            {
                return answer.Response;
            }

            answer.Response.Dispose();
            election ??= new(settings, ring, quorum);
            await election.WaitAsync(stop).ConfigureAwait(false);
        }
    }

    private async Task<RoundAnswer> SendOnceAsync(EngineRequest request, CancellationToken stop)
    {
        EngineManager holder = ring.Current;
        PendingRound sent = new(own => round.RunAsync(request, holder, isFeed: false, manager => Volatile.Write(ref holder, manager), own), stop);
        // One manager alone is its own leader: then there is only to wait.
        bool isWatched = quorum.Managers > 1;
        if (isWatched && !await IsOverAsync(sent.Answer, s_silence, stop).ConfigureAwait(false))
        {
            try
            {
                await WatchAsync(sent.Answer, () => Volatile.Read(ref holder), stop).ConfigureAwait(false);
            }
            catch
            {
                // Whatever it was: nobody waits for the answer any longer.
                _ = sent.GiveUpAsync();
                throw;
            }
        }

        return await sent.EndAsync().ConfigureAwait(false);
    }

    // Returns when the answer is there; throws where none will come.
    private async Task WatchAsync(Task sent, Func<EngineManager> holder, CancellationToken stop)
    {
        Election election = new(settings, ring, quorum);
        int withoutLeader = 0;
        int silences = 0;
        EngineManager asked = holder();
        while (!sent.IsCompleted)
        {
            EngineManager first = holder();
            Task<bool?> manager = first.AnswersAsync(s_look, stop);
            asked = Next(asked, first);
            Task<bool> leader = HasLeaderAsync(asked, stop);
            Task<IReadOnlyList<EngineManager>> gone = quorum.TooManyAsync(stop);
            await Task.WhenAny(sent, Task.WhenAll(manager, leader, gone)).ConfigureAwait(false);
            if (sent.IsCompleted)
            {
                return;
            }

            silences = await manager.ConfigureAwait(false) == true ? 0 : silences + 1;
            if (!await leader.ConfigureAwait(false))
            {
                withoutLeader++;
                election.RequireQuorum(await gone.ConfigureAwait(false), mayBeDone: true);
            }
            else if (withoutLeader > 1 || (silences > 1 && asked != first))
            {
                ring.Use(asked);
                throw Lost();
            }

            await IsOverAsync(sent, s_pause, stop).ConfigureAwait(false);
        }
    }

    // The one that has the write is asked only where there is no other.
    private EngineManager Next(EngineManager last, EngineManager first)
    {
        EngineManager next = ring.After(last, isOfSwarm: true);
        return next == first ? ring.After(first, isOfSwarm: true) : next;
    }

    private static async Task<bool> HasLeaderAsync(EngineManager manager, CancellationToken stop)
    {
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(s_look);
        try
        {
            using HttpResponseMessage answer = await manager.SendAsync(s_nothing, isFeed: false, late.Token).ConfigureAwait(false);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && TransportErrors.IsTransportFailure(failure))
        {
            return false;
        }
    }

    private SwarmException Lost() => new(
        ErrorId.NoLeader, $"The leader of the swarm of '{settings.Name}' went away while it had the request. What was asked for may or may not have been done; look before you repeat it.")
    {
        MayBeDone = true,
    };

    private static async Task<bool> IsOverAsync(Task sent, TimeSpan time, CancellationToken stop)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(sent, Task.Delay(time, ended.Token)).ConfigureAwait(false);
        ended.Cancel();
        stop.ThrowIfCancellationRequested();
        return sent.IsCompleted;
    }
}
