using System;
using System.Collections.Generic;

namespace SwarmTools.Engine.Logs;

/// <summary>What the engine writes before a message with details: ids of the swarm, and what the log driver adds.</summary>
/// <param name="NodeId">The node's id, or nothing.</param>
/// <param name="TaskId">The task's id, or nothing.</param>
/// <param name="Others">All but the ids.</param>
internal sealed record LogDetails(string NodeId, string TaskId, IReadOnlyDictionary<string, string> Others)
{
    private const string NodeKey = "com.docker.swarm.node.id";
    private const string ServiceKey = "com.docker.swarm.service.id";
    private const string TaskKey = "com.docker.swarm.task.id";

    public static LogDetails None { get; } = new("", "", Empty.Labels);

    /// <summary>Reads <c>key=value,key=value</c>.</summary>
    public static LogDetails Parse(string text)
    {
        Dictionary<string, string> details = new(StringComparer.Ordinal);
        foreach (string pair in text.Split([','], StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=');
            if (equals > 0)
            {
                details[Unescape(pair[..equals])] = Unescape(pair[(equals + 1)..]);
            }
        }

        details.Remove(ServiceKey);
        string node = Take(details, NodeKey);
        string task = Take(details, TaskKey);
        return new(node, task, details.Count == 0 ? Empty.Labels : new LabelMap(details));
    }

    // The engine escapes as in a query: a space is a plus.
    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string Take(Dictionary<string, string> details, string key)
    {
        string value = details.TryGetValue(key, out string? found) ? found : "";
        details.Remove(key);
        return value;
    }
}
