using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Rollouts;

/// <summary>Reads what failed tasks wrote last.</summary>
internal sealed class LastWords(ILogApi logs)
{
    private const int Lines = 10;

    // A node that went down with its task would be waited for.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>Fills in the last log lines of the failed tasks of a result. Logs that cannot be read stay empty.</summary>
    /// <param name="result">The result.</param>
    /// <param name="tty">Whether the tasks have a terminal.</param>
    /// <param name="stop">Ends the requests.</param>
    public Task AddToAsync(SwarmRolloutResult result, bool tty, CancellationToken stop) =>
        Task.WhenAll(result.FailedTasks.Where(task => task.ContainerId.Length > 0).Select(task => AddToAsync(task, tty, stop)));

    private async Task AddToAsync(SwarmTask task, bool tty, CancellationToken stop)
    {
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(s_patience);
        List<string> lines = [];
        try
        {
            LogRequest request = new() { Id = task.Id, Name = task.Name, IsTask = true, Tty = tty, Tail = Lines };
            using IFeedReader<LogLine> reader = await logs.OpenLogAsync(request, late.Token).ConfigureAwait(false);
            while (await reader.ReadAsync(late.Token).ConfigureAwait(false) is { } batch)
            {
                lines.AddRange(batch.Select(line => line.Message));
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // What came in time is kept.
        }
        catch (SwarmException)
        {
            // The result is about the rollout: a log driver that cannot be read, or a container that is gone, must not hide it.
        }

        task.LastLog = [.. lines.Skip(lines.Count - Lines)];
    }
}
