using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Time;

namespace SwarmTools.Rollouts;

/// <summary>What a watch has seen so far: when something moved last, and since when all has been well.</summary>
internal sealed class RolloutProgress(IClock clock)
{
    private static readonly TimeSpan s_fast = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_slow = TimeSpan.FromMilliseconds(1150);
    private static readonly TimeSpan s_forgotten = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_lively = TimeSpan.FromSeconds(10);

    private DateTimeOffset _lastMove = clock.UtcNow;
    private DateTimeOffset? _completeSince;
    private DateTimeOffset _lookedAt = clock.UtcNow;
    private DateTimeOffset? _tasklessSince;
    private TimeSpan _monitor;
    private string _lastSeen = "";

    /// <summary>The tasks that failed, by their ids, those that the engine has forgotten among them.</summary>
    public Dictionary<string, SwarmTask> Failures { get; } = new(StringComparer.Ordinal);

    /// <summary>For a global service: how many nodes still ran a task of an older spec; null where nobody asked. Once there are none, none come back.</summary>
    public int? OldTasks { get; set; }

    /// <summary>The last status; null before the first.</summary>
    public RolloutStatus? Status { get; private set; }

    /// <summary>Whether something moved a short while ago.</summary>
    public bool IsLively => clock.UtcNow - _lastMove < s_lively;

    /// <summary>Whether there is nothing more to wait for: it failed, or has been well for the time that tasks must stay up.</summary>
    public bool IsOver => Status?.Outcome switch
    {
        null or SwarmRolloutOutcome.InProgress => false,
        SwarmRolloutOutcome.Converged => Status.Desired == 0 || clock.UtcNow - _completeSince >= _monitor,
        _ => true,
    };

    /// <summary>Whether all tasks have been as they should for so long that the engine would have ended its update, if it ever did.</summary>
    /// <remarks>Engines never end one of a global service that had no task for a while, because no node took it.</remarks>
    public bool IsForgotten(TimeSpan monitor) => _completeSince is { } since && clock.UtcNow - since >= monitor + s_forgotten;

    /// <summary>For how long there has been no task; the time in which nobody answered does not count.</summary>
    public TimeSpan TasklessFor(RolloutSnapshot seen)
    {
        _tasklessSince = seen.IsTaskless ? _tasklessSince ?? clock.UtcNow : null;
        return _tasklessSince is { } since ? clock.UtcNow - since : TimeSpan.Zero;
    }

    /// <summary>Nothing could be seen: what was so before may have changed and changed back.</summary>
    public void Interrupt() => _tasklessSince = null;

    /// <summary>Takes what was seen.</summary>
    /// <param name="status">The verdict on it.</param>
    /// <param name="seen">What was seen.</param>
    /// <param name="monitor">How long tasks must stay up.</param>
    public void Note(RolloutStatus status, RolloutSnapshot seen, TimeSpan monitor)
    {
        string state = string.Join("|", seen.Tasks.Select(task => $"{task.Id}{task.State}{task.DesiredState}")) + seen.Service.UpdateState;
        _lastMove = state == _lastSeen ? _lastMove : clock.UtcNow;
        _lastSeen = state;
        _monitor = monitor;
        // The engine ends an update only after its own monitor: tasks that ran all that time have stayed up already.
        _completeSince = status.IsComplete || status.Outcome == SwarmRolloutOutcome.Converged ? _completeSince ?? CompletedAt(seen) : null;
        _lookedAt = clock.UtcNow;
        Status = status;
    }

    // The engine's own time, where it can be right: it lies between the last look and this one. Clocks may differ.
    private DateTimeOffset CompletedAt(RolloutSnapshot seen)
    {
        DateTimeOffset now = clock.UtcNow;
        DateTimeOffset moved = seen.Tasks.Select(task => task.StateChangedAt).DefaultIfEmpty(now).Max();
        return moved > _lookedAt && moved < now ? moved : now;
    }

    /// <summary>How long to wait before the next look: short while tasks move, and no longer than there is something to wait for.</summary>
    public TimeSpan Pause(TimeSpan left)
    {
        DateTimeOffset now = clock.UtcNow;
        TimeSpan pause = IsLively ? s_fast : s_slow;
        TimeSpan stable = Status?.Outcome == SwarmRolloutOutcome.Converged && _completeSince is { } since ? _monitor - (now - since) : pause;
        return new[] { pause, left, stable }.Min() is { } shortest && shortest > TimeSpan.Zero ? shortest : TimeSpan.FromMilliseconds(1);
    }
}
