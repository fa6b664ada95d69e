using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Time;

namespace SwarmTools.Tunnels;

/// <summary>Looks whether the task at the end of a tunnel still runs: a machine that loses its power tells nobody.</summary>
internal sealed class TunnelWatch(ITaskApi tasks, INodeApi nodes, SwarmNode node, string serviceId, IClock clock)
{
    /// <summary>How long bytes may be on their way after the task has ended.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>Watches until the task is gone and no more bytes come.</summary>
    /// <param name="moved">How many bytes have gone through.</param>
    /// <param name="stop">Ends the watch.</param>
    /// <returns>Why nothing more will come.</returns>
    public async Task<string> RunAsync(Func<long> moved, CancellationToken stop)
    {
        long last = moved();
        DateTimeOffset since = clock.UtcNow;
        while (true)
        {
            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
            if (moved() != last)
            {
                last = moved();
                since = clock.UtcNow;
                continue;
            }

            if (clock.UtcNow - since >= s_silence && await ProblemAsync(stop).ConfigureAwait(false) is { } problem)
            {
                return problem;
            }
        }
    }

    private async Task<string?> ProblemAsync(CancellationToken stop)
    {
        Patience patience = new(clock);
        IReadOnlyList<SwarmTask> left = await patience.AskAsync(late => tasks.ListTasksAsync(new() { ServiceIds = [serviceId] }, late), stop).ConfigureAwait(false);
        if (left.Count == 0 || left[0].State > SwarmTaskState.Running)
        {
            return $"the task on '{node.Name}' has ended{(left.Count > 0 && left[0].Error.Length > 0 ? ": " + left[0].Error.TrimEnd('.') : "")}";
        }

        SwarmNode? now = (await patience.AskAsync(nodes.ListNodesAsync, stop).ConfigureAwait(false)).FirstOrDefault(other => other.Id == node.Id);
        return now?.Answers == true ? null : $"the node '{node.Name}' does not answer";
    }
}
