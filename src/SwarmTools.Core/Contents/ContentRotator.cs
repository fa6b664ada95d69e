using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.History;
using SwarmTools.Resources;
using SwarmTools.Rollouts;

namespace SwarmTools.Contents;

/// <summary>Gives a secret or config a new value: makes its next version, moves all services that use it, and removes versions that nobody needs any more.</summary>
/// <remarks>A rotation that was ended in the middle is finished by the same command again: then the newest version holds the value already.</remarks>
/// <typeparam name="T">Secrets or configs.</typeparam>
internal sealed class ContentRotator<T>(IContentStore<T> store, IServiceApi services, IHistoryStore history, Func<RollingUpdater> rollouts, Patience patience)
    where T : SwarmObject
{
    /// <summary>Finds the versions of a secret or config, and who uses them. A version means what it is a version of.</summary>
    /// <exception cref="SwarmException">The not-found id of the kind.</exception>
    public async Task<ContentConsumers<T>> FindAsync(string name, CancellationToken stop)
    {
        Task<IReadOnlyList<T>> all = store.ListAsync(stop);
        Task<IReadOnlyList<SwarmService>> users = services.ListServicesAsync(stop);
        await Task.WhenAll(all, users).ConfigureAwait(false);
        IReadOnlyList<T> known = await all.ConfigureAwait(false);
        ContentVersions<T> versions = new(known.FirstOrDefault(item => item.Name == name) is { } named ? ContentVersion.PlainNameOf(named) : name, known);
        return versions.Newest is not null
            ? new(versions, store.Uses, await users.ConfigureAwait(false))
            : throw new SwarmException(store.NotFound, $"There is no {store.Noun} '{name}' that could get another value. Add-Swarm{char.ToUpperInvariant(store.Noun[0])}{store.Noun[1..]} makes the first one.");
    }

    /// <summary>Gives it the value. Where the newest version has it already and all use that one, nothing is written.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="content">The value.</param>
    /// <param name="options">How.</param>
    /// <param name="emit">Takes <see cref="RotationNote"/>s, and what <see cref="ContentMover"/> emits.</param>
    /// <param name="stop">Ends it; the swarm stays as it is.</param>
    /// <returns>The version with the value; null where it was taken back.</returns>
    /// <exception cref="SwarmException"><c>DataInvalid</c>, <c>OptionInvalid</c>, <c>Conflict</c>.</exception>
    public async Task<T?> RotateAsync(ContentConsumers<T> found, INewContent<T> content, RotationOptions options, Action<object> emit, CancellationToken stop)
    {
        T newest = found.Versions.Newest!;
        content.RequireAcceptable(newest);
        bool isHeld = await content.IsHeldByAsync(newest, stop).ConfigureAwait(false);
        IReadOnlyList<SwarmService> consumers = found.ServicesNotOn(isHeld ? newest : null);
        if (isHeld && consumers.Count == 0)
        {
            emit(new RotationNote($"The {store.Noun} '{newest.Name}' has this value already, and all use it; nothing was written."));
            return newest;
        }

        foreach (SwarmService job in found.JobsNotOn(isHeld ? newest : null))
        {
            emit(new RolloutWarning($"{job.Name}: it is a job, so it keeps the version that it ran with. Invoke-SwarmJob runs it with another one."));
        }

        T version = isHeld ? newest : await AddAsync(found.Versions, content, options, emit, stop).ConfigureAwait(false);
        RollingUpdate update = new()
        {
            Timeout = options.Timeout,
            Reason = options.Reason.Length > 0 ? options.Reason : $"The {store.Noun} '{found.Versions.PlainName}' has another value.",
        };
        if (await new ContentMover(rollouts, store.Uses).MoveAsync(consumers, found.Ids, version, update, emit, stop).ConfigureAwait(false))
        {
            await TrimAsync(found.Versions.PlainName, options.KeepVersion, emit, stop).ConfigureAwait(false);
            return version;
        }

        if (!isHeld)
        {
            await TakeBackAsync(version, emit, stop).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<T> AddAsync(ContentVersions<T> versions, INewContent<T> content, RotationOptions options, Action<object> emit, CancellationToken stop)
    {
        try
        {
            T version = await content.AddAsync(versions.NextName, versions.NextLabels(options.Labels), versions.Newest!, stop).ConfigureAwait(false);
            emit(new RotationNote($"The {store.Noun} '{version.Name}' was added."));
            return version;
        }
        catch (SwarmException failure) when (failure.Is(store.Exists))
        {
            throw new SwarmException(
                ErrorId.Conflict, $"Somebody else made '{versions.NextName}' in this moment, so the {store.Noun} '{versions.PlainName}' gets another value from somebody else too. Nothing was changed; look at it, then run the command again.", failure);
        }
    }

    // All of them are back on what they had; a service that is not still holds it.
    private async Task TakeBackAsync(T version, Action<object> emit, CancellationToken stop)
    {
        try
        {
            await patience.AskAsync(late => store.RemoveAsync(version, late), stop).ConfigureAwait(false);
            emit(new RotationNote($"The {store.Noun} '{version.Name}' was removed again."));
        }
        catch (SwarmException failure)
        {
            // Why the rotation failed is told by its services.
            emit(new RolloutWarning($"The {store.Noun} '{version.Name}' could not be removed again: {failure.Message}"));
        }
    }

    private async Task TrimAsync(string plain, int keep, Action<object> emit, CancellationToken stop)
    {
        try
        {
            ContentVersions<T> versions = new(plain, await patience.AskAsync(store.ListAsync, stop).ConfigureAwait(false));
            ResourceUses needed = new(
                await patience.AskAsync(services.ListServicesAsync, stop).ConfigureAwait(false),
                await patience.AskAsync(history.SpecsAsync, stop).ConfigureAwait(false));
            foreach (T old in versions.Dispensable(keep, [.. needed.Secrets, .. needed.Configs]))
            {
                await RemoveAsync(old, emit, stop).ConfigureAwait(false);
            }
        }
        catch (SwarmException failure)
        {
            // The new value is where it is to be; a version too many does no harm.
            emit(new RolloutWarning($"Old versions of the {store.Noun} '{plain}' could not be removed: {failure.Message}"));
        }
    }

    private async Task RemoveAsync(T old, Action<object> emit, CancellationToken stop)
    {
        try
        {
            await patience.AskAsync(late => store.RemoveAsync(old, late), stop).ConfigureAwait(false);
            emit(new RotationNote($"The {store.Noun} '{old.Name}' was removed: nobody needs it any more."));
        }
        catch (SwarmException failure) when (failure.Is(store.InUse) || failure.Is(store.NotFound))
        {
            // Somebody uses it since, or was faster.
        }
    }
}
