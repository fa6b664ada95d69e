using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Specs;

namespace SwarmTools.History;

/// <summary>The history of services: what is kept before a rollout, how it ended, and what is forgotten.</summary>
/// <remarks>What is decided by it alone is decided by the revisions of that very service; those of one of its name that was removed are shown, and can be restored by number.</remarks>
internal sealed class ServiceHistory(IHistoryStore store, string author)
{
    /// <summary>How many revisions of a service are kept unless something else is said.</summary>
    public const int DefaultLimit = 10;

    /// <summary>Keeps what a service has and what it is to have, before anything is changed.</summary>
    /// <param name="service">The service as it is.</param>
    /// <param name="original">The spec to go back to: its own, or that from before a rollout which did not come to its end.</param>
    /// <param name="rollout">The spec that it is to have in the end, why, and how tasks are replaced on the way.</param>
    /// <param name="stop">Ends the requests.</param>
    /// <returns>The revision of the target; its <see cref="SwarmRevision.FromRevision"/> is that of the original, which is kept first where none has it.</returns>
    public async Task<SwarmRevision> BeginAsync(ServiceSpec service, JsonObject original, RevisionDraft rollout, CancellationToken stop)
    {
        RevisionDraft draft = rollout with { ServiceId = service.Id, ServiceName = service.Name, Author = author };
        SwarmRevision from = (await ListAsync(service, stop).ConfigureAwait(false)).LastOrDefault(revision => SpecDifferences.AreOfForceAlone(RevisionJson.SpecOf(revision), original))
            ?? await store.AddAsync(draft with { Spec = original, During = null, Reason = "Found before a rollout." }, stop).ConfigureAwait(false);
        return await store.AddAsync(draft with { From = from.Revision, Outcome = SwarmRolloutOutcome.InProgress }, stop).ConfigureAwait(false);
    }

    /// <summary>Keeps a spec in place of the one that an unfinished rollout was to bring, because somebody changed the service on its way.</summary>
    public async Task<SwarmRevision> AmendAsync(ServiceSpec service, SwarmRevision unfinished, JsonObject target, CancellationToken stop)
    {
        await store.MarkAsync(unfinished, SwarmRolloutOutcome.Superseded, stop).ConfigureAwait(false);
        RevisionDraft draft = new() { ServiceId = service.Id, ServiceName = service.Name, Author = author, Spec = target, From = unfinished.FromRevision, Outcome = SwarmRolloutOutcome.InProgress };
        return await store.AddAsync(draft with { During = RevisionJson.DuringOf(unfinished), Reason = unfinished.Reason }, stop).ConfigureAwait(false);
    }

    public Task MarkAsync(SwarmRevision revision, SwarmRolloutOutcome outcome, CancellationToken stop) => store.MarkAsync(revision, outcome, stop);

    public Task ForgetAsync(SwarmRevision revision, CancellationToken stop) => store.RemoveAsync(revision, stop);

    /// <summary>Forgets the oldest revisions of a service beyond a limit, but not what the newest came from, nor the newest that is good and what it came from; with 0, all of them.</summary>
    public async Task TrimAsync(string serviceName, int limit, CancellationToken stop)
    {
        IReadOnlyList<SwarmRevision> all = await store.ListAsync(serviceName, stop).ConfigureAwait(false);
        SwarmRevision? good = all.LastOrDefault(revision => revision.Outcome == SwarmRolloutOutcome.Converged);
        HashSet<int?> needed = limit > 0 && all.Count > 0 ? [all[all.Count - 1].FromRevision, good?.Revision, good?.FromRevision] : [];
        foreach (SwarmRevision old in all.Take(Math.Max(0, all.Count - limit)).Where(revision => !needed.Contains(revision.Revision)))
        {
            await store.RemoveAsync(old, stop).ConfigureAwait(false);
        }
    }

    /// <summary>The revisions of services, oldest first, with the current ones marked.</summary>
    public async Task<IReadOnlyList<SwarmRevision>> OfAsync(IReadOnlyList<SwarmService> services, CancellationToken stop)
    {
        IReadOnlyList<SwarmRevision> all = await store.ListAsync(services.Count == 1 ? services[0].Name : null, stop).ConfigureAwait(false);
        ILookup<string, SwarmRevision> byService = all.ToLookup(revision => revision.ServiceName, StringComparer.Ordinal);
        return [.. services.SelectMany(service => Marked(WithChanges([.. byService[service.Name]]), ServiceSpec.Of(service)))];
    }

    /// <summary>The revisions of this very service, oldest first.</summary>
    public async Task<IReadOnlyList<SwarmRevision>> ListAsync(ServiceSpec service, CancellationToken stop) =>
        [.. (await store.ListAsync(service.Name, stop).ConfigureAwait(false)).Where(revision => revision.ServiceId == service.Id)];

    /// <summary>A revision of a service by its number.</summary>
    /// <exception cref="SwarmException"><c>RevisionNotFound</c>.</exception>
    public async Task<SwarmRevision> GetAsync(string serviceName, int number, CancellationToken stop)
    {
        IReadOnlyList<SwarmRevision> all = await store.ListAsync(serviceName, stop).ConfigureAwait(false);
        string kept = all.Count == 0 ? "None are kept" : "Kept are " + string.Join(", ", all.Select(revision => RevisionJson.Text(revision.Revision)));
        return all.FirstOrDefault(revision => revision.Revision == number)
            ?? throw new SwarmException(ErrorId.RevisionNotFound, $"The service '{serviceName}' has no revision {RevisionJson.Text(number)}. {kept}; see Get-SwarmServiceHistory.");
    }

    /// <summary>The newest revision of a service.</summary>
    /// <exception cref="SwarmException"><c>RevisionNotFound</c>.</exception>
    public async Task<SwarmRevision> NewestAsync(string serviceName, CancellationToken stop) =>
        await store.ListAsync(serviceName, stop).ConfigureAwait(false) is [.., { } newest] ? newest
            : throw new SwarmException(ErrorId.RevisionNotFound, $"No revision is kept of the service '{serviceName}'. Invoke-SwarmRollingUpdate keeps them.");

    /// <summary>A revision by the id under which it is kept.</summary>
    /// <exception cref="SwarmException"><c>RevisionNotFound</c>.</exception>
    public async Task<SwarmRevision> GetByIdAsync(string id, string name, CancellationToken stop) =>
        (await store.ListAsync(null, stop).ConfigureAwait(false)).FirstOrDefault(revision => revision.Id == id)
            ?? throw new SwarmException(ErrorId.RevisionNotFound, $"The {name} is not kept any more. See Get-SwarmServiceHistory.");

    private static IReadOnlyList<SwarmRevision> WithChanges(IReadOnlyList<SwarmRevision> revisions)
    {
        foreach (SwarmRevision revision in revisions)
        {
            if (revisions.FirstOrDefault(other => other.Revision == revision.FromRevision) is { } from)
            {
                revision.Changes = SpecDifferences.Between(RevisionJson.SpecOf(from), RevisionJson.SpecOf(revision));
            }
        }

        return revisions;
    }

    private static IReadOnlyList<SwarmRevision> Marked(IReadOnlyList<SwarmRevision> revisions, ServiceSpec service)
    {
        if (revisions.LastOrDefault(revision => revision.ServiceId == service.Id && SpecDifferences.AreOfForceAlone(RevisionJson.SpecOf(revision), service.Json)) is { } current)
        {
            current.IsCurrent = true;
        }

        return revisions;
    }
}
