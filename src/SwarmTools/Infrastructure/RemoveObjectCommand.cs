using System;
using System.Collections.Generic;
using SwarmTools.Parameters;

namespace SwarmTools.Infrastructure;

/// <summary>A cmdlet that removes objects, each confirmed and each with an error of its own.</summary>
/// <typeparam name="T">The kind of object.</typeparam>
public abstract class RemoveObjectCommand<T> : GetObjectCommand<T>
    where T : SwarmObject
{
    private protected RemoveObjectCommand()
    {
    }

    /// <summary>Removes what references mean.</summary>
    private protected void RemoveEach(IEnumerable<SwarmReference> references, Action<T, LiveConnection> remove) =>
        ForEachTarget(references, reference => ForEachTarget(Find(reference), item =>
        {
            LiveConnection live = LiveOf(SwarmReference.To(item));
            if (ShouldProcess($"{Kind.Noun} '{item.Name}' in {live.SwarmName}", "Remove"))
            {
                remove(item, live);
            }
        }));
}
