using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Tasks;

/// <summary>Waits until tasks have reached a state. Changes of tasks raise no events on a manager, so it asks.</summary>
internal sealed class TaskWaiter(ITaskApi tasks, INodeApi nodes, IClock clock)
{
    private static readonly TimeSpan s_fast = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_slow = TimeSpan.FromMilliseconds(1150);
    private static readonly TimeSpan s_lively = TimeSpan.FromSeconds(10);

    /// <summary>Waits for tasks, and emits each once: when it is there, or when it cannot come there any more.</summary>
    /// <param name="waiting">The tasks.</param>
    /// <param name="state">The state. One on the way to running counts when it was passed, Running also when the task completed.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="emit">Takes each task as it is then, and the failure where there is one.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task RunAsync(IReadOnlyList<SwarmTask> waiting, SwarmTaskState state, TimeSpan timeout, Action<TaskWait> emit, CancellationToken stop)
    {
        Deadline deadline = new(clock, timeout);
        List<SwarmTask> left = [.. waiting];
        DateTimeOffset moved = clock.UtcNow;
        string before = "";
        while (true)
        {
            Dictionary<string, SwarmTask> known = await KnownAsync(deadline, stop).ConfigureAwait(false);
            foreach (SwarmTask task in left.ToList())
            {
                SwarmTask? now = known.TryGetValue(task.Id, out SwarmTask? found) ? found : null;
                bool isThere = now is not null && IsThere(now.State, state);
                if (isThere || now is null || now.State > SwarmTaskState.Running || deadline.IsOver)
                {
                    now = now is null ? null : await NamedAsync(now, task, deadline, stop).ConfigureAwait(false);
                    emit(new(now ?? task, isThere ? null : Failure(now, task, state, timeout)));
                    left.Remove(task);
                }
            }

            if (left.Count == 0)
            {
                return;
            }

            string states = string.Join("|", left.Select(task => $"{task.Id}{known[task.Id].State}"));
            moved = states == before ? moved : clock.UtcNow;
            before = states;
            TimeSpan pause = clock.UtcNow - moved < s_lively ? s_fast : s_slow;
            pause = deadline.Left < pause ? deadline.Left : pause;
            await clock.DelayAsync(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, stop).ConfigureAwait(false);
        }
    }

    private async Task<Dictionary<string, SwarmTask>> KnownAsync(Deadline deadline, CancellationToken stop) =>
        (await Patience.Until(clock, deadline).AskAsync(late => tasks.ListTasksAsync(TaskQuery.All, late), stop).ConfigureAwait(false)).ToDictionary(task => task.Id, StringComparer.Ordinal);

    // It may have found a node since it was read.
    private async Task<SwarmTask> NamedAsync(SwarmTask now, SwarmTask before, Deadline deadline, CancellationToken stop)
    {
        string node = now.NodeId == before.NodeId && before.NodeName.Length > 0
            ? before.NodeName
            : (await Patience.Until(clock, deadline).AskAsync(nodes.ListNodesAsync, stop).ConfigureAwait(false)).FirstOrDefault(node => node.Id == now.NodeId)?.Name ?? "";
        return now.Named(before.ServiceName, node);
    }

    private static bool IsThere(SwarmTaskState now, SwarmTaskState wanted) =>
        now == wanted || (wanted <= SwarmTaskState.Running && now > wanted && now <= SwarmTaskState.Complete);

    private static SwarmException Failure(SwarmTask? now, SwarmTask task, SwarmTaskState state, TimeSpan timeout)
    {
        if (now is null)
        {
            return new(ErrorId.TaskNotFound, $"The task '{task.Name}' ({task.Id}) is gone: the swarm keeps it no longer.");
        }

        string error = now.Error.Length > 0 ? $" {ConsoleText.Neutralise(now.Error)}" : "";
        return now.State > SwarmTaskState.Running
            ? new(ErrorId.TaskEnded, $"The task '{now.Name}' ({now.Id}) will not be {state} any more: it is {now.State}.{error}") { Result = now }
            : new(ErrorId.TaskTimedOut, $"The task '{now.Name}' ({now.Id}) is {now.State} after {SwarmText.Duration(timeout)}, not {state}.{error}") { Result = now };
    }
}
