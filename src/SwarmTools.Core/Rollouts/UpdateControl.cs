using System;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.History;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Time;

namespace SwarmTools.Rollouts;

/// <summary>Holds updates that run, and finds what a service can go back to.</summary>
internal sealed class UpdateControl(IServiceApi services, ServiceUpdater updater, ServiceHistory history, Patience patience, IClock clock)
{
    /// <summary>How long an engine may take to begin an update that was asked for, before there is thought to be none.</summary>
    private static readonly TimeSpan s_beginning = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Holds the update of a service, and keeps the spec that it was to bring, for <see cref="RollingUpdater.ResumeAsync"/>.</summary>
    /// <returns>Not changed where it is held already.</returns>
    /// <exception cref="SwarmException"><c>UpdateNotRunning</c>, <c>Conflict</c>, <c>UpdateOutOfSequence</c>, <c>ServiceNotFound</c>.</exception>
    public async Task<ServiceUpdate> SuspendAsync(SwarmService service, string reason, TimeSpan timeout, CancellationToken stop)
    {
        ServiceSpec spec = await BegunAsync(service.Id, stop).ConfigureAwait(false);
        if (RollingSpecs.IsHeld(spec.Json))
        {
            return new(IsChanged: false, []);
        }

        RequireUpdating(spec);
        SwarmRevision? begun = await KeepAsync(spec, reason, stop).ConfigureAwait(false);
        try
        {
            return await patience.Within(timeout).AskAsync(
                late => updater.ReplaceAsync(service.Id, spec.Json, RollingSpecs.Suspended(spec.Json), RequireUpdating, timeout, late), stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (begun is not null && failure.Kind is not (SwarmErrorKind.Unreachable or SwarmErrorKind.TimedOut))
        {
            await patience.AskAsync(late => history.ForgetAsync(begun, late), stop).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<ServiceSpec> BegunAsync(string id, CancellationToken stop)
    {
        Deadline deadline = new(clock, s_beginning);
        while (true)
        {
            ServiceSpec spec = ServiceSpec.Of(await patience.AskAsync(late => services.GetServiceAsync(id, late), stop).ConfigureAwait(false));
            if (!spec.MayBegin || deadline.IsOver)
            {
                return spec;
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }
    }

    private static void RequireUpdating(ServiceSpec service)
    {
        if (service.UpdateState != SwarmUpdateState.Updating)
        {
            throw new SwarmException(ErrorId.UpdateNotRunning, $"The service '{service.Name}' has no update that could be suspended{(service.UpdateState == SwarmUpdateState.None ? "" : $": its state is {service.UpdateState}")}.");
        }
    }

    private async Task<SwarmRevision?> KeepAsync(ServiceSpec service, string reason, CancellationToken stop)
    {
        RevisionTrail trail = new(service, await patience.AskAsync(late => history.ListAsync(service, late), stop).ConfigureAwait(false));
        return trail.UnderWay is not null
            ? null
            : await patience.SendAsync(late => history.BeginAsync(service, trail.Before, new() { Spec = service.Json, Reason = reason }, late), stop).ConfigureAwait(false);
    }

    /// <summary>What a service can go back to: the revision before the one that it has, or is on its way to; null where the engine's own rollback is the way back. And the spec that this was decided by.</summary>
    /// <exception cref="SwarmException"><c>RevisionNotFound</c> where neither is known, or the engine knows only a step of a rollout or a version that failed.</exception>
    public async Task<(SwarmRevision? Before, JsonObject Known)> BeforeAsync(string id, CancellationToken stop)
    {
        ServiceSpec spec = new((await patience.AskAsync(late => services.InspectServiceAsync(id, late), stop).ConfigureAwait(false)).Json);
        RevisionTrail trail = new(spec, await patience.AskAsync(late => history.ListAsync(spec, late), stop).ConfigureAwait(false));
        SwarmRevision? here = trail.Here;
        SwarmRevision? before = Good(trail, spec, here);
        if (before is null)
        {
            RequireNotAbandoned(trail, spec, here);
        }

        if (before is null && spec.Previous is { } previous && trail.IsStep(previous))
        {
            before = Good(trail, spec, trail.OfTheseTasks) ?? throw new SwarmException(
                ErrorId.RevisionNotFound,
                $"What the service '{spec.Name}' was before its last rollout is not kept, and the engine knows only a step of that rollout. See Get-SwarmServiceHistory; change the service with Set-SwarmService.");
        }

        return (before, spec.Json);
    }

    // The version that the engine knows beside this one is the one that nobody wants.
    private static void RequireNotAbandoned(RevisionTrail trail, ServiceSpec service, SwarmRevision? here)
    {
        SwarmRevision? failed = service.Previous is { } previous ? trail.FailedWith(previous) : null;
        failed ??= here is not null && trail.Newest is { } newest && newest.FromRevision == here.Revision && (newest.Outcome == SwarmRolloutOutcome.RolledBack || trail.IsRolledBack(newest)) ? newest : null;
        if (failed is not null)
        {
            throw new SwarmException(
                ErrorId.RevisionNotFound,
                $"The service '{service.Name}' is what it was before the rollout of revision {RevisionJson.Text(failed.Revision)}, which {(failed.Outcome == SwarmRolloutOutcome.InProgress ? "was left" : $"ended as {failed.Outcome}")}; what it was before that is not kept. See Get-SwarmServiceHistory.");
        }
    }

    private static SwarmRevision? Good(RevisionTrail trail, ServiceSpec service, SwarmRevision? here) =>
        (here is null ? null : trail.GoodFrom(here)) is not { } good ? null
            : !SpecDifferences.AreNone(RevisionJson.SpecOf(good), service.Json) ? good
            : throw new SwarmException(
                ErrorId.RevisionNotFound,
                $"The service '{service.Name}' came back already from a version that failed, or that did not come to its end, to what it is now. Restore-SwarmServiceRevision brings any revision that is wanted all the same; see Get-SwarmServiceHistory.");
}
