using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace SwarmTools.Engine.Logs;

/// <summary>Reads frames of 8 bytes (stream, 0, 0, 0, length big-endian) and a message.</summary>
/// <remarks>A message that does not end with a line feed is a part of a long line (the engine cuts at 16 KB); the parts are joined.</remarks>
internal sealed class FrameDecoder(LogRequest request) : ILogDecoder
{
    private const int HeaderSize = 8;

    // The largest message that an engine writes is far smaller; beyond this the bytes are no frames.
    private const int LargestMessage = 64 * 1024 * 1024;

    // As bytes: the engine cuts in the middle of a character too.
    private readonly Dictionary<(byte Stream, string TaskId), (LogLine Head, MemoryStream Message)> _parts = [];
    private readonly ByteQueue _bytes = new();
    private readonly LogLineParser _parser = new(request);

    public void Decode(ReadOnlySpan<byte> bytes, List<LogLine> lines)
    {
        _bytes.Add(bytes);
        while (_bytes.Length >= HeaderSize)
        {
            ReadOnlySpan<byte> header = _bytes.Peek(HeaderSize);
            byte stream = header[0];
            uint length = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
            if (stream > 3 || length > LargestMessage)
            {
                throw new SwarmException(ErrorId.LogUnreadable, $"The log of '{request.Name}' is not in the engine's frame format.");
            }

            if (_bytes.Length < HeaderSize + (int)length)
            {
                return;
            }

            ReadOnlySpan<byte> message = _bytes.Peek(HeaderSize + (int)length)[HeaderSize..];
            if (stream == 3)
            {
                throw new SwarmException(ErrorId.LogUnreadable, $"The log of '{request.Name}' cannot be read: {Encoding.UTF8.GetString(message.ToArray()).Trim()}");
            }

            Take(stream, message, lines);
            _bytes.Remove(HeaderSize + (int)length);
        }
    }

    public void Finish(List<LogLine> lines)
    {
        lines.AddRange(_parts.Values.Select(part => Whole(part.Head, part.Message)));
        _parts.Clear();
    }

    private void Take(byte stream, ReadOnlySpan<byte> message, List<LogLine> lines)
    {
        bool whole = message.Length > 0 && message[^1] == '\n';
        message = whole ? message[..^1] : message;
        LogLine head = _parser.ParseHead(
            message, stream == 2 ? SwarmLogStream.StandardError : SwarmLogStream.StandardOutput, out int start);
        (byte Stream, string TaskId) key = (stream, head.TaskId);
        bool isGoingOn = _parts.TryGetValue(key, out (LogLine Head, MemoryStream Message) part);
        if (whole && !isGoingOn)
        {
            lines.Add(head with { Message = LogLineParser.Text(message[start..]) });
            return;
        }

        if (!isGoingOn)
        {
            _parts[key] = part = (head, new());
        }

        part.Message.Write(message[start..].ToArray(), 0, message.Length - start);
        if (whole)
        {
            _parts.Remove(key);
            lines.Add(Whole(part.Head, part.Message));
        }
    }

    private static LogLine Whole(LogLine head, MemoryStream message) => head with { Message = LogLineParser.Text(message.ToArray()) };
}
