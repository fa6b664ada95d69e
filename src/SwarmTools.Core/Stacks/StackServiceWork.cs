using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Rollouts;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Stacks;

/// <summary>Makes, changes and removes the services of a stack, one request for each, and watches them.</summary>
internal sealed class StackServiceWork(IServiceApi services, ITaskApi tasks, ServiceRemover remover, RolloutWatcher watcher, LastWords words, IClock clock)
{
    /// <summary>How often somebody else may be faster.</summary>
    private const int Attempts = 20;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(20);

    private readonly Patience _patience = new(clock);

    /// <summary>Makes a service, which was not there when the swarm was looked at, and returns its id.</summary>
    /// <exception cref="SwarmException"><c>PlanIsStale</c>.</exception>
    public async Task<string> CreateAsync(JsonObject spec, RegistryLogin? login, Action<string> warn, CancellationToken stop)
    {
        ServiceCreation creation;
        try
        {
            creation = await _patience.MakeAsync(late => services.CreateServiceAsync(spec, login, late), late => FindMadeAsync(spec, late), ErrorId.ServiceExists, stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.ServiceExists))
        {
            throw new SwarmException(ErrorId.PlanIsStale, $"The service '{(string?)spec["Name"]}' was made by somebody else since the swarm was looked at, and is left as it is. Run the command again.", failure);
        }

        foreach (string warning in creation.Warnings)
        {
            warn(warning);
        }

        return creation.Id;
    }

    /// <inheritdoc cref="ServiceCreator.FindMadeAsync"/>
    public Task<ServiceCreation?> FindMadeAsync(JsonObject spec, CancellationToken stop) => ServiceCreator.FindMadeAsync(services, spec, stop);

    /// <summary>Replaces the spec of a service. What somebody else changed since it was seen makes the plan a stale one; that the engine counted up the version by itself does not.</summary>
    /// <exception cref="SwarmException"><c>PlanIsStale</c>.</exception>
    public async Task UpdateAsync(SwarmService seen, JsonObject spec, Version api, RegistryLogin? login, Action<string> warn, CancellationToken stop)
    {
        long version = seen.Version;
        Version readAt = api;
        bool wasLost = false;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                foreach (string warning in await _patience.SendAsync(late => services.UpdateServiceAsync(seen.Id, version, spec, readAt, login, late), stop).ConfigureAwait(false))
                {
                    warn(warning);
                }

                return;
            }
            catch (SwarmException failure) when ((failure.Is(ErrorId.UpdateOutOfSequence) || failure.MayBeDone) && attempt < Attempts)
            {
                ServiceDocument now = await _patience.AskAsync(late => services.InspectServiceAsync(seen.Id, late), stop).ConfigureAwait(false);
                ServiceSpec read = new(now.Json);
                wasLost |= failure.MayBeDone;
                if (wasLost && SpecDifferences.AreNone(read.Json, spec))
                {
                    // It was taken, and its answer was lost.
                    return;
                }

                RequireSame(seen, read, failure);
                (version, readAt) = (read.Version, now.Api);
                await clock.DelayAsync(s_moment, stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Removes a service, and waits until its tasks are gone, so that its name and ports are free.</summary>
    /// <param name="service">The service.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="removed">Is told when the service is gone, before its tasks are: from then on it must be made again to be there.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task RemoveAsync(SwarmService service, TimeSpan timeout, Action removed, CancellationToken stop)
    {
        try
        {
            await _patience.AskAsync(late => remover.RemoveAsync(service, late), stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.ServiceNotFound))
        {
            // By a request whose answer was lost, or by somebody else.
        }
        catch (SwarmException failure) when (failure.MayBeDone)
        {
            // Whoever takes it back looks whether it is there.
            removed();
            throw;
        }

        removed();
        SwarmException? late = null;
        await remover.WaitAsync([service], timeout, removal => late = removal.Failure, stop).ConfigureAwait(false);
        if (late is not null)
        {
            throw late;
        }
    }

    /// <summary>Whether a service that was seen runs as it is to run, and no update of it is under way or held.</summary>
    public static bool IsSettled(SwarmService service) => service.UpdateState is not (SwarmUpdateState.Updating or SwarmUpdateState.Paused or SwarmUpdateState.RollbackStarted or SwarmUpdateState.RollbackPaused)
        && (service.Mode.IsJob() ? service.CompletedTasks >= (service.Replicas ?? service.DesiredTasks) : service.RunningTasks >= service.DesiredTasks);

    /// <summary>Watches a service that was just made or changed, or that does not run as it is to run.</summary>
    public async Task<SwarmRolloutResult> WatchAsync(string id, RolloutOptions options, Action<RolloutEvent> emit, CancellationToken stop)
    {
        SwarmService service = await _patience.AskAsync(late => services.GetServiceAsync(id, late), stop).ConfigureAwait(false);
        SwarmRolloutResult result = await watcher.RunAsync(service, options, emit, stop).ConfigureAwait(false);
        if (result.Outcome != SwarmRolloutOutcome.Converged)
        {
            await words.AddToAsync(result, service.Tty, stop).ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>Waits until the tasks of a service that converged have ended well.</summary>
    /// <exception cref="SwarmException"><c>RolloutTimedOut</c>, <c>TasksFailing</c>.</exception>
    public async Task AwaitCompletionAsync(string id, string name, TimeSpan timeout, CancellationToken stop)
    {
        Deadline deadline = new(clock, timeout);
        while (true)
        {
            // Of each slot the last task counts: another one takes the place of one that failed, where the service says so.
            IReadOnlyList<SwarmTask> last = [.. (await _patience.AskAsync(late => tasks.ListTasksAsync(new() { ServiceIds = [id], UpToDate = true }, late), stop).ConfigureAwait(false))
                .GroupBy(task => (task.Slot, task.Slot > 0 ? "" : task.NodeId)).Select(slot => slot.OrderBy(task => task.CreatedAt).Last())];
            if (last.Count > 0 && last.All(task => task.State == SwarmTaskState.Complete))
            {
                return;
            }

            if (last.FirstOrDefault(task => task.State is SwarmTaskState.Failed or SwarmTaskState.Rejected && task.DesiredState > SwarmTaskState.Running) is { } failed)
            {
                throw new SwarmException(ErrorId.TasksFailing, $"The task {failed.Name} of the service '{name}' failed, and others wait for its end (service_completed_successfully). {ConsoleText.Neutralise(failed.Error)}".TrimEnd());
            }

            if (deadline.IsOver)
            {
                throw new SwarmException(ErrorId.RolloutTimedOut, $"The service '{name}' did not end in time, and others wait for its end (service_completed_successfully). A service that ends needs 'restart_policy: condition: none' or 'mode: replicated-job'.");
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }
    }

    private static void RequireSame(SwarmService seen, ServiceSpec now, SwarmException failure)
    {
        if (SpecDifferences.Between(ServiceSpec.Of(seen).Json, now.Json) is [{ } difference, ..])
        {
            throw new SwarmException(
                ErrorId.PlanIsStale, $"The service '{seen.Name}' was changed by somebody else since it was looked at ({difference.Path}), and is left as it is. Look at it with Compare-SwarmStack, then run the command again.", failure);
        }
    }
}
