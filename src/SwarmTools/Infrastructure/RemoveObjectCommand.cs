using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Parameters;

namespace SwarmTools.Infrastructure;

/// <summary>A cmdlet that removes objects, each confirmed and each with an error of its own.</summary>
/// <typeparam name="T">The kind of object.</typeparam>
public abstract class RemoveObjectCommand<T> : GetObjectCommand<T>
    where T : SwarmObject
{
    private readonly HashSet<(LiveConnection, string)> _done = [];

    private protected RemoveObjectCommand()
    {
    }

    /// <summary>Whether an object that a reference found is one that it means.</summary>
    private protected virtual bool IsMeant(T item, SwarmReference reference) => true;

    /// <summary>What goes together with an object, for the question: begins with a comma. Empty for nothing.</summary>
    private protected virtual string AlsoGone(T item, LiveConnection live) => "";

    /// <summary>Asks a second time where an object should not go by mistake.</summary>
    private protected virtual bool MayGo(T item) => true;

    /// <summary>Removes what references mean, each object once: a name and a wildcard may both mean it.</summary>
    private protected void RemoveEach(IEnumerable<SwarmReference> references, Action<T, LiveConnection> remove) =>
        ForEachTarget(references, reference => ForEachTarget(Find(reference).Where(item => IsMeant(item, reference)), item =>
        {
            LiveConnection live = LiveOf(SwarmReference.To(item));
            if (_done.Add((live, item.Id)) && ShouldProcess($"{Kind.Noun} '{item.Name}' in the {Kind.Holder} at '{live.Connection.Name}'{AlsoGone(item, live)}", "Remove") && MayGo(item))
            {
                remove(item, live);
            }
        }));
}
