using System.Linq;
using SwarmTools.Text;

namespace SwarmTools.Rollouts;

/// <summary>Turns a rollout that ended badly into an error.</summary>
internal static class RolloutFailure
{
    private const int LongestLine = 200;

    /// <summary>The error that carries the result; null when the rollout ended well.</summary>
    /// <param name="result">The result.</param>
    /// <param name="carried">What the error carries instead of it.</param>
    public static SwarmException? Of(SwarmRolloutResult result, object? carried = null)
    {
        ErrorId? id = result.Outcome switch
        {
            SwarmRolloutOutcome.RolledBack => ErrorId.RolledBack,
            SwarmRolloutOutcome.Paused => ErrorId.RolloutPaused,
            SwarmRolloutOutcome.TasksFailing => ErrorId.TasksFailing,
            SwarmRolloutOutcome.ImageNotFound => ErrorId.ImageNotFound,
            SwarmRolloutOutcome.TimedOut => ErrorId.RolloutTimedOut,
            SwarmRolloutOutcome.ValidationFailed => ErrorId.RolloutPaused,
            SwarmRolloutOutcome.Superseded => ErrorId.Conflict,
            SwarmRolloutOutcome.Converged or SwarmRolloutOutcome.Removed or SwarmRolloutOutcome.InProgress => null,
            _ => ErrorId.TasksFailing,
        };
        string what = carried is SwarmJobResult ? $"The job '{result.ServiceName}' did not complete." : $"The service '{result.ServiceName}' did not converge.";
        what = result.Outcome == SwarmRolloutOutcome.Superseded ? ""
            : result is { Outcome: SwarmRolloutOutcome.RolledBack, Cause: SwarmRolloutOutcome.Converged } ? $"The service '{result.ServiceName}' was taken back. "
            : what + " ";
        return id is null ? null : new SwarmException(id, $"{what}{result.Message.TrimEnd('.')}.{LastWords(result)}") { Result = carried ?? result };
    }

    /// <summary>Why a rollout ended as it did: what the engine reacted to, where it did.</summary>
    public static SwarmRolloutOutcome CauseOf(RolloutStatus status) => status.Outcome switch
    {
        SwarmRolloutOutcome.Paused or SwarmRolloutOutcome.RolledBack when status.FailedTasks.Count > 0 =>
            status.FailedTasks.All(RolloutStatus.WantsImage) ? SwarmRolloutOutcome.ImageNotFound : SwarmRolloutOutcome.TasksFailing,
        _ => status.Outcome,
    };

    private static string LastWords(SwarmRolloutResult result) =>
        result.FailedTasks.FirstOrDefault(task => task.LastLog.Any(line => line.Trim().Length > 0)) is { } task
            ? $" The log of {task.Name} ends: {Shortened(task.LastLog.Last(line => line.Trim().Length > 0))}"
            : "";

    private static string Shortened(string line)
    {
        string safe = ConsoleText.Neutralise(line.Trim());
        return safe.Length <= LongestLine ? safe : safe[..LongestLine] + "...";
    }
}
