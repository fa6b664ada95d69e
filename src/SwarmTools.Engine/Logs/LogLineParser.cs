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
        LogLine head = ParseHead(bytes, stream, out int start);
        return head with { Message = Text(bytes[start..]) };
    }

    /// <summary>Reads what stands before the message; the line comes without it.</summary>
    /// <param name="bytes">The line.</param>
    /// <param name="stream">Where it was written.</param>
    /// <param name="start">Where the message begins.</param>
    public static LogLine ParseHead(ReadOnlySpan<byte> bytes, SwarmLogStream stream, out int start)
    {
        start = 0;
        int first = bytes.IndexOf((byte)' ');
        if (first < 0 || !DateTimeOffset.TryParse(Text(bytes[..first]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            return new() { Stream = stream };
        }

        ReadOnlySpan<byte> rest = bytes[(first + 1)..];
        int second = rest.IndexOf((byte)' ');
        start = second < 0 ? bytes.Length : first + second + 2;
        Dictionary<string, string> details = Details(Text(second < 0 ? rest : rest[..second]));
        return new()
        {
            Stream = stream,
            Timestamp = time.ToUniversalTime(),
            NodeId = Take(details, NodeKey),
            TaskId = TakeTask(details),
            Details = details.Count == 0 ? Empty.Labels : new ReadOnlyDictionary<string, string>(details),
        };
    }

    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes.ToArray());

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
