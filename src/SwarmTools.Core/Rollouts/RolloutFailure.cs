namespace SwarmTools.Rollouts;

/// <summary>Turns a rollout that ended badly into an error.</summary>
internal static class RolloutFailure
{
    /// <summary>The error that carries the result; null when the rollout ended well.</summary>
    public static SwarmException? Of(SwarmRolloutResult result)
    {
        ErrorId? id = result.Outcome switch
        {
            SwarmRolloutOutcome.RolledBack => ErrorId.RolledBack,
            SwarmRolloutOutcome.Paused => ErrorId.RolloutPaused,
            SwarmRolloutOutcome.TasksFailing => ErrorId.TasksFailing,
            SwarmRolloutOutcome.ImageNotFound => ErrorId.ImageNotFound,
            SwarmRolloutOutcome.TimedOut => ErrorId.RolloutTimedOut,
            _ => null,
        };
        return id is null ? null : new SwarmException(id, $"The service '{result.ServiceName}' did not converge. {result.Message}") { Result = result };
    }
}
