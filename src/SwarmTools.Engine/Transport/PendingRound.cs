using System;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>A request on its way, which may be given up.</summary>
internal sealed class PendingRound
{
    private readonly CancellationTokenSource _own;

    public PendingRound(Func<CancellationToken, Task<RoundAnswer>> send, CancellationToken stop)
    {
        _own = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Answer = send(_own.Token);
    }

    /// <summary>Ends with the answer; its body is read later.</summary>
    public Task<RoundAnswer> Answer { get; }

    public async Task<RoundAnswer> EndAsync()
    {
        using (_own)
        {
            return await Answer.ConfigureAwait(false);
        }
    }

    /// <summary>Ends it: nobody waits for the answer any longer.</summary>
    public async Task GiveUpAsync()
    {
        using (_own)
        {
            _own.Cancel();
            try
            {
                (await Answer.ConfigureAwait(false)).Response.Dispose();
            }
            catch (Exception failure) when (EngineErrors.IsKnown(failure))
            {
                // Nobody asks any more why it failed.
            }
        }
    }
}
