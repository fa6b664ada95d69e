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
    public SwarmRevision? Newest => revisions is [.., { } newest] ? newest : null;

    /// <summary>The newest revision with the spec that the service has; null where none has it.</summary>
    public SwarmRevision? Current => revisions.LastOrDefault(revision => SpecDifferences.AreNone(RevisionJson.SpecOf(revision), service.Json));

    /// <summary>The newest revision, if its rollout can still go on. Null otherwise.</summary>
    /// <remarks>
    /// A service that is held is on its way, although somebody may have changed it since. Otherwise all but how tasks are
    /// replaced must be as the revision says, and the engine may not have come to the end of it without its client.
    /// </remarks>
    public SwarmRevision? UnderWay => Newest is not { Outcome: not (SwarmRolloutOutcome.Converged or SwarmRolloutOutcome.RolledBack or SwarmRolloutOutcome.Unknown) } newest ? null
        : RollingSpecs.IsHeld(service.Json) ? newest
        : newest.IsUnfinished && service.UpdateState is not (SwarmUpdateState.Completed or SwarmUpdateState.RollbackCompleted) && IsOfUpdateAlone(newest) ? newest
        : null;

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

    /// <summary>The spec from before a rollout, or an update of somebody else, that did not come to its end; null where the service's own is what to go back to.</summary>
    public JsonObject? Origin => UnderWay is { } left
        ? left.FromRevision is { } from && Find(from) is { } before ? RevisionJson.SpecOf(before) : null
        : service is { UpdateState: SwarmUpdateState.Paused, Previous: { } previous } && !IsStep(previous) ? previous : null;

    /// <summary>Whether a spec is the service's own but for how tasks are replaced: a step of a rollout, and no version to go back to.</summary>
    public bool IsStep(JsonObject spec) => RollingSpecs.IsHeld(spec) || SpecDifferences.AreOfUpdateAlone(spec, service.Json);

    /// <summary>The revision of a version that failed; null where a spec is none that did.</summary>
    public SwarmRevision? FailedWith(JsonObject spec) =>
        revisions.LastOrDefault(revision => revision.IsFailed && SpecDifferences.AreOfUpdateAlone(RevisionJson.SpecOf(revision), spec));

    /// <summary>A revision by its number; null where it is not kept.</summary>
    public SwarmRevision? Find(int number) => revisions.FirstOrDefault(revision => revision.Revision == number);

    private bool IsOfUpdateAlone(SwarmRevision revision) => SpecDifferences.AreOfUpdateAlone(RevisionJson.SpecOf(revision), service.Json);
}
