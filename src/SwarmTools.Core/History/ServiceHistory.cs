using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Specs;

namespace SwarmTools.History;

/// <summary>The history of services: what is kept before a rollout, what a service can go back to, and what is forgotten.</summary>
internal sealed class ServiceHistory(IHistoryStore store, string author)
{
    /// <summary>How many revisions of a service are kept unless something else is said.</summary>
    public const int DefaultLimit = 10;

    /// <summary>Keeps what a service has and what it is to have, before anything is changed.</summary>
    /// <param name="service">The service as it is.</param>
    /// <param name="target">The spec that it is to have in the end.</param>
    /// <param name="reason">Why.</param>
    /// <param name="stop">Ends the requests.</param>
    /// <returns>The revision of the target; its <see cref="SwarmRevision.FromRevision"/> is that of the present spec, which is kept first where none has it.</returns>
    public async Task<SwarmRevision> BeginAsync(ServiceSpec service, JsonObject target, string reason, CancellationToken stop)
    {
        RevisionDraft draft = new() { ServiceId = service.Id, ServiceName = service.Name, Author = author };
        SwarmRevision from = await CurrentAsync(service, stop).ConfigureAwait(false)
            ?? await store.AddAsync(draft with { Spec = service.Json, Reason = "Found before a rollout." }, stop).ConfigureAwait(false);
        return await store.AddAsync(draft with { Spec = target, From = from.Revision, Reason = reason, Outcome = SwarmRolloutOutcome.InProgress }, stop).ConfigureAwait(false);
    }

    public Task MarkAsync(SwarmRevision revision, SwarmRolloutOutcome outcome, CancellationToken stop) => store.MarkAsync(revision, outcome, stop);

    public Task ForgetAsync(SwarmRevision revision, CancellationToken stop) => store.RemoveAsync(revision, stop);

    /// <summary>Forgets the oldest revisions of a service beyond a limit, but not what the newest came from; with 0, all of them.</summary>
    public async Task TrimAsync(string serviceName, int limit, CancellationToken stop)
    {
        IReadOnlyList<SwarmRevision> all = await store.ListAsync(serviceName, stop).ConfigureAwait(false);
        int? needed = limit > 0 && all.Count > 0 ? all[all.Count - 1].FromRevision : null;
        foreach (SwarmRevision old in all.Take(Math.Max(0, all.Count - limit)).Where(revision => revision.Revision != needed))
        {
            await store.RemoveAsync(old, stop).ConfigureAwait(false);
        }
    }

    /// <summary>The revisions of services, oldest first, with the current ones marked.</summary>
    public async Task<IReadOnlyList<SwarmRevision>> OfAsync(IReadOnlyList<SwarmService> services, CancellationToken stop)
    {
        IReadOnlyList<SwarmRevision> all = await store.ListAsync(services.Count == 1 ? services[0].Name : null, stop).ConfigureAwait(false);
        ILookup<string, SwarmRevision> byService = all.ToLookup(revision => revision.ServiceName, StringComparer.Ordinal);
        return [.. services.SelectMany(service => Marked(WithChanges([.. byService[service.Name]]), ServiceSpec.Of(service).Json))];
    }

    /// <summary>The newest revision with the spec that a service has; null where none has it.</summary>
    public async Task<SwarmRevision?> CurrentAsync(ServiceSpec service, CancellationToken stop) =>
        Marked(await store.ListAsync(service.Name, stop).ConfigureAwait(false), service.Json).LastOrDefault(revision => revision.IsCurrent);

    /// <summary>The newest revision, if its rollout can still go on and the service is on its way to it: all but how tasks are replaced is as it says. Null otherwise.</summary>
    /// <param name="service">The service.</param>
    /// <param name="isHeld">Whether its update is held: then it is on its way, although somebody may have changed it since.</param>
    /// <param name="stop">Ends the request.</param>
    public async Task<SwarmRevision?> UnderWayAsync(ServiceSpec service, bool isHeld, CancellationToken stop) =>
        await store.ListAsync(service.Name, stop).ConfigureAwait(false) is [.., { IsUnfinished: true } newest]
            && (isHeld || SpecDifferences.AreOfUpdateAlone(RevisionJson.SpecOf(newest), service.Json))
                ? newest
                : null;

    /// <summary>The newest spec that is kept of a service; null for none.</summary>
    public async Task<JsonObject?> NewestSpecAsync(string serviceName, CancellationToken stop) =>
        await store.ListAsync(serviceName, stop).ConfigureAwait(false) is [.., { } newest] ? RevisionJson.SpecOf(newest) : null;

    /// <summary>A revision of a service by its number.</summary>
    /// <exception cref="SwarmException"><c>RevisionNotFound</c>.</exception>
    public async Task<SwarmRevision> GetAsync(string serviceName, int number, CancellationToken stop)
    {
        IReadOnlyList<SwarmRevision> all = await store.ListAsync(serviceName, stop).ConfigureAwait(false);
        string kept = all.Count == 0 ? "None are kept" : "Kept are " + string.Join(", ", all.Select(revision => RevisionJson.Text(revision.Revision)));
        return all.FirstOrDefault(revision => revision.Revision == number)
            ?? throw new SwarmException(ErrorId.RevisionNotFound, $"The service '{serviceName}' has no revision {RevisionJson.Text(number)}. {kept}; see Get-SwarmServiceHistory.");
    }

    /// <summary>A revision of a service by its number; null where it is not kept.</summary>
    public async Task<SwarmRevision?> FindAsync(string serviceName, int number, CancellationToken stop) =>
        (await store.ListAsync(serviceName, stop).ConfigureAwait(false)).FirstOrDefault(revision => revision.Revision == number);

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

    private static IReadOnlyList<SwarmRevision> Marked(IReadOnlyList<SwarmRevision> revisions, JsonObject spec)
    {
        if (revisions.LastOrDefault(revision => SpecDifferences.AreNone(RevisionJson.SpecOf(revision), spec)) is { } current)
        {
            current.IsCurrent = true;
        }

        return revisions;
    }
}
