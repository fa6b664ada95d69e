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
        return new(found, await history.ListAsync(found, stop).ConfigureAwait(false));
    }

    /// <summary>Keeps the revisions, then sends the first spec. Somebody may change the service in between: then both are made anew.</summary>
    /// <returns>Not changed where all is as wished already.</returns>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>, <c>Conflict</c>, <c>UpdateOutOfSequence</c>, <c>ServiceNotFound</c>.</exception>
    public async Task<ServiceUpdate> WriteAsync(RollingState state, Action<object> emit, CancellationToken stop)
    {
        RollingUpdate update = state.Update;
        RevisionTrail trail = await LookAsync(state, stop).ConfigureAwait(false);
        IReadOnlyList<SpecEdit> release = ReleaseOf(trail);
        JsonObject? origin = trail.Origin;
        // The engine's own rollback would bring back what was left half way.
        state.IsOnItsOwn = release.Count > 0 || (origin is not null && !SpecDifferences.AreNone(origin, state.Sent));
        HashSet<string> told = [];
        void Tell(string? warning)
        {
            if (warning is not null && told.Add(warning))
            {
                emit(new RolloutWarning(warning));
            }
        }

        async Task<JsonObject> PrepareAsync(ServiceSpec read, JsonObject wish)
        {
            JsonObject sent = FirstSpec(state, wish);
            JsonObject during = update.Canary > 0 ? RollingSpecs.Rest(wish, update.Tuning) : sent;
            await KeepAsync(state, read, origin ?? Applied(release, read.Json), wish, during, stop).ConfigureAwait(false);
            state.Replaced = (JsonObject)read.Json.DeepClone();
            Tell(TakesOver(trail, read, origin));
            Tell(RollingSpecs.MonitorWarning(read, sent));
            return sent;
        }

        try
        {
            ServiceUpdate written = await steps.Updater.EditAsync(state.Before.Id, [.. release, .. update.Edits], update.Login, PrepareAsync, update.Timeout, stop).ConfigureAwait(false);
            written.Warnings.ToList().ForEach(Tell);
            return written;
        }
        catch (SwarmException failure) when (failure.Kind is SwarmErrorKind.InvalidInput or SwarmErrorKind.NotFound or SwarmErrorKind.Conflict)
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
        state.Target = Applied(ReleaseOf(trail), state.Sent);
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
                : await history.AmendAsync(ServiceSpec.Of(state.Now), revision, state.Target, stop).ConfigureAwait(false);
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
            state.Revision = await history.BeginAsync(read, original, draft, stop).ConfigureAwait(false);
        }
    }

    private static string? TakesOver(RevisionTrail trail, ServiceSpec read, JsonObject? origin) => origin is null
        ? null
        : $"{read.Name}: {(trail.UnderWay is { } left
            ? $"the rollout to '{left.Image}' (revision {RevisionJson.Text(left.Revision)}, by {left.CreatedBy})"
            : $"the update to '{ImageOf(read.Json)}'")} did not come to its end. This one takes its place; if it has to go back, then to what was before both, '{ImageOf(origin)}'.";

    private static string ImageOf(JsonObject spec) => ImageName.Split((string?)ServiceOptions.Image.Read(spec) ?? "").Image;

    private static IReadOnlyList<SpecEdit> ReleaseOf(RevisionTrail trail) => trail.OwnSettings is { } own ? [RollingSpecs.Released(own)] : [];

    private static JsonObject Applied(IReadOnlyList<SpecEdit> edits, JsonObject spec)
    {
        JsonObject changed = (JsonObject)spec.DeepClone();
        foreach (SpecEdit edit in edits)
        {
            edit.Apply(changed);
        }

        return changed;
    }
}
