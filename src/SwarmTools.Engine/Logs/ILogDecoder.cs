using System;
using System.Collections.Generic;

namespace SwarmTools.Engine.Logs;

/// <summary>Turns the bytes of a log into lines, however the network cut them.</summary>
internal interface ILogDecoder
{
    /// <summary>Takes the next bytes and adds the lines that they complete.</summary>
    public void Decode(ReadOnlySpan<byte> bytes, List<LogLine> lines);

    /// <summary>Adds what was left without a line end.</summary>
    public void Finish(List<LogLine> lines);
}
