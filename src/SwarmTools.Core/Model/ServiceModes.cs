using System.Globalization;

namespace SwarmTools;

/// <summary>What the modes of services have in common.</summary>
internal static class ServiceModes
{
    /// <summary>Whether the tasks run to their end, and stay done then.</summary>
    public static bool IsJob(this SwarmServiceMode mode) => mode is SwarmServiceMode.ReplicatedJob or SwarmServiceMode.GlobalJob;

    /// <summary>Whether each node has a task of its own, rather than some nodes some tasks.</summary>
    public static bool IsOnEachNode(this SwarmServiceMode mode) => mode is SwarmServiceMode.Global or SwarmServiceMode.GlobalJob;

    /// <summary>What a task and those that come in its place have in common: a node in global modes, a number in the others, which is counted from 0 in jobs and from 1 otherwise (swarmkit, orchestrator/jobs/replicated).</summary>
    public static string SlotOf(this SwarmService service, SwarmTask task) =>
        service.Mode.IsOnEachNode() ? task.NodeId : task.Slot.ToString(CultureInfo.InvariantCulture);
}
