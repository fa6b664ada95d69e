using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.History;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Rollouts;

/// <summary>Begins guarded rollouts: finds what an unfinished one left, keeps the revisions, and sends the first spec.</summary>
internal sealed class RolloutStart(RolloutSteps steps, ServiceHistory history, RolloutLedger ledger)
{
    /// <summary>What is kept of the service as it is now.</summary>
    public async Task<RevisionTrail> LookAsync(RollingState state, CancellationToken stop)
    {
        state.Look(await steps.ReadAsync(state, stop).ConfigureAwait(false));
        ServiceSpec found = ServiceSpec.Of(state.Now);
        return await TrailAsync(found, stop).ConfigureAwait(false);
    }

    /// <summary>Keeps the revisions, then sends the first spec. Somebody may change the service in between: then both are made anew.</summary>
    /// <returns>Not changed where all is as wished already.</returns>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>, <c>Conflict</c>, <c>UpdateOutOfSequence</c>, <c>ServiceNotFound</c>.</exception>
    public async Task<ServiceUpdate> WriteAsync(RollingState state, Action<object> emit, CancellationToken stop)
    {
        RevisionTrail trail = await LookAsync(state, stop).ConfigureAwait(false);
        Found found = new(state.Sent, trail, ReleaseOf(trail), trail.Origin);
        state.HadTasks = state.Now.RunningTasks > 0;
        // The engine's own rollback would bring back what was left half way.
        state.IsOnItsOwn = found.Release.Count > 0 || (found.Origin is not null && !SpecDifferences.AreNone(found.Origin, state.Sent));
        HashSet<string> told = [];
        void Tell(string? warning)
        {
            if (warning is not null && told.Add(warning))
            {
                emit(new RolloutWarning(warning));
            }
        }

        try
        {
            ServiceUpdate written = await steps.EditAsync(
                state, [.. found.Release, .. state.Update.Edits], (read, wish) => PrepareAsync(state, found, read, wish, Tell, stop), stop).ConfigureAwait(false);
            written.Warnings.ToList().ForEach(Tell);
            if (state.Revision is { } begun)
            {
                await ledger.SettleAsync(begun, trail, stop).ConfigureAwait(false);
            }

            return written;
        }
        catch (SwarmException failure) when (failure.Kind is not (SwarmErrorKind.Unreachable or SwarmErrorKind.TimedOut))
        {
            // Nothing was changed, so there is nothing to remember.
            await ledger.ForgetAsync(state, stop).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Prepares to go on with what was found half way: where it is to come to, and where it came from.</summary>
    /// <exception cref="SwarmException"><c>UpdateNotRunning</c>, <c>RevisionNotFound</c>.</exception>
    public async Task TakeUpAsync(RollingState state, CancellationToken stop)
    {
        RevisionTrail trail = await LookAsync(state, stop).ConfigureAwait(false);
        string name = state.Before.Name;
        state.Revision = trail.UnderWay;
        state.Target = SpecEdit.Applied(ReleaseOf(trail), state.Sent);
        state.Original = trail.Origin;
        if (SpecDifferences.AreNone(state.Sent, state.Target) && state.Now.UpdateState is not SwarmUpdateState.Paused and not SwarmUpdateState.RollbackPaused)
        {
            throw new SwarmException(ErrorId.UpdateNotRunning, $"The service '{name}' has no update that could be resumed: none was suspended, and none stopped.");
        }

        if (state.Update.RollbackOnFailure && state.Original is null)
        {
            throw new SwarmException(ErrorId.RevisionNotFound, $"What the service '{name}' was before its update is not kept, so -RollbackOnFailure cannot bring it back. Leave it out, or see Get-SwarmServiceHistory.");
        }

        if (state.Revision is { } revision)
        {
            state.Tuning = RevisionJson.DuringOf(revision) is { } during ? [RollingSpecs.Released(new() { [UpdateOptions.UpdateConfig] = during })] : state.Tuning;
            state.Revision = SpecDifferences.AreNone(RevisionJson.SpecOf(revision), state.Target)
                ? revision
                : await steps.SendAsync(late => history.AmendAsync(ServiceSpec.Of(state.Now), revision, state.Target, late), stop).ConfigureAwait(false);
        }
    }

    // Before each attempt: the spec to send for what is wished.
    private async Task<JsonObject> PrepareAsync(RollingState state, Found found, ServiceSpec read, JsonObject wish, Action<string?> tell, CancellationToken stop)
    {
        await RequireSameAsync(state, found, read, stop).ConfigureAwait(false);
        JsonObject sent = FirstSpec(state, wish);
        JsonObject during = state.Update.Canary > 0 ? RollingSpecs.Rest(wish, state.Update.Tuning) : sent;
        await KeepAsync(state, read, found.Origin ?? SpecEdit.Applied(found.Release, read.Json), wish, during, stop).ConfigureAwait(false);
        state.Replaced = (JsonObject)read.Json.DeepClone();
        state.Awaited = sent;
        tell(TakesOver(found, read));
        tell(RollingSpecs.MonitorWarning(read, sent));
        return sent;
    }

    private async Task<RevisionTrail> TrailAsync(ServiceSpec service, CancellationToken stop) =>
        new(service, await steps.AskAsync(late => history.ListAsync(service, late), stop).ConfigureAwait(false));

    // What somebody else did since the look may have made another origin, or other settings, of what was found.
    private async Task RequireSameAsync(RollingState state, Found found, ServiceSpec read, CancellationToken stop)
    {
        if (state.Update.Known is { } known)
        {
            ServiceConflicts.RequireKnown(read, known);
        }

        if (JsonNode.DeepEquals(read.Json, found.Spec))
        {
            return;
        }

        RevisionTrail now = await TrailAsync(read, stop).ConfigureAwait(false);
        if (!JsonNode.DeepEquals(now.OwnSettings?[UpdateOptions.UpdateConfig], found.Trail.OwnSettings?[UpdateOptions.UpdateConfig]) || !JsonNode.DeepEquals(now.Origin, found.Origin))
        {
            ServiceConflicts.RequireKnown(read, found.Spec);
        }
    }

    private static JsonObject FirstSpec(RollingState state, JsonObject wish)
    {
        RollingUpdate update = state.Update;
        if (update.Canary > 0)
        {
            return RollingSpecs.First(wish, update.Tuning, update.Canary);
        }

        JsonObject tuned = RollingSpecs.Tuned(wish, update.Tuning);
        JsonObject rest = state.IsOnItsOwn ? RollingSpecs.Rest(wish, update.Tuning) : tuned;
        RequireWatch(state, isNeeded: !SpecDifferences.AreNone(rest, tuned));
        return rest;
    }

    /// <summary>Refuses to leave a rollout to an engine that would go back to the wrong version.</summary>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static void RequireWatch(RollingState state, bool isNeeded)
    {
        if (isNeeded && !state.Update.IsWatched)
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"-NoWait cannot go with '{state.Before.Name}': its failure action is Rollback, which the engine would do to the wrong version now. The end has to be waited for.");
        }
    }

    private async Task KeepAsync(RollingState state, ServiceSpec read, JsonObject original, JsonObject wish, JsonObject during, CancellationToken stop)
    {
        if (state.Original is null || !JsonNode.DeepEquals(original, state.Original) || !JsonNode.DeepEquals(wish, state.Target))
        {
            await ledger.ForgetAsync(state, stop).ConfigureAwait(false);
            state.Original = original;
            state.Target = (JsonObject)wish.DeepClone();
            RevisionDraft draft = new() { Spec = state.Target, Reason = state.Update.Reason, During = SpecDifferences.AreNone(wish, during) ? null : during[UpdateOptions.UpdateConfig]?.DeepClone() as JsonObject };
            state.Revision = await steps.SendAsync(late => history.BeginAsync(read, original, draft, late), stop).ConfigureAwait(false);
        }
    }

    private static string? TakesOver(Found found, ServiceSpec read) => found.Origin is null
        ? null
        : $"{read.Name}: {(found.Trail.UnderWay is { } left
            ? $"the rollout to '{left.Image}' (revision {RevisionJson.Text(left.Revision)}, by {left.CreatedBy})"
            : $"the update to '{ImageOf(read.Json)}'")} did not come to its end. This one takes its place; if it has to go back, then to what was before both, '{ImageOf(found.Origin)}'.";

    private static string ImageOf(JsonObject spec) => ImageName.Split((string?)ServiceOptions.Image.Read(spec) ?? "").Image;

    private static IReadOnlyList<SpecEdit> ReleaseOf(RevisionTrail trail) => trail.OwnSettings is { } own ? [RollingSpecs.Released(own)] : [];

    /// <summary>What was found before the first spec is sent.</summary>
    /// <param name="Spec">The spec of the service.</param>
    /// <param name="Trail">What is kept of it.</param>
    /// <param name="Release">What takes the settings of an unfinished rollout back.</param>
    /// <param name="Origin">What was before one; null where the service's own spec is what to go back to.</param>
    private sealed record Found(JsonObject Spec, RevisionTrail Trail, IReadOnlyList<SpecEdit> Release, JsonObject? Origin);
}
