using System;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>What is done where nobody knows whether a request was taken: it is looked at what is there before anything is sent again.</summary>
internal static class LostAnswers
{
    /// <summary>How often a request may be lost.</summary>
    public const int Attempts = 5;

    /// <summary>Makes something once. Where nobody knows whether it was taken, what it makes is looked for before it is sent again.</summary>
    /// <param name="request">The request; a second one is refused while what the first made is there.</param>
    /// <param name="find">Finds what it makes; null where that is not there.</param>
    /// <param name="exists">What the request says where a namesake is there.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="SwarmException">One with <see cref="SwarmException.MayBeDone"/> where nobody could tell; what the last request threw.</exception>
    public static async Task<T> MakeAsync<T>(Func<CancellationToken, Task<T>> request, Func<CancellationToken, Task<T?>> find, ErrorId exists, CancellationToken stop)
        where T : class
    {
        bool wasLost = false;
        for (int attempt = 1; ; attempt++)
        {
            SwarmException last;
            try
            {
                return await request(stop).ConfigureAwait(false);
            }
            catch (SwarmException failure) when (failure is { MayBeDone: true, IsLasting: false } || (wasLost && failure.Is(exists)))
            {
                last = failure;
            }

            if (await LookAsync(find, last, stop).ConfigureAwait(false) is { } made)
            {
                return made;
            }

            if (last.Is(exists) || attempt == Attempts)
            {
                throw last;
            }

            wasLost = true;
        }
    }

    /// <summary>Removes something once. Where nobody knows whether it was removed, that is asked again, and then it may be gone.</summary>
    /// <param name="request">The request.</param>
    /// <param name="gone">What the request says where there is no such thing.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="SwarmException">What the last request threw.</exception>
    public static async Task RemoveAsync(Func<CancellationToken, Task> request, ErrorId gone, CancellationToken stop)
    {
        bool wasLost = false;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await request(stop).ConfigureAwait(false);
                return;
            }
            catch (SwarmException failure) when (wasLost && failure.Is(gone))
            {
                // The first request was taken.
                return;
            }
            catch (SwarmException failure) when (failure is { MayBeDone: true, IsLasting: false } && attempt < (failure.Is(ErrorId.NoLeader) ? Attempts : 2))
            {
                wasLost = true;
            }
        }
    }

    /// <summary>Looks at what is there after a request whose answer was lost. Where that is not to be had either, it is the lost answer that is told, or why no other will come.</summary>
    public static async Task<T> LookAsync<T>(Func<CancellationToken, Task<T>> look, SwarmException lost, CancellationToken stop)
    {
        try
        {
            return await look(stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.IsLasting)
        {
            // It names the managers that are gone.
            throw new SwarmException(ErrorId.NoLeader, $"{failure.Message} What was asked for before may or may not have been done; look before you repeat it.", lost) { MayBeDone = true, IsLasting = true };
        }
        catch (SwarmException failure) when (failure.MayPass)
        {
            throw lost;
        }
    }
}
