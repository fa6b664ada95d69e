using System;
using System.Text;

namespace SwarmTools.Engine.Logs;

/// <summary>Reads <c>TIMESTAMP MESSAGE</c> or, with details, <c>TIMESTAMP key=value,key=value MESSAGE</c>.</summary>
internal sealed class LogLineParser(LogRequest request)
{
    private readonly bool _hasDetails = HasDetails(request);
    private byte[] _known = [];
    private LogDetails _details = LogDetails.None;

    /// <summary>
    /// Whether details stand before the messages. They are longer than most messages, and of one task nothing of theirs is needed
    /// that is not known before.
    /// </summary>
    public static bool HasDetails(LogRequest request) => request.Details || !request.IsTask;

    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes.ToArray());

    public LogLine Parse(ReadOnlySpan<byte> bytes, SwarmLogStream stream)
    {
        LogLine head = ParseHead(bytes, stream, out int start);
        return head with { Message = Text(bytes[start..]) };
    }

    /// <summary>Reads what stands before the message; the line comes without it.</summary>
    /// <param name="bytes">The line.</param>
    /// <param name="stream">Where it was written.</param>
    /// <param name="start">Where the message begins.</param>
    public LogLine ParseHead(ReadOnlySpan<byte> bytes, SwarmLogStream stream, out int start)
    {
        start = 0;
        int first = bytes.IndexOf((byte)' ');
        if (first < 0 || !LogTime.TryParse(bytes[..first], out DateTimeOffset time))
        {
            return new() { Stream = stream };
        }

        start = first + 1;
        if (!_hasDetails)
        {
            return new() { Stream = stream, Timestamp = time, NodeId = request.NodeId, TaskId = request.Id };
        }

        ReadOnlySpan<byte> rest = bytes[start..];
        int second = rest.IndexOf((byte)' ');
        start = second < 0 ? bytes.Length : start + second + 1;
        LogDetails details = Details(second < 0 ? rest : rest[..second]);
        return new() { Stream = stream, Timestamp = time, NodeId = details.NodeId, TaskId = details.TaskId, Details = details.Others };
    }

    // Most lines come from where the line before came from.
    private LogDetails Details(ReadOnlySpan<byte> text)
    {
        if (!text.SequenceEqual(_known))
        {
            _known = text.ToArray();
            _details = LogDetails.Parse(Text(text));
        }

        return _details;
    }
}
