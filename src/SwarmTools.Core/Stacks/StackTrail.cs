using System.Collections.Generic;
using System.Linq;
using SwarmTools.History;

namespace SwarmTools.Stacks;

/// <summary>The revisions of a stack, and where in them it is. Pure.</summary>
/// <param name="stack">The name of the stack.</param>
/// <param name="revisions">Its revisions, oldest first.</param>
internal sealed class StackTrail(string stack, IReadOnlyList<SwarmStackRevision> revisions)
{
    /// <summary>A revision by its number.</summary>
    /// <exception cref="SwarmException"><c>RevisionNotFound</c>.</exception>
    public SwarmStackRevision Get(int number) => Find(number)
        ?? throw new SwarmException(ErrorId.RevisionNotFound, $"The stack '{stack}' has no revision {RevisionJson.Text(number)}. {Kept}; see Get-SwarmStackHistory.");

    /// <summary>The revision to go back to: of those that the stack came from the last that is good. One that no revision knows, for it was changed since or failed on its way, goes to the last good one.</summary>
    /// <exception cref="SwarmException"><c>RevisionNotFound</c>.</exception>
    public SwarmStackRevision Before(IReadOnlyList<SwarmService> services)
    {
        SwarmStackRevision? here = revisions.LastOrDefault(revision => StackRecord.IsOf(revision, services));
        SwarmStackRevision? before = here is null ? revisions.LastOrDefault(revision => revision.IsGood) : From(here);
        while (before is not null && (!before.IsGood || StackRecord.IsOf(before, services)))
        {
            before = From(before);
        }

        return before ?? throw new SwarmException(
            ErrorId.RevisionNotFound, $"What the stack '{stack}' was before is not kept. {Kept}; see Get-SwarmStackHistory. Publish-SwarmStack keeps revisions.");
    }

    private string Kept => revisions.Count == 0 ? "None are kept" : "Kept are " + string.Join(", ", revisions.Select(revision => RevisionJson.Text(revision.Revision)));

    // What a revision came from was kept before it.
    private SwarmStackRevision? From(SwarmStackRevision revision) =>
        revision.FromRevision is { } number && number < revision.Revision ? Find(number) : null;

    private SwarmStackRevision? Find(int number) => revisions.FirstOrDefault(revision => revision.Revision == number);
}
