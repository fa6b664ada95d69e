using System;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.History;
using SwarmTools.Services;
using SwarmTools.Specs;

namespace SwarmTools.Rollouts;

/// <summary>Holds updates that run, and finds what a service can go back to.</summary>
internal sealed class UpdateControl(IServiceApi services, ServiceUpdater updater, ServiceHistory history)
{
    /// <summary>Holds the update of a service, and keeps the spec that it was to bring, for <see cref="RollingUpdater.ResumeAsync"/>.</summary>
    /// <returns>Not changed where it is held already.</returns>
    /// <exception cref="SwarmException"><c>UpdateNotRunning</c>, <c>Conflict</c>, <c>UpdateOutOfSequence</c>, <c>ServiceNotFound</c>.</exception>
    public async Task<ServiceUpdate> SuspendAsync(SwarmService service, string reason, TimeSpan timeout, CancellationToken stop)
    {
        SwarmService now = await services.GetServiceAsync(service.Id, stop).ConfigureAwait(false);
        ServiceSpec spec = ServiceSpec.Of(now);
        if (RollingSpecs.IsHeld(spec.Json))
        {
            return new(IsChanged: false, []);
        }

        if (now.UpdateState != SwarmUpdateState.Updating)
        {
            throw new SwarmException(ErrorId.UpdateNotRunning, $"The service '{service.Name}' has no update that could be suspended: its state is {now.UpdateState}.");
        }

        RevisionTrail trail = new(spec, await history.ListAsync(spec, stop).ConfigureAwait(false));
        if (trail.UnderWay is null)
        {
            await history.BeginAsync(spec, spec.Previous ?? spec.Json, new() { Spec = spec.Json, Reason = reason }, stop).ConfigureAwait(false);
        }

        return await updater.ReplaceAsync(service.Id, spec.Json, RollingSpecs.Suspended(spec.Json), timeout, stop).ConfigureAwait(false);
    }

    /// <summary>The revision that a service had before the one that it has, or is on its way to; null where the engine's own rollback is the way back.</summary>
    /// <exception cref="SwarmException"><c>RevisionNotFound</c> where neither is known, or the engine knows only a step of a rollout or a version that failed.</exception>
    public async Task<SwarmRevision?> BeforeAsync(string id, CancellationToken stop)
    {
        ServiceSpec spec = new((await services.InspectServiceAsync(id, stop).ConfigureAwait(false)).Json);
        RevisionTrail trail = new(spec, await history.ListAsync(spec, stop).ConfigureAwait(false));
        SwarmRevision? here = trail.Here;
        if (Good(trail, spec, here) is { } before)
        {
            return before;
        }

        if (spec.Previous is { } previous && trail.IsStep(previous))
        {
            return Good(trail, spec, trail.OfTheseTasks) ?? throw new SwarmException(
                ErrorId.RevisionNotFound,
                $"What the service '{spec.Name}' was before its last rollout is not kept, and the engine knows only a step of that rollout. See Get-SwarmServiceHistory; change the service with Set-SwarmService.");
        }

        SwarmRevision? failed = spec.Previous is { } last ? trail.FailedWith(last) : null;
        failed ??= here is not null && trail.Newest is { Outcome: SwarmRolloutOutcome.RolledBack } newest ? newest : null;
        return failed is null ? null : throw new SwarmException(
            ErrorId.RevisionNotFound,
            $"The service '{spec.Name}' is what it was before the rollout of revision {RevisionJson.Text(failed.Revision)}, which ended as {failed.Outcome}; what it was before that is not kept. See Get-SwarmServiceHistory.");
    }

    // Nobody who goes back wants a version that failed: what that came from is meant.
    private static SwarmRevision? Good(RevisionTrail trail, ServiceSpec service, SwarmRevision? here)
    {
        SwarmRevision? good = here?.FromRevision is { } number ? trail.Find(number) : null;
        while (good is { IsFailed: true, FromRevision: { } from })
        {
            good = trail.Find(from);
        }

        return good is null || !SpecDifferences.AreNone(RevisionJson.SpecOf(good), service.Json)
            ? good
            : throw new SwarmException(
                ErrorId.RevisionNotFound,
                $"Before what the service '{service.Name}' is now there is nothing but versions that failed. Restore-SwarmServiceRevision brings any revision that is wanted all the same; see Get-SwarmServiceHistory.");
    }
}
