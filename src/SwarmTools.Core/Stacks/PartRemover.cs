using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Stacks;

/// <summary>Removes things of one kind side by side. What is gone already is as good; what fails does not keep the rest from going.</summary>
/// <param name="noun">What they are.</param>
/// <param name="patience">How long each may take.</param>
/// <param name="remove">Removes one.</param>
/// <param name="goneAlready">Says that one is not there.</param>
/// <param name="emit">Takes what became of each.</param>
internal sealed class PartRemover<T>(string noun, Patience patience, Func<T, CancellationToken, Task> remove, ErrorId goneAlready, Action<StackRemoval> emit)
    where T : SwarmObject
{
    /// <summary>How many requests are under way at once.</summary>
    private const int AtOnce = 16;

    /// <returns>Those that are gone.</returns>
    /// <exception cref="SwarmException">What would fail for all of them: the others are given up.</exception>
    public async Task<IReadOnlyList<T>> RunAsync(IReadOnlyList<T> items, CancellationToken stop)
    {
        using SemaphoreSlim turns = new(AtOnce);
        using CancellationTokenSource broken = CancellationTokenSource.CreateLinkedTokenSource(stop);
        bool[] isGone = await Task.WhenAll(items.Select(item => TakeTurnAsync(item, turns, broken))).ConfigureAwait(false);
        return [.. items.Where((_, index) => isGone[index])];
    }

    private async Task<bool> TakeTurnAsync(T item, SemaphoreSlim turns, CancellationTokenSource broken)
    {
        await turns.WaitAsync(broken.Token).ConfigureAwait(false);
        try
        {
            SwarmException? failure = await TryAsync(item, broken.Token).ConfigureAwait(false);
            emit(new(noun, item.Name, failure));
            return failure is null;
        }
        catch (SwarmException)
        {
            broken.Cancel();
            throw;
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task<SwarmException?> TryAsync(T item, CancellationToken stop)
    {
        try
        {
            await patience.AskAsync(late => remove(item, late), stop).ConfigureAwait(false);
            return null;
        }
        catch (SwarmException failure) when (failure.Is(goneAlready))
        {
            return null;
        }
        catch (SwarmException failure) when (!failure.EndsCommand)
        {
            return failure;
        }
    }
}
