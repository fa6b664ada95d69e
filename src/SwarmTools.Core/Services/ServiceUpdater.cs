using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Services;

/// <summary>Changes a service in place: reads the engine's JSON, edits it, writes all of it back.</summary>
/// <remarks>
/// Where somebody else was faster, the edits are applied anew to what they wrote, after a random pause that keeps many
/// writers from meeting again and again. Only where they changed the same field to something else is that a conflict.
/// </remarks>
internal sealed class ServiceUpdater(IServiceApi services, IClock clock, Random random)
{
    /// <summary>After so many attempts the pauses grow no more: 64 ms at most.</summary>
    private const int LastDoubling = 5;

    /// <summary>Edits a service; nothing is sent when the edits change nothing.</summary>
    /// <param name="id">The service.</param>
    /// <param name="edits">What to change; applied anew for each attempt.</param>
    /// <param name="login">The registry login for the nodes; null keeps the one they have.</param>
    /// <param name="timeout">After how long to give up with <c>UpdateOutOfSequence</c>.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="SwarmException"><c>Conflict</c>, <c>UpdateOutOfSequence</c>, <c>ServiceNotFound</c>.</exception>
    public Task<ServiceUpdate> EditAsync(string id, IReadOnlyList<SpecEdit> edits, RegistryLogin? login, TimeSpan timeout, CancellationToken stop) =>
        EditAsync(id, edits, login, (_, wish) => Task.FromResult(wish), timeout, stop);

    /// <summary>Edits a service in steps, of which this is the first.</summary>
    /// <param name="id">The service.</param>
    /// <param name="edits">What to change; applied anew for each attempt.</param>
    /// <param name="login">The registry login for the nodes; null keeps the one they have.</param>
    /// <param name="prepareAsync">Takes the service and the spec it is to have, before each attempt, and returns the spec to send.</param>
    /// <param name="timeout">After how long to give up with <c>UpdateOutOfSequence</c>.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="SwarmException"><c>Conflict</c>, <c>UpdateOutOfSequence</c>, <c>ServiceNotFound</c>.</exception>
    public Task<ServiceUpdate> EditAsync(
        string id, IReadOnlyList<SpecEdit> edits, RegistryLogin? login, Func<ServiceSpec, JsonObject, Task<JsonObject>> prepareAsync, TimeSpan timeout, CancellationToken stop)
    {
        JsonObject? first = null;
        ServiceUpdate? made = null;
        JsonObject? lost = null;
        async Task<ServiceUpdate> ApplyAsync(ServiceDocument document)
        {
            ServiceSpec read = new(document.Json);
            if (lost is not null && WasTaken(document, lost))
            {
                // An earlier attempt, whose answer was lost.
                return made!;
            }

            JsonObject wish = SpecEdit.Applied(edits, read.Json);
            first ??= read.Json;
            ServiceConflicts.RequireNoConflict(edits, first, read);
            if (login is null && JsonNode.DeepEquals(read.Json, wish))
            {
                return new(IsChanged: false, []);
            }

            JsonObject sent = await prepareAsync(read, wish).ConfigureAwait(false);
            made = new(IsChanged: true, []) { Replaced = read.Json, Edits = edits };
            try
            {
                return made with { Warnings = await services.UpdateServiceAsync(read.Id, read.Version, sent, document.Api, login, stop).ConfigureAwait(false) };
            }
            catch (SwarmException failure) when (failure.MayBeDone)
            {
                lost = sent;
                throw;
            }
        }

        return RetryAsync(id, ApplyAsync, timeout, stop);
    }

    /// <summary>Replaces the spec of a service whose spec is known: where it makes other tasks by now, or replaces them in another way, nothing is sent; what else was changed stays.</summary>
    /// <param name="id">The service.</param>
    /// <param name="known">The spec that the service has, as far as the caller knows.</param>
    /// <param name="spec">The spec that it is to have.</param>
    /// <param name="require">Throws where what was read is not to be changed.</param>
    /// <param name="timeout">After how long to give up with <c>UpdateOutOfSequence</c>.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="SwarmException"><c>Conflict</c>, <c>UpdateOutOfSequence</c>, <c>ServiceNotFound</c>.</exception>
    public Task<ServiceUpdate> ReplaceAsync(string id, JsonObject known, JsonObject spec, Action<ServiceSpec> require, TimeSpan timeout, CancellationToken stop) => RetryAsync(
        id,
        async document =>
        {
            ServiceSpec read = new(document.Json);
            if (SpecDifferences.OfRollout(read.Json, spec) is null && SpecDifferences.OfRollout(known, spec) is not null)
            {
                // An earlier attempt was taken, although its answer was lost.
                return new(IsChanged: false, []);
            }

            require(read);
            ServiceConflicts.RequireOurs(read, known);
            return new(IsChanged: true, await services.UpdateServiceAsync(read.Id, read.Version, SpecDifferences.Carried(spec, known, read.Json), document.Api, login: null, stop).ConfigureAwait(false));
        },
        timeout,
        stop);

    /// <summary>Brings a service back to the spec that it had before: by the engine's own rollback where it still knows that spec, so that the service's rollback policy counts.</summary>
    /// <param name="id">The service.</param>
    /// <param name="known">The spec that the service has, as far as the caller knows.</param>
    /// <param name="original">The spec to go back to.</param>
    /// <param name="sent">What is sent for it where the engine's own rollback would not come to it.</param>
    /// <param name="timeout">After how long to give up with <c>UpdateOutOfSequence</c>.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Not changed where the engine has gone back by itself.</returns>
    /// <exception cref="SwarmException"><c>Conflict</c>, <c>UpdateOutOfSequence</c>, <c>ServiceNotFound</c>.</exception>
    public Task<ServiceUpdate> ReturnAsync(string id, JsonObject known, JsonObject original, JsonObject sent, TimeSpan timeout, CancellationToken stop)
    {
        async Task<ServiceUpdate> GoBackAsync(ServiceDocument document)
        {
            ServiceSpec read = new(document.Json);
            if (SpecDifferences.AreNone(read.Json, original) || (SpecDifferences.AreNone(read.Json, sent) && !SpecDifferences.AreNone(known, sent)))
            {
                return new(IsChanged: false, []);
            }

            ServiceConflicts.RequireOurs(read, known);
            bool isPrevious = document.Json["PreviousSpec"] is JsonObject previous && SpecDifferences.AreNone(previous, original) && SpecDifferences.AreNone(read.Json, known);
            return new(IsChanged: true, await (isPrevious
                ? services.RollBackServiceAsync(read.Id, read.Version, read.Json, stop)
                : services.UpdateServiceAsync(read.Id, read.Version, SpecDifferences.Carried(sent, known, read.Json), document.Api, login: null, stop)).ConfigureAwait(false));
        }

        return RetryAsync(id, GoBackAsync, timeout, stop);
    }

    /// <summary>Lets the engine go back to the spec that a service had before the last change of it.</summary>
    /// <param name="id">The service.</param>
    /// <param name="known">The spec that it goes back from: where it is another one by now, somebody else was faster.</param>
    /// <param name="timeout">After how long to give up with <c>UpdateOutOfSequence</c>.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="SwarmException"><c>Conflict</c>, <c>RevisionNotFound</c>, <c>UpdateOutOfSequence</c>, <c>ServiceNotFound</c>.</exception>
    public Task<ServiceUpdate> RollBackAsync(string id, JsonObject known, TimeSpan timeout, CancellationToken stop)
    {
        JsonObject? lost = null;
        async Task<ServiceUpdate> GoBackAsync(ServiceDocument document)
        {
            ServiceSpec read = new(document.Json);
            if (lost is not null && SpecDifferences.AreNone(read.Json, lost))
            {
                // An earlier attempt, whose answer was lost.
                return new(IsChanged: true, []);
            }

            ServiceConflicts.RequireKnown(read, known);
            if (document.Json["PreviousSpec"] is not JsonObject previous)
            {
                throw new SwarmException(ErrorId.RevisionNotFound, $"The service '{read.Name}' has no version to go back to: it is as it was made. Change it with Set-SwarmService.");
            }

            try
            {
                return new(IsChanged: true, await services.RollBackServiceAsync(read.Id, read.Version, read.Json, stop).ConfigureAwait(false));
            }
            catch (SwarmException failure) when (failure.MayBeDone)
            {
                lost = previous;
                throw;
            }
        }

        return RetryAsync(id, GoBackAsync, timeout, stop);
    }

    private async Task<ServiceUpdate> RetryAsync(string id, Func<ServiceDocument, Task<ServiceUpdate>> changeAsync, TimeSpan timeout, CancellationToken stop)
    {
        Deadline deadline = new(clock, timeout);
        SwarmException? lost = null;
        int losses = 0;
        for (int attempt = 0; ; attempt++)
        {
            ServiceDocument document = lost is null
                ? await services.InspectServiceAsync(id, stop).ConfigureAwait(false)
                : await LostAnswers.LookAsync(late => services.InspectServiceAsync(id, late), lost, stop).ConfigureAwait(false);
            try
            {
                return await changeAsync(document).ConfigureAwait(false);
            }
            catch (SwarmException failure) when (failure is { MayBeDone: true, IsLasting: false } && ++losses < LostAnswers.Attempts)
            {
                // Whatever is sent next names the version that is read next: of the two only one is taken.
                lost = failure;
            }
            catch (SwarmException failure) when (failure.Is(ErrorId.UpdateOutOfSequence))
            {
                if (deadline.IsOver)
                {
                    throw TooLate(new ServiceSpec(document.Json).Name, attempt + 1, deadline, failure);
                }

                await clock.DelayAsync(Pause(attempt), stop).ConfigureAwait(false);
            }
        }
    }

    private static SwarmException TooLate(string name, int attempts, Deadline deadline, SwarmException failure) => new(
        ErrorId.UpdateOutOfSequence,
        $"The service '{name}' was changed by others all the time: {attempts} attempts in {SwarmText.Duration(deadline.Waited)} came too late. Nothing was changed; run the command again, or give it a longer -Timeout.",
        failure);

    // Somebody else may have changed it since.
    private static bool WasTaken(ServiceDocument document, JsonObject sent) =>
        SpecDifferences.AreNone(new ServiceSpec(document.Json).Json, sent) || (document.Json["PreviousSpec"] is JsonObject previous && SpecDifferences.AreNone(previous, sent));

    // Full jitter: of 50 writers the unluckiest needs 7-11 attempts with it, 29-45 without.
    private TimeSpan Pause(int attempt) => TimeSpan.FromMilliseconds(random.Next(0, (2 << Math.Min(attempt, LastDoubling)) + 1));
}
