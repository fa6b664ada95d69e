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
internal sealed class StackRemover(StackFinder stacks, ServiceRemover services, NetworkRemover networks, ISecretApi secrets, IConfigApi configs, ServiceHistory history, StackHistory stackHistory, IClock clock)
{
    private readonly Patience _patience = new(clock);

    /// <summary>Removes stacks together: one may use a network of the other.</summary>
    /// <param name="names">The names of the stacks.</param>
    /// <param name="timeout">How long to wait at most for tasks to end.</param>
    /// <param name="keepHistory">Whether the revisions of the stacks and of their services stay.</param>
    /// <param name="emit">Takes what became of each thing. What fails does not keep the rest from going.</param>
    /// <param name="stop">Ends the work; the same again goes on with it.</param>
    public async Task RunAsync(IReadOnlyCollection<string> names, TimeSpan timeout, bool keepHistory, Action<StackRemoval> emit, CancellationToken stop)
    {
        Deadline deadline = new(clock, timeout);
        StackParts parts = await _patience.AskAsync(late => stacks.PartsAsync(names, late), stop).ConfigureAwait(false);
        IReadOnlyList<SwarmService> removed = await RemoveServicesAsync(parts.Services, emit, stop).ConfigureAwait(false);
        IReadOnlyList<SwarmService> lasting = await LastingAsync([.. removed, .. parts.Leaving], timeout, emit, stop).ConfigureAwait(false);
        await RemoveNetworksAsync(parts, [.. parts.Services.Except(removed), .. lasting], deadline, emit, stop).ConfigureAwait(false);
        await Task.WhenAll(RemoveSecretsAsync(parts.Secrets, emit, stop), RemoveConfigsAsync(parts.Configs, emit, stop)).ConfigureAwait(false);
        if (!keepHistory)
        {
            await RemoveHistoryAsync(removed, emit, stop).ConfigureAwait(false);
            await RemoveStackHistoryAsync(names, emit, stop).ConfigureAwait(false);
        }
    }

    private Task<IReadOnlyList<SwarmService>> RemoveServicesAsync(IReadOnlyList<SwarmService> all, Action<StackRemoval> emit, CancellationToken stop)
    {
        // One that is removed is told of when its tasks are gone too.
        void EmitFailure(StackRemoval removal)
        {
            if (removal.Failure is not null)
            {
                emit(removal);
            }
        }

        return new PartRemover<SwarmService>("service", _patience, services.RemoveAsync, ErrorId.ServiceNotFound, EmitFailure).RunAsync(all, stop);
    }

    /// <summary>Waits for the tasks of services that are gone.</summary>
    /// <returns>Those whose tasks did not end in time.</returns>
    private async Task<IReadOnlyList<SwarmService>> LastingAsync(IReadOnlyList<SwarmService> gone, TimeSpan timeout, Action<StackRemoval> emit, CancellationToken stop)
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
            await services.WaitAsync(gone, timeout, Take, stop).ConfigureAwait(false);
        }

        return lasting;
    }

    private Task RemoveNetworksAsync(StackParts parts, IReadOnlyList<SwarmService> staying, Deadline deadline, Action<StackRemoval> emit, CancellationToken stop)
    {
        List<SwarmNetwork> free = [];
        foreach (SwarmNetwork network in parts.Networks)
        {
            if (staying.FirstOrDefault(service => MayUse(service, network, parts)) is { } user)
            {
                emit(new("network", network.Name, new(
                    ErrorId.NetworkInUse, $"The network '{network.Name}' was left, because tasks of the service '{user.Name}' may still use it. When they have ended, remove the stack once more.")));
            }
            else
            {
                free.Add(network);
            }
        }

        TimeSpan left = deadline.Left > TimeSpan.Zero ? deadline.Left : TimeSpan.Zero;
        Patience patience = _patience.Within(left);
        return new PartRemover<SwarmNetwork>("network", patience, (network, late) => networks.RemoveAsync(network, left, late), ErrorId.NetworkNotFound, emit).RunAsync(free, stop);
    }

    // What a service used that was gone before, nobody knows.
    private static bool MayUse(SwarmService service, SwarmNetwork network, StackParts parts) => parts.Leaving.Contains(service)
        ? service.StackName == network.StackName
        : service.NetworkIds.Contains(network.Id) || service.NetworkIds.Contains(network.Name);

    private Task RemoveSecretsAsync(IReadOnlyList<SwarmSecret> all, Action<StackRemoval> emit, CancellationToken stop) => new PartRemover<SwarmSecret>(
        "secret", _patience, (secret, late) => secrets.RemoveSecretAsync(secret.Id, secret.Name, late), ErrorId.SecretNotFound, emit).RunAsync(all, stop);

    private Task RemoveConfigsAsync(IReadOnlyList<SwarmConfig> all, Action<StackRemoval> emit, CancellationToken stop) => new PartRemover<SwarmConfig>(
        "config", _patience, (config, late) => configs.RemoveConfigAsync(config.Id, config.Name, late), ErrorId.ConfigNotFound, emit).RunAsync(all, stop);

    private Task RemoveHistoryAsync(IReadOnlyList<SwarmService> removed, Action<StackRemoval> emit, CancellationToken stop) => new PartRemover<SwarmService>(
        "history of the service", _patience, (service, late) => history.TrimAsync(service.Name, 0, late), ErrorId.RevisionNotFound, emit).RunAsync(removed, stop);

    private async Task RemoveStackHistoryAsync(IReadOnlyCollection<string> names, Action<StackRemoval> emit, CancellationToken stop)
    {
        foreach (string name in names)
        {
            IReadOnlyList<SwarmStackRevision> revisions = await _patience.AskAsync(late => stackHistory.ListAsync(name, late), stop).ConfigureAwait(false);
            await new PartRemover<SwarmStackRevision>("history of the stack", _patience, stackHistory.ForgetAsync, ErrorId.RevisionNotFound, emit).RunAsync(revisions, stop).ConfigureAwait(false);
        }
    }
}
