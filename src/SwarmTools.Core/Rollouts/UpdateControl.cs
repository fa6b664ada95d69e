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

        if (await history.UnderWayAsync(spec, isHeld: false, stop).ConfigureAwait(false) is null)
        {
            await history.BeginAsync(new(new() { ["ID"] = spec.Id, ["Spec"] = (spec.Previous ?? spec.Json).DeepClone() }), spec.Json, reason, stop).ConfigureAwait(false);
        }

        return await updater.ReplaceAsync(service.Id, spec.Json, RollingSpecs.Suspended(spec.Json), timeout, stop).ConfigureAwait(false);
    }

    /// <summary>Refuses where the engine would go back to what a rollout sent on its way, or to the version that failed.</summary>
    /// <exception cref="SwarmException"><c>RevisionNotFound</c>.</exception>
    public async Task RequirePreviousAsync(string id, CancellationToken stop)
    {
        ServiceSpec spec = new((await services.InspectServiceAsync(id, stop).ConfigureAwait(false)).Json);
        if (spec.Previous is { } previous && (RollingSpecs.IsHeld(previous) || SpecDifferences.AreOfUpdateAlone(previous, spec.Json)))
        {
            throw new SwarmException(
                ErrorId.RevisionNotFound,
                $"What the service '{spec.Name}' was before its last rollout is not kept, and the engine knows only a step of that rollout. See Get-SwarmServiceHistory; change the service with Set-SwarmService.");
        }
    }

    /// <summary>The revision that a service had before the one that it has, or is on its way to; null where that is not kept.</summary>
    /// <exception cref="SwarmException"><c>RevisionNotFound</c> where the last rollout was rolled back already, and nothing before it is known.</exception>
    public async Task<SwarmRevision?> BeforeAsync(string id, CancellationToken stop)
    {
        ServiceSpec spec = new((await services.InspectServiceAsync(id, stop).ConfigureAwait(false)).Json);
        SwarmRevision? current = await history.CurrentAsync(spec, stop).ConfigureAwait(false)
            ?? await history.UnderWayAsync(spec, RollingSpecs.IsHeld(spec.Json), stop).ConfigureAwait(false);
        if (current?.FromRevision is { } from)
        {
            return await GoodAsync(spec, from, stop).ConfigureAwait(false);
        }

        // The spec that the engine knows beside this one is the one that failed.
        return current is not null && await history.NewestAsync(spec.Name, stop).ConfigureAwait(false) is { Outcome: SwarmRolloutOutcome.RolledBack } failed
            ? throw new SwarmException(
                ErrorId.RevisionNotFound,
                $"The service '{spec.Name}' is what it was before its last rollout, revision {RevisionJson.Text(failed.Revision)}, which was rolled back; what it was before that is not kept. See Get-SwarmServiceHistory.")
            : null;
    }

    // Nobody who goes back wants a version that failed: what that came from is meant.
    private async Task<SwarmRevision?> GoodAsync(ServiceSpec service, int number, CancellationToken stop)
    {
        SwarmRevision? good = await history.FindAsync(service.Name, number, stop).ConfigureAwait(false);
        while (good is { IsFailed: true, FromRevision: { } from })
        {
            good = await history.FindAsync(service.Name, from, stop).ConfigureAwait(false);
        }

        return good is null || !SpecDifferences.AreNone(RevisionJson.SpecOf(good), service.Json)
            ? good
            : throw new SwarmException(
                ErrorId.RevisionNotFound,
                $"Before what the service '{service.Name}' is now there is nothing but versions that failed. Restore-SwarmServiceRevision brings any revision that is wanted all the same; see Get-SwarmServiceHistory.");
    }
}
