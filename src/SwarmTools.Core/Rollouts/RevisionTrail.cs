using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.History;
using SwarmTools.Specs;

namespace SwarmTools.Rollouts;

/// <summary>What the revisions of a service say of the spec that it has. Pure.</summary>
/// <param name="service">The service.</param>
/// <param name="revisions">Its revisions, oldest first.</param>
internal sealed class RevisionTrail(ServiceSpec service, IReadOnlyList<SwarmRevision> revisions)
{
    public IReadOnlyList<SwarmRevision> Revisions => revisions;

    public SwarmRevision? Newest => revisions is [.., { } newest] ? newest : null;

    /// <summary>The newest revision with the spec that the service has; null where none has it.</summary>
    public SwarmRevision? Current => revisions.LastOrDefault(revision => SpecDifferences.AreOfForceAlone(RevisionJson.SpecOf(revision), service.Json));

    /// <summary>The revision whose rollout can still go on; null for none.</summary>
    /// <remarks>
    /// It is one with the spec that the service has, but for how tasks are replaced; a newer one may have been kept and never sent. A service that
    /// is held is on its way, although somebody may have changed it since. Otherwise the engine may not have come to the end without a client.
    /// </remarks>
    public SwarmRevision? UnderWay
    {
        get
        {
            SwarmRevision? its = revisions.LastOrDefault(IsOfUpdateAlone);
            if (RollingSpecs.IsHeld(service.Json))
            {
                return its is not null && CanGoOn(its) ? its : Newest is { } newest && CanGoOn(newest) ? newest : null;
            }

            return its is not null && CanGoOn(its) && service.UpdateState switch
            {
                SwarmUpdateState.Completed or SwarmUpdateState.RollbackCompleted => false,
                // The engine says nothing of an update that it has not begun yet, and of one that replaces no task.
                SwarmUpdateState.None => IsAsRolledOut(its),
                _ => true,
            } ? its : null;
        }
    }

    /// <summary>The revision that the service has, or is on its way to, or has but for how its tasks are replaced.</summary>
    public SwarmRevision? Here => Current ?? UnderWay ?? revisions.LastOrDefault(IsOfUpdateAlone);

    /// <summary>The newest revision with the same tasks as the service has; the rest may have been changed since.</summary>
    public SwarmRevision? OfTheseTasks => revisions.LastOrDefault(revision => SpecDifferences.OfTasks(RevisionJson.SpecOf(revision), service.Json) is null);

    /// <summary>A spec that says how the service's own tasks are to be replaced, where what it says now was for a rollout alone that nobody saw to its end; null where it is the service's own.</summary>
    public JsonObject? OwnSettings
    {
        get
        {
            JsonObject? newest = Newest is { } revision ? RevisionJson.SpecOf(revision) : null;
            if (RollingSpecs.IsHeld(service.Json))
            {
                return newest ?? (service.Previous is { } previous && !RollingSpecs.IsHeld(previous) ? previous : []);
            }

            return newest is not null && RollingSpecs.IsDuring(service.Json, newest, RevisionJson.DuringOf(Newest!)) ? newest : null;
        }
    }

    /// <summary>The spec from before a rollout, or an update of somebody else, that did not come to its end or failed; null where the service's own is what to go back to.</summary>
    public JsonObject? Origin
    {
        get
        {
            if (UnderWay is { } left)
            {
                return GoodFrom(left) is { } before ? RevisionJson.SpecOf(before) : null;
            }

            if (service is { UpdateState: SwarmUpdateState.Paused or SwarmUpdateState.Updating, Previous: { } previous } && !IsStep(previous))
            {
                return FailedWith(previous) is { } failed && GoodFrom(failed) is { } good ? RevisionJson.SpecOf(good) : previous;
            }

            return OfTheseTasks is { IsFailed: true } same && !IsFinished(same) && GoodFrom(same) is { } from ? RevisionJson.SpecOf(from) : null;
        }
    }

    /// <summary>The spec from before an update that nobody keeps a revision of yet.</summary>
    public JsonObject Before => service.Previous is not { } previous ? service.Json
        : IsStep(previous) && OfTheseTasks is { } same && GoodFrom(same) is { } from ? RevisionJson.SpecOf(from)
        : previous;

    /// <summary>The revision that one came from, over all that failed: nobody who goes back wants a version that failed.</summary>
    public SwarmRevision? GoodFrom(SwarmRevision revision)
    {
        SwarmRevision? good = revision.FromRevision is { } number ? Find(number) : null;
        while (good is { IsFailed: true, FromRevision: { } from })
        {
            good = Find(from);
        }

        return good;
    }

    /// <summary>Whether the engine came to the end of a rollout, seen or not.</summary>
    public bool IsFinished(SwarmRevision revision) => service.UpdateState == SwarmUpdateState.Completed && IsOfUpdateAlone(revision);

    /// <summary>Whether a spec is the service's own but for how tasks are replaced: a step of a rollout, and no version to go back to.</summary>
    public bool IsStep(JsonObject spec) => RollingSpecs.IsHeld(spec) || SpecDifferences.AreOfUpdateAlone(spec, service.Json);

    /// <summary>The revision of a version that failed; null where a spec is none that did.</summary>
    public SwarmRevision? FailedWith(JsonObject spec) =>
        revisions.LastOrDefault(revision => revision.IsFailed && SpecDifferences.AreOfUpdateAlone(RevisionJson.SpecOf(revision), spec));

    /// <summary>A revision by its number; null where it is not kept.</summary>
    public SwarmRevision? Find(int number) => revisions.FirstOrDefault(revision => revision.Revision == number);

    /// <summary>Whether the engine went back from a rollout to what it came from, seen or not.</summary>
    public bool IsRolledBack(SwarmRevision revision) =>
        service.UpdateState == SwarmUpdateState.RollbackCompleted && revision.FromRevision is { } from && Current?.Revision == from;

    private static bool CanGoOn(SwarmRevision revision) => revision.IsUnfinished || revision.Outcome == SwarmRolloutOutcome.Superseded;

    private bool IsAsRolledOut(SwarmRevision revision)
    {
        JsonObject own = RevisionJson.SpecOf(revision);
        return SpecDifferences.AreNone(own, service.Json) || RollingSpecs.IsDuring(service.Json, own, RevisionJson.DuringOf(revision));
    }

    private bool IsOfUpdateAlone(SwarmRevision revision) => SpecDifferences.AreOfUpdateAlone(RevisionJson.SpecOf(revision), service.Json);
}
