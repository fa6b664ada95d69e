using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SwarmTools.Engine.Logs;
using SwarmTools.Engine.Tests.Support;

namespace SwarmTools.Engine.Tests.Logs;

public class DecoderTests
{
    private const string At = "2026-01-02T03:04:05.1234568+00:00";

    private static readonly byte[] s_small =
    [
        .. Frames.Line(1, "t1", "one\n"), .. Frames.Line(2, "t1", "größer\n"), .. Frames.Line(1, "t2", "half "), .. Frames.Line(1, "t1", "\n"), .. Frames.Line(1, "t2", "whole\n"),
    ];

    private static readonly string s_decoded =
        $"StandardOutput|t1|n1|{At}|one\nStandardError|t1|n1|{At}|größer\nStandardOutput|t1|n1|{At}|\nStandardOutput|t2|n1|{At}|half whole";

    [Fact]
    public void Frames_are_read_however_they_were_cut()
    {
        for (int position = 0; position <= s_small.Length; position++)
        {
            Assert.Equal(s_decoded, Frames.Show(Frames.Decode(new FrameDecoder("web"), s_small[..position], s_small[position..])));
        }
    }

    [Fact]
    public void Frames_are_read_byte_by_byte() => Assert.Equal(
        s_decoded, Frames.Show(Frames.Decode(new FrameDecoder("web"), [.. s_small.Select(one => new[] { one })])));

    [Fact]
    public void Parts_of_a_long_line_are_joined_for_each_task_and_stream()
    {
        List<LogLine> lines = Frames.Decode(
            new FrameDecoder("web"), Frames.Line(1, "t1", "a1 "), Frames.Line(2, "t1", "e1 "), Frames.Line(1, "t2", "b1 "), Frames.Line(1, "t1", "a2 "),
            Frames.Line(1, "t2", "b2\n"), Frames.Line(1, "t1", "a3\n"), Frames.Line(2, "t1", "e2\n"));
        Assert.Equal(["b1 b2", "a1 a2 a3", "e1 e2"], lines.Select(line => line.Message));
    }

    [Fact]
    public void A_character_that_was_cut_in_two_parts_is_whole_again()
    {
        byte[] head = Encoding.UTF8.GetBytes($"{Frames.Time} {Frames.Ids("t1")} ");
        byte[] text = Encoding.UTF8.GetBytes("日");
        List<LogLine> lines = Frames.Decode(
            new FrameDecoder("web"), Frames.Frame(1, [.. head, text[0]]), Frames.Frame(1, [.. head, text[1], text[2], (byte)'\n']));
        Assert.Equal("日", Assert.Single(lines).Message);
    }

    [Fact]
    public void What_ends_without_a_line_feed_is_a_line_too() =>
        Assert.Equal("the end", Assert.Single(Frames.Decode(new FrameDecoder("web"), Frames.Line(1, "t1", "the end"))).Message);

    [Fact]
    public void Line_feeds_inside_a_message_stay() =>
        Assert.Equal("a\nb", Assert.Single(Frames.Decode(new FrameDecoder("web"), Frames.Line(1, "t1", "a\nb\n"))).Message);

    [Theory]
    [InlineData("", "")]
    [InlineData(" spaced  text ", " spaced  text ")]
    [InlineData("\r", "\r")]
    [InlineData("2026-01-01T00:00:00Z a=b", "2026-01-01T00:00:00Z a=b")]
    public void A_message_stays_as_it_was_written(string message, string expected) =>
        Assert.Equal(expected, Assert.Single(Frames.Decode(new FrameDecoder("web"), Frames.Line(1, "t1", message + "\n"))).Message);

    [Fact]
    public void Details_are_decoded_and_the_ids_of_the_swarm_taken_out()
    {
        LogLine line = Assert.Single(Frames.Decode(
            new FrameDecoder("web"), Frames.Frame(1, $"{Frames.Time} {Frames.Ids("t1", ",team=a+b%26c%3D%2B,%C3%BC=")} text\n")));
        Assert.Equal(("t1", "n1", "text"), (line.TaskId, line.NodeId, line.Message));
        Assert.Equal(["team=a b&c=+", "ü="], line.Details.Select(detail => $"{detail.Key}={detail.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_line_without_details_keeps_its_message()
    {
        LogLine line = Assert.Single(Frames.Decode(new FrameDecoder("web"), Frames.Frame(1, $"{Frames.Time}  text\n")));
        Assert.Equal(("text", ""), (line.Message, line.TaskId));
    }

    [Fact]
    public void A_line_without_a_time_is_all_message() =>
        Assert.Equal("no time here", Assert.Single(Frames.Decode(new FrameDecoder("web"), Frames.Frame(1, "no time here\n"))).Message);

    [Fact]
    public void Bytes_that_are_no_text_do_no_harm()
    {
        byte[] head = Encoding.UTF8.GetBytes($"{Frames.Time} {Frames.Ids("t1")} ");
        Assert.Equal("\uFFFDx", Assert.Single(Frames.Decode(new FrameDecoder("web"), Frames.Frame(1, [.. head, 0xFF, (byte)'x', 10]))).Message);
    }

    [Fact]
    public void A_large_frame_in_many_pieces_is_one_line()
    {
        byte[] frame = Frames.Line(1, "t1", new string('x', 1_000_000) + "\n");
        Assert.Equal(1_000_000, Assert.Single(Frames.Decode(new FrameDecoder("web"), [.. frame.Chunk(1000)])).Message.Length);
    }

    [Fact]
    public void Trouble_of_the_engine_is_an_error() => Refused.Check(
        ErrorId.LogUnreadable,
        ["'web'", "Error grabbing logs: rpc error"],
        Assert.Throws<SwarmException>(() => Frames.Decode(new FrameDecoder("web"), Frames.Frame(3, "Error grabbing logs: rpc error\n"))));

    [Theory]
    [InlineData(4, 0)]
    [InlineData((byte)'2', 0)]
    [InlineData(1, 0x7F)]
    public void What_is_no_frame_is_an_error(byte stream, byte length) => Refused.Check(
        ErrorId.LogUnreadable,
        ["'web'", "frame format"],
        Assert.Throws<SwarmException>(() => Frames.Decode(new FrameDecoder("web"), [stream, 0, 0, 0, length, 0, 0, 1, 65])));

    [Fact]
    public void Lines_of_a_terminal_are_read_however_they_were_cut()
    {
        byte[] log = Encoding.UTF8.GetBytes($"{Frames.Time} {Frames.Ids("t1")} one\r\n{Frames.Time} {Frames.Ids("t1")} größer\n{Frames.Time} {Frames.Ids("t2")} \u001b[1mend");
        string expected = $"StandardOutput|t1|n1|{At}|one\nStandardOutput|t1|n1|{At}|größer\nStandardOutput|t2|n1|{At}|\u001b[1mend";
        for (int position = 0; position <= log.Length; position++)
        {
            Assert.Equal(expected, Frames.Show(Frames.Decode(new TtyDecoder(), log[..position], log[position..])));
        }
    }
}
