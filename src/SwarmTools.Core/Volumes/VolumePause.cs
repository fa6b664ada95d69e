using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Rollouts;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Text;
using SwarmTools.Time;
using SwarmTools.Tunnels;

namespace SwarmTools.Volumes;

/// <summary>Stops the services that use a volume, and starts them again however the work on it ended.</summary>
internal sealed class VolumePause(Func<ServiceUpdater> edits, ServiceRemover remover, RolloutWatcher watcher, IClock clock)
{
    /// <summary>How long the request may take that starts a service again, also when somebody wants all to stop.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private const string Parameter = "-StopService";

    /// <summary>Does work while services are stopped.</summary>
    /// <exception cref="SwarmException"><c>StopTimedOut</c>, <c>OptionInvalid</c> for a job; what the work throws.</exception>
    public async Task<T> DuringAsync<T>(IReadOnlyList<SwarmService> services, TimeSpan timeout, Func<Task<T>> work, Action<TransferEvent> emit, CancellationToken stop)
    {
        if (services.Count == 0)
        {
            return await work().ConfigureAwait(false);
        }

        List<SwarmService> stopped = [];
        T result;
        try
        {
            foreach (SwarmService service in services)
            {
                emit(new("Stopping " + service.Name));
                stopped.Add(service);
                await edits().EditAsync(service.Id, [StopEdits.Stop(Parameter)], login: null, timeout, stop).ConfigureAwait(false);
            }

            await remover.AwaitStopAsync(services, timeout, RequireEnded, stop).ConfigureAwait(false);
            result = await work().ConfigureAwait(false);
        }
        finally
        {
            await Task.WhenAll(stopped.Select(service => StartAsync(service, emit))).ConfigureAwait(false);
        }

        foreach (SwarmService service in services)
        {
            await WatchAsync(service, timeout, emit, stop).ConfigureAwait(false);
        }

        return result;
    }

    private static void RequireEnded(ServiceRemoval end)
    {
        if (end.Failure is { } failure)
        {
            throw failure;
        }
    }

    private async Task StartAsync(SwarmService service, Action<TransferEvent> emit)
    {
        using CancellationTokenSource limit = new(Limit);
        emit(new("Starting " + service.Name));
        string why;
        try
        {
            await new Patience(clock).SendAsync(late => edits().EditAsync(service.Id, [StopEdits.Start(Parameter)], login: null, Limit, late), limit.Token).ConfigureAwait(false);
            return;
        }
        catch (SwarmException failure)
        {
            why = failure.Message;
        }
        catch (OperationCanceledException)
        {
            why = $"Nobody took the request in {SwarmText.Duration(Limit)}.";
        }

        emit(new($"The service '{service.Name}' was stopped, and could not be started again. {why} Start it with Start-SwarmService.") { IsWarning = true });
    }

    private async Task WatchAsync(SwarmService service, TimeSpan timeout, Action<TransferEvent> emit, CancellationToken stop)
    {
        SwarmRolloutResult result = await watcher.RunAsync(service, new() { Timeout = timeout }, _ => { }, stop).ConfigureAwait(false);
        if (result.Outcome != SwarmRolloutOutcome.Converged)
        {
            emit(new($"The service '{service.Name}' was started again, and is not as it should be: {result.Message}") { IsWarning = true });
        }
    }
}
