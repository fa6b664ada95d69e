using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;

namespace SwarmTools.Engine.Logs;

/// <summary>Reads <c>TIMESTAMP key=value,key=value MESSAGE</c>, which the engine writes with timestamps and details.</summary>
internal static class LogLineParser
{
    private const string NodeKey = "com.docker.swarm.node.id";
    private const string ServiceKey = "com.docker.swarm.service.id";
    private const string TaskKey = "com.docker.swarm.task.id";

    public static LogLine Parse(ReadOnlySpan<byte> bytes, SwarmLogStream stream)
    {
        string text = Encoding.UTF8.GetString(bytes.ToArray());
        int first = text.IndexOf(' ');
        if (first < 0 || !DateTimeOffset.TryParse(text[..first], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            return new() { Stream = stream, Message = text };
        }

        int second = text.IndexOf(' ', first + 1);
        second = second < 0 ? text.Length : second;
        Dictionary<string, string> details = Details(text.Substring(first + 1, second - first - 1));
        return new()
        {
            Stream = stream,
            Timestamp = time.ToUniversalTime(),
            Message = second >= text.Length ? "" : text[(second + 1)..],
            NodeId = Take(details, NodeKey),
            TaskId = TakeTask(details),
            Details = details.Count == 0 ? Empty.Labels : new ReadOnlyDictionary<string, string>(details),
        };
    }

    private static Dictionary<string, string> Details(string text)
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

        return details;
    }

    // The engine escapes as in a query: a space is a plus.
    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string TakeTask(Dictionary<string, string> details)
    {
        details.Remove(ServiceKey);
        return Take(details, TaskKey);
    }

    private static string Take(Dictionary<string, string> details, string key)
    {
        string value = details.TryGetValue(key, out string? found) ? found : "";
        details.Remove(key);
        return value;
    }
}
