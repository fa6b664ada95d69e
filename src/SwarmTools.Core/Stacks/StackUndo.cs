using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Stacks;

/// <summary>Plans the way of a stack back to a revision. Nothing is written.</summary>
internal sealed class StackUndo(StackHistory history, StackObserver observer)
{
    /// <param name="stack">The name of the stack.</param>
    /// <param name="number">The revision; null for the one before what the stack is now.</param>
    /// <param name="stop">Ends the requests.</param>
    /// <returns>The plan, what it was made from, and the revision.</returns>
    /// <exception cref="SwarmException"><c>RevisionNotFound</c>, <c>RevisionIncomplete</c>, <c>ServiceExists</c>.</exception>
    public async Task<(StackPlan Plan, ObservedStack Observed, SwarmStackRevision Revision)> PlanAsync(string stack, int? number, CancellationToken stop)
    {
        IReadOnlyList<SwarmStackRevision> all = await history.ListAsync(stack, stop).ConfigureAwait(false);
        ObservedStack observed = await observer.SeeAsync([.. all.SelectMany(revision => revision.Networks)], stop).ConfigureAwait(false);
        StackTrail trail = new(stack, all);
        SwarmStackRevision revision = number is { } given ? trail.Get(given) : trail.Before(StackRecord.ServicesOf(stack, observed));
        return (new RevisionPlanner(revision, observed).Plan(), observed, revision);
    }
}
