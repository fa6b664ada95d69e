namespace SwarmTools;

/// <summary>What update states have in common.</summary>
internal static class UpdateStates
{
    /// <summary>Whether the engine goes back, or has gone back.</summary>
    public static bool IsRollback(this SwarmUpdateState state) => state is SwarmUpdateState.RollbackStarted or SwarmUpdateState.RollbackPaused or SwarmUpdateState.RollbackCompleted;
}
