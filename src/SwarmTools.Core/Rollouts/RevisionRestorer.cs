using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.History;
using SwarmTools.Services;
using SwarmTools.Specs;

namespace SwarmTools.Rollouts;

/// <summary>Brings services back to what they were.</summary>
internal sealed class RevisionRestorer(
    IServiceApi services, ServiceUpdater updater, RolloutWatcher watcher, RollingUpdater rollouts, UpdateControl control, RevisionReferences references, Patience patience)
{
    /// <summary>Brings a service to the spec of a revision, field by field.</summary>
    /// <exception cref="SwarmException"><c>RevisionIncomplete</c>, and the ids of <see cref="RollingUpdater.RunAsync"/>.</exception>
    public async Task<SwarmRolloutResult> RestoreAsync(SwarmService service, SwarmRevision revision, RollingUpdate update, Action<object> emit, CancellationToken stop)
    {
        await references.RequireAllAsync(revision, stop).ConfigureAwait(false);
        RollingUpdate restore = update with
        {
            Edits = [ReplaceAll(RevisionJson.SpecOf(revision))],
            Reason = update.Reason.Length > 0 ? update.Reason : $"Restored from revision {RevisionJson.Text(revision.Revision)}.",
        };
        return await rollouts.RunAsync(service, restore, emit, stop).ConfigureAwait(false);
    }

    /// <summary>Brings a service to the revision before the one it has, or, where none is kept, lets the engine go back to the spec before the last change.</summary>
    /// <exception cref="SwarmException"><c>RevisionNotFound</c>, <c>RevisionIncomplete</c>, and the ids of <see cref="RollingUpdater.RunAsync"/>.</exception>
    public async Task<SwarmRolloutResult> UndoAsync(SwarmService service, RollingUpdate update, Action<object> emit, CancellationToken stop)
    {
        (SwarmRevision? before, JsonObject known) = await control.BeforeAsync(service.Id, stop).ConfigureAwait(false);
        if (before is not null)
        {
            return await RestoreAsync(service, before, update with { Known = known }, emit, stop).ConfigureAwait(false);
        }

        foreach (string warning in (await RollBackAsync(service, known, update.Timeout, stop).ConfigureAwait(false)).Warnings)
        {
            emit(new RolloutWarning(warning));
        }

        SwarmService now = await patience.AskAsync(late => services.GetServiceAsync(service.Id, late), stop).ConfigureAwait(false);
        now.Connection = service.Connection;
        SwarmRolloutResult result = update.IsWatched
            ? await watcher.RunAsync(now, new() { Timeout = update.Timeout, IsRollback = true }, emit, stop).ConfigureAwait(false)
            : RolloutWatcher.Begun(now);
        (result.From, result.OldDigest, result.To, result.NewDigest) = (service.Image, service.ImageDigest, now.Image, now.ImageDigest);
        return result;
    }

    private Task<ServiceUpdate> RollBackAsync(SwarmService service, JsonObject known, TimeSpan timeout, CancellationToken stop) =>
        patience.Within(timeout).SendAsync(late => updater.RollBackAsync(service.Id, known, timeout, late), stop);

    private static SpecEdit ReplaceAll(JsonObject wish) => new("-Revision", spec =>
    {
        spec.Clear();
        foreach (KeyValuePair<string, JsonNode?> field in wish)
        {
            spec[field.Key] = field.Value?.DeepClone();
        }
    })
    {
        Sets = spec => spec,
    };
}
