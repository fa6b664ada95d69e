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

    private static readonly LogRequest s_service = new() { Id = "s1", Name = "web" };

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
            Assert.Equal(s_decoded, Frames.Show(Frames.Decode(new FrameDecoder(s_service), s_small[..position], s_small[position..])));
        }
    }

    [Fact]
    public void Frames_are_read_byte_by_byte() => Assert.Equal(
        s_decoded, Frames.Show(Frames.Decode(new FrameDecoder(s_service), [.. s_small.Select(one => new[] { one })])));

    [Fact]
    public void Parts_of_a_long_line_are_joined_for_each_task_and_stream()
    {
        List<LogLine> lines = Frames.Decode(
            new FrameDecoder(s_service), Frames.Line(1, "t1", "a1 "), Frames.Line(2, "t1", "e1 "), Frames.Line(1, "t2", "b1 "), Frames.Line(1, "t1", "a2 "),
            Frames.Line(1, "t2", "b2\n"), Frames.Line(1, "t1", "a3\n"), Frames.Line(2, "t1", "e2\n"));
        Assert.Equal(["b1 b2", "a1 a2 a3", "e1 e2"], lines.Select(line => line.Message));
    }

    [Fact]
    public void A_character_that_was_cut_in_two_parts_is_whole_again()
    {
        byte[] head = Encoding.UTF8.GetBytes($"{Frames.Time} {Frames.Ids("t1")} ");
        byte[] text = Encoding.UTF8.GetBytes("日");
        List<LogLine> lines = Frames.Decode(
            new FrameDecoder(s_service), Frames.Frame(1, [.. head, text[0]]), Frames.Frame(1, [.. head, text[1], text[2], (byte)'\n']));
        Assert.Equal("日", Assert.Single(lines).Message);
    }

    [Fact]
    public void What_ends_without_a_line_feed_is_a_line_too() =>
        Assert.Equal("the end", Assert.Single(Frames.Decode(new FrameDecoder(s_service), Frames.Line(1, "t1", "the end"))).Message);

    [Fact]
    public void Line_feeds_inside_a_message_stay() =>
        Assert.Equal("a\nb", Assert.Single(Frames.Decode(new FrameDecoder(s_service), Frames.Line(1, "t1", "a\nb\n"))).Message);

    [Theory]
    [InlineData("", "")]
    [InlineData(" spaced  text ", " spaced  text ")]
    [InlineData("\r", "\r")]
    [InlineData("2026-01-01T00:00:00Z a=b", "2026-01-01T00:00:00Z a=b")]
    public void A_message_stays_as_it_was_written(string message, string expected) =>
        Assert.Equal(expected, Assert.Single(Frames.Decode(new FrameDecoder(s_service), Frames.Line(1, "t1", message + "\n"))).Message);

    [Fact]
    public void Details_are_decoded_and_the_ids_of_the_swarm_taken_out()
    {
        LogLine line = Assert.Single(Frames.Decode(
            new FrameDecoder(s_service), Frames.Frame(1, $"{Frames.Time} {Frames.Ids("t1", ",team=a+b%26c%3D%2B,%C3%BC=")} text\n")));
        Assert.Equal(("t1", "n1", "text"), (line.TaskId, line.NodeId, line.Message));
        Assert.Equal(["team=a b&c=+", "ü="], line.Details.Select(detail => $"{detail.Key}={detail.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_line_without_details_keeps_its_message()
    {
        LogLine line = Assert.Single(Frames.Decode(new FrameDecoder(s_service), Frames.Frame(1, $"{Frames.Time}  text\n")));
        Assert.Equal(("text", ""), (line.Message, line.TaskId));
    }

    [Fact]
    public void A_log_of_a_task_has_no_details_and_its_ids_are_those_that_were_asked_for()
    {
        FrameDecoder decoder = new(new() { Id = "t1", Name = "web.1", IsTask = true, NodeId = "n1" });
        Assert.Equal($"StandardError|t1|n1|{At}|a=b c", Frames.Show(Frames.Decode(decoder, Frames.Frame(2, $"{Frames.Time} a=b c\n"))));
    }

    [Fact]
    public void A_log_of_a_task_has_details_where_they_are_wanted()
    {
        FrameDecoder decoder = new(new() { Id = "t1", Name = "web.1", IsTask = true, Details = true });
        Assert.Equal("b", Assert.Single(Frames.Decode(decoder, Frames.Frame(1, $"{Frames.Time} {Frames.Ids("t1", ",a=b")} text\n"))).Details["a"]);
    }

    [Theory]
    [InlineData("2026-01-02T03:04:05.123456749Z", "2026-01-02T03:04:05.1234567+00:00")]
    [InlineData("2026-01-02T03:04:05.123456750Z", "2026-01-02T03:04:05.1234568+00:00")]
    [InlineData("2026-12-31T23:59:59.999999999Z", "2027-01-01T00:00:00.0000000+00:00")]
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.0000000+00:00")]
    [InlineData("2026-01-02T03:04:05.5+01:00", "2026-01-02T02:04:05.5000000+00:00")]
    public void A_time_is_read_to_the_hundred_nanoseconds(string text, string expected) => Assert.Equal(
        expected, Assert.Single(Frames.Decode(new FrameDecoder(s_service), Frames.Frame(1, $"{text} {Frames.Ids("t1")} x\n"))).Timestamp.ToString("O", null));

    [Fact]
    public void A_line_without_a_time_is_all_message() =>
        Assert.Equal("no time here", Assert.Single(Frames.Decode(new FrameDecoder(s_service), Frames.Frame(1, "no time here\n"))).Message);

    [Fact]
    public void Bytes_that_are_no_text_do_no_harm()
    {
        byte[] head = Encoding.UTF8.GetBytes($"{Frames.Time} {Frames.Ids("t1")} ");
        Assert.Equal("\uFFFDx", Assert.Single(Frames.Decode(new FrameDecoder(s_service), Frames.Frame(1, [.. head, 0xFF, (byte)'x', 10]))).Message);
    }

    [Fact]
    public void A_large_frame_in_many_pieces_is_one_line()
    {
        byte[] frame = Frames.Line(1, "t1", new string('x', 1_000_000) + "\n");
        Assert.Equal(1_000_000, Assert.Single(Frames.Decode(new FrameDecoder(s_service), [.. frame.Chunk(1000)])).Message.Length);
    }

    [Fact]
    public void Trouble_of_the_engine_is_an_error() => Refused.Check(
        ErrorId.LogUnreadable,
        ["'web'", "Error grabbing logs: rpc error"],
        Assert.Throws<SwarmException>(() => Frames.Decode(new FrameDecoder(s_service), Frames.Frame(3, "Error grabbing logs: rpc error\n"))));

    [Theory]
    [InlineData(4, 0)]
    [InlineData((byte)'2', 0)]
    [InlineData(1, 0x7F)]
    public void What_is_no_frame_is_an_error(byte stream, byte length) => Refused.Check(
        ErrorId.LogUnreadable,
        ["'web'", "frame format"],
        Assert.Throws<SwarmException>(() => Frames.Decode(new FrameDecoder(s_service), [stream, 0, 0, 0, length, 0, 0, 1, 65])));

    [Fact]
    public void Lines_of_a_terminal_are_read_however_they_were_cut()
    {
        byte[] log = Encoding.UTF8.GetBytes($"{Frames.Time} {Frames.Ids("t1")} one\r\n{Frames.Time} {Frames.Ids("t1")} größer\n{Frames.Time} {Frames.Ids("t2")} \u001b[1mend");
        string expected = $"StandardOutput|t1|n1|{At}|one\nStandardOutput|t1|n1|{At}|größer\nStandardOutput|t2|n1|{At}|\u001b[1mend";
        for (int position = 0; position <= log.Length; position++)
        {
            Assert.Equal(expected, Frames.Show(Frames.Decode(new TtyDecoder(s_service), log[..position], log[position..])));
        }
    }
}
