using System.Collections.Generic;
using System.Linq;
using System.Text;
using SwarmTools.Engine.Logs;

namespace SwarmTools.Engine.Tests.Logs;

/// <summary>Writes logs as engines do.</summary>
internal static class Frames
{
    public const string Time = "2026-01-02T03:04:05.123456789Z";

    public static string Ids(string task, string more = "") =>
        $"com.docker.swarm.node.id=n1,com.docker.swarm.service.id=s1,com.docker.swarm.task.id={task}{more}";

    /// <summary>A frame: 1 is standard output, 2 standard error, 3 the engine's own trouble.</summary>
    public static byte[] Frame(byte stream, string message) => Frame(stream, Encoding.UTF8.GetBytes(message));

    public static byte[] Frame(byte stream, byte[] message) =>
        [stream, 0, 0, 0, (byte)(message.Length >> 24), (byte)(message.Length >> 16), (byte)(message.Length >> 8), (byte)message.Length, .. message];

    public static byte[] Line(byte stream, string task, string text) => Frame(stream, $"{Time} {Ids(task)} {text}");

    public static List<LogLine> Decode(ILogDecoder decoder, params byte[][] pieces)
    {
        List<LogLine> lines = [];
        foreach (byte[] piece in pieces)
        {
            decoder.Decode(piece, lines);
        }

        decoder.Finish(lines);
        return lines;
    }

    public static string Show(IEnumerable<LogLine> lines) => string.Join(
        "\n", lines.Select(line => $"{line.Stream}|{line.TaskId}|{line.NodeId}|{line.Timestamp.ToString("O", null)}|{line.Message}"));
}
