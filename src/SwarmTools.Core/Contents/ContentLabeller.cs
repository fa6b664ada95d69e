using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Syntax;

namespace SwarmTools.Contents;

/// <summary>Changes the labels of secrets or configs. Where somebody else was faster, the change is made on what they wrote.</summary>
internal sealed class ContentLabeller<T>(IContentStore<T> store)
    where T : SwarmObject
{
    /// <summary>How often somebody else may be faster.</summary>
    private const int Attempts = 20;

    /// <summary>Changes the labels of one; nothing is sent where they are as wished already.</summary>
    /// <returns>The object as it is then, and whether anything was changed.</returns>
    /// <exception cref="SwarmException">The not-found id of the kind, <c>UpdateOutOfSequence</c>.</exception>
    public async Task<(T Item, bool IsChanged)> ChangeAsync(T item, LabelChange change, CancellationToken stop)
    {
        // What says of which secret or config one is a version is not the user's.
        change = change with { IsKept = ContentVersion.IsLabel };
        T now = item;
        bool wasLost = false;
        for (int attempt = 1; !change.IsNothingFor(now.Labels); attempt++)
        {
            try
            {
                await store.LabelAsync(now, change.AppliedTo(now.Labels), stop).ConfigureAwait(false);
                return (await ReadAsync(item, stop).ConfigureAwait(false), true);
            }
            catch (SwarmException failure) when (failure.Is(ErrorId.UpdateOutOfSequence) && attempt < Attempts)
            {
                now = await ReadAsync(item, stop).ConfigureAwait(false);
            }
            catch (SwarmException failure) when (failure is { MayBeDone: true, IsLasting: false } && attempt < Attempts)
            {
                now = await LostAnswers.LookAsync(late => ReadAsync(item, late), failure, stop).ConfigureAwait(false);
                wasLost = true;
            }
        }

        return (now, wasLost);
    }

    private async Task<T> ReadAsync(T item, CancellationToken stop)
    {
        IReadOnlyList<T> all = await store.ListAsync(stop).ConfigureAwait(false);
        return all.FirstOrDefault(other => other.Id == item.Id) ?? throw new SwarmException(store.NotFound, $"The {store.Noun} '{item.Name}' was removed by somebody else meanwhile.");
    }
}
