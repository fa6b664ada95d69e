using System;
using System.Collections.Generic;

namespace SwarmTools.Engine.Logs;

/// <summary>Reads the log of tasks with a terminal: lines, without frames.</summary>
internal sealed class TtyDecoder(LogRequest request) : ILogDecoder
{
    private readonly LogLineParser _parser = new(request);
    private readonly ByteQueue _bytes = new();

    public void Decode(ReadOnlySpan<byte> bytes, List<LogLine> lines)
    {
        _bytes.Add(bytes);
        int end;
        while ((end = _bytes.Peek(_bytes.Length).IndexOf((byte)'\n')) >= 0)
        {
            lines.Add(Line(_bytes.Peek(end)));
            _bytes.Remove(end + 1);
        }
    }

    public void Finish(List<LogLine> lines)
    {
        if (_bytes.Length > 0)
        {
            lines.Add(Line(_bytes.Peek(_bytes.Length)));
            _bytes.Remove(_bytes.Length);
        }
    }

    // A terminal ends its lines with CR LF.
    private LogLine Line(ReadOnlySpan<byte> bytes) => _parser.Parse(
        bytes.Length > 0 && bytes[^1] == '\r' ? bytes[..^1] : bytes, SwarmLogStream.StandardOutput);
}
