using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Networks;

/// <summary>Removes networks, waiting for tasks that are about to leave.</summary>
internal sealed class NetworkRemover(INetworkApi networks, IServiceApi services, IClock clock)
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Removes a network. One that services still name is refused at once; one that ending tasks hold is tried again.</summary>
    /// <exception cref="SwarmException"><c>NetworkInUse</c>, <c>NetworkNotFound</c>, <c>RemovalTimedOut</c>.</exception>
    public async Task RemoveAsync(SwarmNetwork network, TimeSpan timeout, CancellationToken stop)
    {
        Deadline deadline = new(clock, timeout);
        while (true)
        {
            try
            {
                await LostAnswers.RemoveAsync(late => networks.RemoveNetworkAsync(network.Id, network.Name, late), ErrorId.NetworkNotFound, stop).ConfigureAwait(false);
                await WaitAsync(network, deadline, stop).ConfigureAwait(false);
                return;
            }
            catch (SwarmException failure) when (failure.Is(ErrorId.NetworkInUse))
            {
                await RequireUnnamedAsync(network, failure, stop).ConfigureAwait(false);
                if (deadline.IsOver)
                {
                    throw;
                }
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the engine lists it no more: its last task may keep it on the node, and with it the name.</summary>
    private async Task WaitAsync(SwarmNetwork network, Deadline deadline, CancellationToken stop)
    {
        while (deadline.Timeout > TimeSpan.Zero)
        {
            IReadOnlyList<SwarmNetwork> left = await networks.ListNetworksAsync(stop).ConfigureAwait(false);
            if (left.All(other => other.Id != network.Id))
            {
                return;
            }

            if (deadline.IsOver)
            {
                throw new SwarmException(
                    ErrorId.RemovalTimedOut,
                    $"The network '{network.Name}' was removed, but after {SwarmText.Duration(deadline.Timeout)} a task that has not ended yet still keeps it, and its name.");
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }
    }

    private async Task RequireUnnamedAsync(SwarmNetwork network, SwarmException failure, CancellationToken stop)
    {
        IReadOnlyList<SwarmService> all = await services.ListServicesAsync(stop).ConfigureAwait(false);
        string[] users = [.. all.Where(service => service.NetworkIds.Contains(network.Id)).Select(service => $"'{service.Name}'")];
        if (users.Length > 0)
        {
            throw new SwarmException(
                ErrorId.NetworkInUse,
                $"The network '{network.Name}' is in use by {(users.Length == 1 ? "a service" : "services")}: {string.Join(", ", users)}. Remove what uses it first.",
                failure);
        }
    }
}
