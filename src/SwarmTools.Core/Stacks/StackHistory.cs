using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.History;

namespace SwarmTools.Stacks;

/// <summary>The history of stacks: what is kept before services are changed, how it ended, and what is forgotten.</summary>
internal sealed class StackHistory(StackRevisionStore store, string author, Patience patience)
{
    /// <summary>How many revisions of a stack are kept unless something else is said.</summary>
    public const int DefaultLimit = 10;

    /// <summary>Keeps what a stack is to be, and before it what it is where no revision has that. To be called when all that services name is there, and before any is changed.</summary>
    /// <returns>The revision; null where none is wished, nothing changes, or none could be kept, of which a warning tells.</returns>
    public async Task<KeptRevision?> BeginAsync(StackPlan plan, ObservedStack observed, StackRun run, CancellationToken stop)
    {
        if (run.Options.HistoryLimit == 0 || plan.IsEmpty)
        {
            return null;
        }

        try
        {
            int next = store.NextOf(observed.Configs, plan.Names.Stack);
            KeptRevision? found = null;
            (int? from, bool isKnown) = FromOf(plan.Names.Stack, observed);
            if (!isKnown && StackRecord.Found(plan.Names.Stack, observed) is { Services.Count: > 0 } there)
            {
                found = await AddAsync(there with { Author = author, Reason = "Found before it was published." }, next, stop).ConfigureAwait(false);
            }

            StackRevisionDraft draft = StackRecord.Wished(plan, observed, run) with { From = from ?? found?.Number, Author = author, Reason = run.Options.Reason, Outcome = SwarmStackChangeOutcome.InProgress };
            KeptRevision? kept = await AddAsync(draft, found is null ? next : found.Number + 1, stop).ConfigureAwait(false);
            if (kept is null)
            {
                run.Warn($"No revision of the stack '{plan.Names.Stack}' was kept: it is larger than the {StackRevisionStore.SizeLimit / 1024} KB that a swarm keeps in one config. Undo-SwarmStack cannot go back to it.");
            }

            return kept;
        }
        catch (SwarmException failure)
        {
            // The stack itself does not need it.
            run.Warn($"No revision of the stack '{plan.Names.Stack}' was kept: {failure.Message}");
            return null;
        }
    }

    /// <summary>Notes how the work ended, and forgets the oldest revisions beyond the limit.</summary>
    public async Task EndAsync(StackPlan plan, KeptRevision? revision, SwarmStackChangeOutcome outcome, ObservedStack observed, StackRun run, CancellationToken stop)
    {
        if (plan.IsEmpty)
        {
            return;
        }

        try
        {
            if (revision is not null)
            {
                await patience.AskAsync(late => store.MarkAsync(revision, outcome, late), stop).ConfigureAwait(false);
            }

            // With the two that this work may have added.
            if (store.Among(observed.Configs, plan.Names.Stack).Count + 2 > run.Options.HistoryLimit)
            {
                await TrimAsync(plan.Names.Stack, run.Options.HistoryLimit, stop).ConfigureAwait(false);
            }
        }
        catch (SwarmException failure)
        {
            run.Warn($"How the work on the stack '{plan.Names.Stack}' ended could not be noted in its history: {failure.Message}");
        }
    }

    /// <summary>Forgets the oldest revisions of a stack beyond a limit, but not what the newest came from, nor the newest that is good and what it came from; with 0, all of them.</summary>
    public async Task TrimAsync(string stack, int limit, CancellationToken stop)
    {
        IReadOnlyList<SwarmStackRevision> all = await ListAsync(stack, stop).ConfigureAwait(false);
        SwarmStackRevision? good = all.LastOrDefault(revision => revision.Outcome == SwarmStackChangeOutcome.Done);
        HashSet<int?> needed = limit > 0 && all.Count > 0 ? [all[all.Count - 1].FromRevision, good?.Revision, good?.FromRevision] : [];
        foreach (SwarmStackRevision old in all.Take(Math.Max(0, all.Count - limit)).Where(revision => !needed.Contains(revision.Revision)))
        {
            await ForgetAsync(old, stop).ConfigureAwait(false);
        }
    }

    public Task ForgetAsync(SwarmStackRevision revision, CancellationToken stop) => patience.AskAsync(late => store.RemoveAsync(revision, late), stop);

    /// <summary>The revisions of a stack, oldest first.</summary>
    public Task<IReadOnlyList<SwarmStackRevision>> ListAsync(string stack, CancellationToken stop) => patience.AskAsync(late => store.ListAsync(stack, late), stop);

    /// <summary>The revisions of stacks, oldest first, with the current ones marked.</summary>
    public async Task<IReadOnlyList<SwarmStackRevision>> OfAsync(IReadOnlyList<SwarmStack> stacks, CancellationToken stop)
    {
        IReadOnlyList<SwarmStackRevision> all = await store.ListAsync(stacks.Count == 1 ? stacks[0].Name : null, stop).ConfigureAwait(false);
        ILookup<string, SwarmStackRevision> byStack = all.ToLookup(revision => revision.StackName, StringComparer.Ordinal);
        return [.. stacks.SelectMany(stack => Marked([.. byStack[stack.Name]], stack.Members))];
    }

    private static IReadOnlyList<SwarmStackRevision> Marked(IReadOnlyList<SwarmStackRevision> revisions, IReadOnlyList<SwarmService> services)
    {
        if (revisions.LastOrDefault(revision => StackRecord.IsOf(revision, services)) is { } current)
        {
            current.IsCurrent = true;
        }

        return revisions;
    }

    private Task<KeptRevision?> AddAsync(StackRevisionDraft draft, int number, CancellationToken stop) => patience.AskAsync(late => store.AddAsync(draft, number, late), stop);

    /// <summary>What a stack comes from: the revision that it has, or for one that failed or never ended what that one came from, for the mixture that it left is nothing to go back to.</summary>
    /// <returns>The number, where there is one; and whether what the stack has need not be kept as a revision of its own.</returns>
    private (int? From, bool IsKnown) FromOf(string stack, ObservedStack observed)
    {
        if (StackRecord.ServicesOf(stack, observed) is not { Count: > 0 } services)
        {
            return (null, true);
        }

        IReadOnlyList<SwarmStackRevision> all = store.Among(observed.Configs, stack);
        return all.LastOrDefault(revision => StackRecord.IsOf(revision, services)) is { } here ? (here.Revision, true)
            : all is [.., { Outcome: SwarmStackChangeOutcome.Failed or SwarmStackChangeOutcome.InProgress } broken] ? (broken.FromRevision, true)
            : (null, false);
    }
}
