using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Text;

namespace SwarmTools.Endpoints;

/// <summary>Tries the published ports of services on all nodes where they must answer, from this machine.</summary>
internal sealed class EndpointTester(INodeApi nodes, ITaskApi tasks, IEndpointProbe probe)
{
    /// <summary>How long a port is tried unless something else is said.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(3);

    /// <summary>How many ports are tried at once.</summary>
    private const int AtOnce = 16;

    /// <summary>Refuses what no port can be asked.</summary>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static void RequireUsable(string? path, TimeSpan timeout)
    {
        if (path is not null && (!path.StartsWith("/", StringComparison.Ordinal) || path.Any(c => c is <= ' ' or >= '\u007F')))
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"-HttpPath is '{ConsoleText.Neutralise(path)}', which cannot be asked for. It begins with '/', and has no spaces and only letters of ASCII, others written as %XX: /health.");
        }

        if (timeout <= TimeSpan.Zero)
        {
            throw new SwarmException(ErrorId.OptionInvalid, "-Timeout is 0: nothing answers in no time. Give a second or more.");
        }
    }

    /// <param name="services">The services.</param>
    /// <param name="path">What to get by HTTP; null connects only.</param>
    /// <param name="timeout">How long a port is tried.</param>
    /// <param name="stop">Ends all attempts.</param>
    /// <returns>By service, port and node.</returns>
    public async Task<IReadOnlyList<SwarmEndpointResult>> TestAsync(IReadOnlyList<SwarmService> services, string? path, TimeSpan timeout, CancellationToken stop)
    {
        Task<IReadOnlyList<SwarmNode>> nodeList = nodes.ListNodesAsync(stop);
        Task<IReadOnlyList<SwarmTask>> taskList = tasks.ListTasksAsync(TaskQuery.All, stop);
        await Task.WhenAll(nodeList, taskList).ConfigureAwait(false);
        (IReadOnlyList<SwarmNode> allNodes, IReadOnlyList<SwarmTask> allTasks) = (await nodeList.ConfigureAwait(false), await taskList.ConfigureAwait(false));
        using SemaphoreSlim places = new(AtOnce);
        (SwarmService Service, IReadOnlyList<EndpointTarget> Targets)[] targets = [.. services.Select(service => (service, EndpointTargets.Of(service, allNodes, allTasks)))];
        SwarmEndpointResult[] results = await Task.WhenAll(targets.SelectMany(pair => pair.Targets).Select(target => TryAsync(target, path, timeout, places, stop))).ConfigureAwait(false);
        return
        [
            .. results.Concat(targets.SelectMany(pair => EndpointTargets.Missing(pair.Service, pair.Targets))).OrderBy(result => result.ServiceName, StringComparer.Ordinal).ThenBy(result => result.Port.PublishedPort).ThenBy(result => result.Port.Protocol)
                .ThenBy(result => result.NodeName, StringComparer.Ordinal).ThenBy(result => result.NodeId, StringComparer.Ordinal),
        ];
    }

    private async Task<SwarmEndpointResult> TryAsync(EndpointTarget target, string? path, TimeSpan timeout, SemaphoreSlim places, CancellationToken stop)
    {
        if (!target.IsTriable)
        {
            return EndpointTargets.Judge(target, null);
        }

        await places.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            return EndpointTargets.Judge(target, await probe.TryPortAsync(target.Address, target.Port.PublishedPort, path, timeout, stop).ConfigureAwait(false));
        }
        finally
        {
            places.Release();
        }
    }
}
