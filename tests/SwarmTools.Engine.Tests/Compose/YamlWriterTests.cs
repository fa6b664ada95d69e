using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SwarmTools.Compose.Nodes;
using SwarmTools.Engine.Compose;

namespace SwarmTools.Engine.Tests.Compose;

/// <summary>What is written is read again as it was, by us and by docker's reader.</summary>
public sealed class YamlWriterTests
{
    private static readonly string[] s_pieces =
    [
        "a", "b ", " ", "\t", "\n", "\n\n", "\r", "2024-01-15", "yes", "-", "- x", ": ", "#", " #", "'", "\"", "\\", "\u00e9", "\u2028", "\u0085", "=", "~", "null", "1:30",
        "0x1", "|", ">", "%", "@", "`", "{", "}", "[", "]", "&a", "*a", "!x", "?", "\ud83d\ude00",
    ];

    [Fact]
    public void Any_text_is_read_again_as_it_was()
    {
        Random random = new(5);
        string[] texts = ["", .. s_pieces, .. Enumerable.Range(0, 3000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => s_pieces[random.Next(s_pieces.Length)])))];
        ComposeMapping written = new([.. texts.Select((text, index) => new ComposeEntry(Text($"k{index}"), Text(text)))], default);
        List<SwarmStackFinding> findings = [];

        ComposeMapping read = (ComposeMapping)new Yaml().Read(new Yaml().Write(written), "written.yml", findings, CancellationToken.None)!;

        Assert.Empty(findings);
        Assert.Equal(texts, read.Entries.Select(entry => ((ComposeScalar)entry.Value).Text));
        Assert.All(read.Entries, entry => Assert.Equal(ScalarKind.Text, ScalarValue.Of((ComposeScalar)entry.Value).Kind));
    }

    // What readers of YAML 1.1 take for a date, for true or false, or for a number to the base of 60; and what loses its ends where it is not quoted.
    [Theory]
    [InlineData("2024-01-15", "\"2024-01-15\"")]
    [InlineData("2024-1-5 10:00:00", "\"2024-1-5 10:00:00\"")]
    [InlineData("no", "\"no\"")]
    [InlineData("On", "\"On\"")]
    [InlineData("=", "\"=\"")]
    [InlineData("12:30:45", "\"12:30:45\"")]
    [InlineData("0123", "\"0123\"")]
    [InlineData("-1:30", "\"-1:30\"")]
    [InlineData("190:20:30._", "\"190:20:30._\"")]
    [InlineData("0x_", "\"0x_\"")]
    [InlineData("1.0e+999", "\"1.0e+999\"")]
    [InlineData("a\r\nb", "\"a\\r\\nb\"")]
    [InlineData("\ttab", "\"\\ttab\"")]
    [InlineData("no-one", "no-one")]
    [InlineData("2024-release", "2024-release")]
    [InlineData("one\ntwo\n", "|\n  one\n  two")]
    public void A_text_is_quoted_where_it_looks_otherwise(string text, string expected) =>
        Assert.Equal("k: " + expected + "\n", new Yaml().Write(new ComposeMapping([new(Text("k"), Text(text))], default)));

    private static ComposeScalar Text(string text) => new(text, IsQuoted: true, default);
}
