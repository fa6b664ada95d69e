namespace SwarmTools;

/// <summary>What the modes of services have in common.</summary>
internal static class ServiceModes
{
    /// <summary>Whether the tasks run to their end, and stay done then.</summary>
    public static bool IsJob(this SwarmServiceMode mode) => mode is SwarmServiceMode.ReplicatedJob or SwarmServiceMode.GlobalJob;
}
