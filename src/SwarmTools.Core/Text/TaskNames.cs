using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Text;

/// <summary>Fills in the names that the engine leaves to its clients.</summary>
internal static class TaskNames
{
    /// <summary>Gives tasks the names of their services and nodes, and their own: <c>web.1</c>, or <c>agent.NODEID</c> for global services.</summary>
    public static IReadOnlyList<SwarmTask> Named(
        IReadOnlyList<SwarmTask> tasks, IReadOnlyList<SwarmService> services, IReadOnlyList<SwarmNode> nodes)
    {
        Dictionary<string, string> serviceNames = services.ToDictionary(service => service.Id, service => service.Name);
        Dictionary<string, string> nodeNames = nodes.ToDictionary(node => node.Id, node => node.Name);
        return [.. tasks.Select(task => task.Named(NameOf(serviceNames, task.ServiceId), NameOf(nodeNames, task.NodeId)))];
    }

    /// <summary>The name of a task, by docker's rule; that of its service alone where it has neither a number nor a node yet.</summary>
    public static string Of(string serviceName, int slot, string nodeId) =>
        (serviceName.Length == 0 ? "?" : serviceName) + (slot > 0 ? "." + slot.ToString(CultureInfo.InvariantCulture) : nodeId.Length > 0 ? "." + nodeId : "");

    private static string NameOf(Dictionary<string, string> names, string id) => names.TryGetValue(id, out string? name) ? name : "";
}
