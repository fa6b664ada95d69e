using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.History;
using SwarmTools.Networks;
using SwarmTools.Services;
using SwarmTools.Time;

namespace SwarmTools.Stacks;

/// <summary>Removes stacks: their services, and when no task of them is left what these used, so that all names are free again.</summary>
/// <remarks>A network that goes while a task still stops leaves addresses taken for good, and lingers: a stack that is deployed again finds it, and then does not.</remarks>
internal sealed class StackRemover(StackFinder stacks, ServiceRemover services, NetworkRemover networks, ISecretApi secrets, IConfigApi configs, ServiceHistory history, IClock clock)
{
    /// <summary>How many requests are under way at once.</summary>
    private const int AtOnce = 16;

    /// <summary>How much longer than its limit the removal of a network may take that is under way.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    /// <summary>Removes stacks together: one may use a network of the other.</summary>
    /// <param name="names">The names of the stacks.</param>
    /// <param name="timeout">How long to wait at most for tasks to end.</param>
    /// <param name="keepHistory">Whether the revisions of the services stay.</param>
    /// <param name="emit">Takes what became of each thing. What fails does not keep the rest from going.</param>
    /// <param name="stop">Ends the work; the same again goes on with it.</param>
    public async Task RunAsync(IReadOnlyCollection<string> names, TimeSpan timeout, bool keepHistory, Action<StackRemoval> emit, CancellationToken stop)
    {
        Deadline deadline = new(clock, timeout);
        Patience patience = new(clock);
        StackParts parts = await patience.AskAsync(late => stacks.PartsAsync(names, late), stop).ConfigureAwait(false);
        IReadOnlyList<SwarmService> removed = await RemoveServicesAsync(parts.Services, emit, stop).ConfigureAwait(false);
        IReadOnlyList<SwarmService> lasting = await LastingAsync([.. removed, .. parts.Leaving], deadline, emit, stop).ConfigureAwait(false);
        await RemoveNetworksAsync(parts, [.. parts.Services.Except(removed), .. lasting], deadline, emit, stop).ConfigureAwait(false);
        await Task.WhenAll(
            EachAsync("secret", parts.Secrets, (secret, late) => patience.AskAsync(once => secrets.RemoveSecretAsync(secret.Id, secret.Name, once), late), ErrorId.SecretNotFound, emit, stop),
            EachAsync("config", parts.Configs, (config, late) => patience.AskAsync(once => configs.RemoveConfigAsync(config.Id, config.Name, once), late), ErrorId.ConfigNotFound, emit, stop)).ConfigureAwait(false);
        if (!keepHistory)
        {
            await EachAsync("history of the service", removed, (service, late) => patience.AskAsync(once => history.TrimAsync(service.Name, 0, once), late), ErrorId.RevisionNotFound, emit, stop).ConfigureAwait(false);
        }
    }

    // Each is told of when its tasks are gone too.
    private Task<IReadOnlyList<SwarmService>> RemoveServicesAsync(IReadOnlyList<SwarmService> all, Action<StackRemoval> emit, CancellationToken stop) => EachAsync(
        "service",
        all,
        (service, late) => new Patience(clock).AskAsync(once => services.RemoveAsync(service, once), late),
        ErrorId.ServiceNotFound,
        removal => EmitFailure(removal, emit),
        stop);

    private static void EmitFailure(StackRemoval removal, Action<StackRemoval> emit)
    {
        if (removal.Failure is not null)
        {
            emit(removal);
        }
    }

    /// <summary>Waits for the tasks of services that are gone.</summary>
    /// <returns>Those whose tasks did not end in time.</returns>
    private async Task<IReadOnlyList<SwarmService>> LastingAsync(IReadOnlyList<SwarmService> gone, Deadline deadline, Action<StackRemoval> emit, CancellationToken stop)
    {
        List<SwarmService> lasting = [];
        void Take(ServiceRemoval end)
        {
            if (end.Failure is not null)
            {
                lasting.Add(end.Service);
            }

            emit(new("service", end.Service.Name, end.Failure));
        }

        if (gone.Count > 0)
        {
            await services.WaitAsync(gone, deadline.Timeout, Take, stop).ConfigureAwait(false);
        }

        return lasting;
    }

    private async Task RemoveNetworksAsync(StackParts parts, IReadOnlyList<SwarmService> staying, Deadline deadline, Action<StackRemoval> emit, CancellationToken stop)
    {
        SwarmService? UserOf(SwarmNetwork network) => staying.FirstOrDefault(service => MayUse(service, network, parts));
        foreach (SwarmNetwork network in parts.Networks)
        {
            if (UserOf(network) is { } user)
            {
                emit(new("network", network.Name, new(
                    ErrorId.NetworkInUse, $"The network '{network.Name}' was left, because tasks of the service '{user.Name}' may still use it. When they have ended, remove the stack once more.")));
            }
        }

        IReadOnlyList<SwarmNetwork> free = [.. parts.Networks.Where(network => UserOf(network) is null)];
        await EachAsync("network", free, (network, late) => RemoveNetworkAsync(network, deadline, late), ErrorId.NetworkNotFound, emit, stop).ConfigureAwait(false);
    }

    private Task RemoveNetworkAsync(SwarmNetwork network, Deadline deadline, CancellationToken stop)
    {
        TimeSpan left = deadline.Left > TimeSpan.Zero ? deadline.Left : TimeSpan.Zero;
        // The longest time there is has no room for more.
        Patience patience = new Patience(clock).Within(left < TimeSpan.FromDays(1) ? left + s_grace : left);
        return patience.AskAsync(late => networks.RemoveAsync(network, left, late), stop);
    }

    // What a service used that was gone before, nobody knows.
    private static bool MayUse(SwarmService service, SwarmNetwork network, StackParts parts) => parts.Leaving.Contains(service)
        ? service.StackName == network.StackName
        : service.NetworkIds.Contains(network.Id) || service.NetworkIds.Contains(network.Name);

    /// <summary>Removes things of one kind side by side. What is gone already is as good; what would fail for all ends the work.</summary>
    /// <returns>Those that are gone.</returns>
    private static async Task<IReadOnlyList<T>> EachAsync<T>(
        string noun, IReadOnlyList<T> items, Func<T, CancellationToken, Task> remove, ErrorId goneAlready, Action<StackRemoval> emit, CancellationToken stop)
        where T : SwarmObject
    {
        using SemaphoreSlim turns = new(AtOnce);
        using CancellationTokenSource broken = CancellationTokenSource.CreateLinkedTokenSource(stop);
        CancellationToken late = broken.Token;
        async Task<SwarmException?> TryAsync(T item)
        {
            try
            {
                await remove(item, late).ConfigureAwait(false);
                return null;
            }
            catch (SwarmException failure) when (failure.Is(goneAlready))
            {
                return null;
            }
            catch (SwarmException failure) when (!failure.EndsCommand)
            {
                return failure;
            }
            catch (SwarmException)
            {
                broken.Cancel();
                throw;
            }
        }

        async Task<bool> TakeTurnAsync(T item)
        {
            await turns.WaitAsync(late).ConfigureAwait(false);
            try
            {
                SwarmException? failure = await TryAsync(item).ConfigureAwait(false);
                emit(new(noun, item.Name, failure));
                return failure is null;
            }
            finally
            {
                turns.Release();
            }
        }

        bool[] isGone = await Task.WhenAll(items.Select(TakeTurnAsync)).ConfigureAwait(false);
        return [.. items.Where((_, index) => isGone[index])];
    }
}
