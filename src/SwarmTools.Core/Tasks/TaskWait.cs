namespace SwarmTools.Tasks;

/// <summary>How the wait for a task ended.</summary>
/// <param name="Task">The task.</param>
/// <param name="Failure">Why it did not come where it was wanted; null when it did.</param>
internal sealed record TaskWait(SwarmTask Task, SwarmException? Failure);
