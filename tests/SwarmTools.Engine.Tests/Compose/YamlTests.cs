using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;
using SwarmTools.Compose.Nodes;
using SwarmTools.Engine.Compose;

namespace SwarmTools.Engine.Tests.Compose;

public class YamlTests
{
    private readonly List<SwarmStackFinding> _findings = [];

    [Fact]
    public void Every_node_knows_its_place()
    {
        ComposeMapping root = Assert.IsType<ComposeMapping>(Read("services:\n  web:\n    ports: [80, \"81\"]\n"));
        ComposeSequence ports = Assert.IsType<ComposeSequence>(((ComposeMapping)((ComposeMapping)root["services"]!)["web"]!)["ports"]);
        Assert.Equal(["c.yml:3:13", "c.yml:3:17"], ports.Items.Select(item => item.At.ToString()));
        Assert.Equal([("80", false), ("81", true)], ports.Items.Cast<ComposeScalar>().Select(item => (item.Text, item.IsQuoted)));
        Assert.Equal("c.yml:1:1", root.Entries[0].Key.At.ToString());
    }

    [Theory]
    [InlineData("a: ~", true)]
    [InlineData("a:", true)]
    [InlineData("a: null", true)]
    [InlineData("a: ''", false)]
    [InlineData("a: 'null'", false)]
    [InlineData("a: nothing", false)]
    public void No_value_is_no_text(string yaml, bool expected) => Assert.Equal(expected, ((ComposeScalar)((ComposeMapping)Read(yaml)!)["a"]!).IsNull);

    [Theory]
    [InlineData("x: &a {p: 1}\ny: *a", "{x: {p: 1}, y: {p: 1}}")]
    [InlineData("x: &a {p: 1, q: 2}\ny: {<<: *a, q: 3}", "{x: {p: 1, q: 2}, y: {q: 3, p: 1}}")]
    [InlineData("x: &a {p: 1}\nz: &b {p: 2, r: 3}\ny: {<<: [*a, *b]}", "{x: {p: 1}, z: {p: 2, r: 3}, y: {p: 1, r: 3}}")]
    [InlineData("y: {'<<': 1}", "{y: {<<: 1}}")]
    [InlineData("x: &a 1\ny: &a 2\nz: *a", "{x: 1, y: 2, z: 2}")]
    [InlineData("- !!str 5\n- |\n  two\n  lines", "['5', 'two\nlines']")]
    [InlineData("\ufeffa: 1\r\nb: 2\r\n", "{a: 1, b: 2}")]
    public void Anchors_and_merge_keys_are_resolved(string yaml, string expected)
    {
        Assert.Equal(expected, Text(Read(yaml)));
        Assert.Empty(_findings);
    }

    [Fact]
    public void What_is_to_be_taken_away_or_replaced_is_marked()
    {
        ComposeMapping root = (ComposeMapping)Read("a: !reset []\nb: !override {x: 1}\nc: !reset\nd: 1")!;
        Assert.Equal([ComposeMerging.Reset, ComposeMerging.Override, ComposeMerging.Reset, ComposeMerging.Merge], root.Entries.Select(entry => entry.Value.Merging));
    }

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3", "c.yml:3:1: The key 'a' is here a second time; the first is at line 1.")]
    [InlineData("a: 1\n---\nb: 2", "c.yml:2:1: A second document begins here")]
    [InlineData("a: *x", "c.yml:1:4: This is no YAML: '*x' names an anchor that does not come before it.")]
    [InlineData("a: &x [*x]", "c.yml:1:8: This is no YAML: '*x' leads into itself.")]
    [InlineData("a: {<<: 5}", "c.yml:1:9: '<<' merges mappings only")]
    [InlineData("a: 1\n{b}: 2", "c.yml:2:1: A key must be a single word or text.")]
    [InlineData("a:\n\tb: 1", "c.yml:2:1: A line is indented with a tab. YAML takes spaces only.")]
    [InlineData("a: 1\nb:\n  c: 1\n\td: 1", "c.yml:4:1: A line is indented with a tab. YAML takes spaces only.")]
    [InlineData("a: [1, 2\nb: 3", "c.yml:1:6: This is no YAML: something is not closed")]
    [InlineData("a: [1", "c.yml:2:1: This is no YAML: ")]
    [InlineData("a: {b: !![str x}", "c.yml:1:6: This is no YAML: after this place a tag")]
    [InlineData("a: !secret x", "c.yml:1:4: The tag '!secret' has no meaning here")]
    public void What_is_wrong_is_told_with_its_place(string yaml, string expected)
    {
        Read(yaml);
        Assert.StartsWith(expected, Assert.Single(_findings).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    public void An_empty_file_has_no_document(string yaml)
    {
        Assert.Null(Read(yaml));
        Assert.Empty(_findings);
    }

    [Theory]
    [InlineData("[", 100_000)]
    [InlineData("- ", 100_000)]
    [InlineData("{a: ", 100_000)]
    public void Depth_is_bounded(string level, int times)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Read(string.Concat(Enumerable.Repeat(level, times)));
        Assert.Contains("levels deep", Assert.Single(_findings).Message, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public void Expansion_is_bounded()
    {
        StringBuilder bomb = new("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 10; level++)
        {
            bomb.Append($"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n");
        }

        Read(bomb.ToString());
        SwarmStackFinding finding = Assert.Single(_findings);
        Assert.Equal("c.yml:6:25", finding.ToString()[..10]);
        Assert.Contains("more than 500000 values", finding.Message, StringComparison.Ordinal);
    }

    // A long file is parsed by a thread of its own.
    [Fact]
    public void A_long_file_is_read_as_a_short_one()
    {
        ComposeMapping read = (ComposeMapping)Read(Long)!;

        Assert.Empty(_findings);
        Assert.Equal(Lines, read.Entries.Count);
        Assert.All(read.Entries.Select((entry, index) => (entry, index)), line => Assert.Equal(
            ($"key{line.index}", $"[{line.index}, 'text']", line.index + 1),
            (line.entry.Key.Text, Text(line.entry.Value), line.entry.Key.At.Line)));
    }

    [Theory]
    [InlineData("key0: [", 1)]
    [InlineData("<<: 5\nlast: ]", Lines + 2)]
    public void What_is_wrong_with_a_long_file_is_told_with_its_place(string wrong, int line)
    {
        Read(line == 1 ? wrong + "\n" + Long : Long + wrong);
        Assert.Equal(line, _findings.Single(finding => finding.Severity == SwarmStackSeverity.Error).Line);
    }

    private const int Lines = 20_000;

    private static string Long => string.Concat(Enumerable.Range(0, Lines).Select(line => $"key{line}: [{line}, \"text\"]\n"));

    private ComposeNode? Read(string yaml) => new Yaml().Read(yaml, "c.yml", _findings, CancellationToken.None);

    private static string Text(ComposeNode? node) => node switch
    {
        ComposeScalar scalar => scalar.IsQuoted ? $"'{scalar.Text}'" : scalar.Text,
        ComposeSequence sequence => $"[{string.Join(", ", sequence.Items.Select(Text))}]",
        ComposeMapping mapping => $"{{{string.Join(", ", mapping.Entries.Select(entry => $"{entry.Key.Text}: {Text(entry.Value)}"))}}}",
        _ => "nothing",
    };
}
