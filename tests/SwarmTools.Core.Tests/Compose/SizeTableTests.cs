using System.Collections.Generic;
using SwarmTools.Compose.Nodes;
using SwarmTools.Compose.Shapes;

namespace SwarmTools.Core.Tests.Compose;

/// <summary>The cases of go-units (RAMInBytes) and compose-go (UnitBytes), in our words; the outcomes are those of docker stack config 28.2.2.</summary>
public class SizeTableTests
{
    private readonly List<SwarmStackFinding> _findings = [];

    [Theory]
    [InlineData("48", "48")]
    [InlineData("48b", "48")]
    [InlineData("48B", "48")]
    [InlineData("48k", "49152")]
    [InlineData("48K", "49152")]
    [InlineData("48kb", "49152")]
    [InlineData("48Kb", "49152")]
    [InlineData("48kib", "49152")]
    [InlineData("48KiB", "49152")]
    [InlineData("48KIB", "49152")]
    [InlineData("48Mb", "50331648")]
    [InlineData("48Gb", "51539607552")]
    [InlineData("48Tb", "52776558133248")]
    [InlineData("48Pb", "54043195528445952")]
    [InlineData("48PB", "54043195528445952")]
    [InlineData("48p", "54043195528445952")]
    [InlineData("655360", "655360")]
    [InlineData("00048", "48")]
    public void Units_are_binary_and_of_any_case(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("48.7", "48")]
    [InlineData("48.5 B", "48")]
    [InlineData("48.3 mb", "50646220")]
    [InlineData("0.7MB", "734003")]
    [InlineData(".7kB", "716")]
    [InlineData("1.7g", "1825361100")]
    [InlineData("1.333333333g", "1431655764")]
    [InlineData("2.7t", "2968681394995")]
    [InlineData("0.0001k", "0")]
    public void What_is_left_of_a_byte_is_cut_off(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0b", "0")]
    [InlineData("0 B", "0")]
    [InlineData("0.", "0")]
    [InlineData("0. ", "0")]
    [InlineData("0.b", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0 b", "0")]
    [InlineData("48.", "48")]
    [InlineData("48.k", "49152")]
    [InlineData("48. k", "49152")]
    [InlineData("48 ", "48")]
    [InlineData("48 KiB", "49152")]
    [InlineData("+48k", "49152")]
    [InlineData("1e3", "1000")]
    [InlineData("1E3", "1000")]
    [InlineData("1e3k", "1024000")]
    [InlineData("25e-1 k", "2560")]
    public void Numbers_are_written_as_Go_reads_them(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("8191p", "9222246136947933184")]
    [InlineData("8388607t", "9223370937343148032")]
    [InlineData("1e18", "1000000000000000000")]
    [InlineData("9223372036854774784", "9223372036854774784")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    public void Sizes_are_as_large_as_engines_can_hold(string text, string expected) => Assert.Equal(expected, Read(text));

    // Docker takes one space alone, and that before the unit.
    [Theory]
    [InlineData(" 48 ", "48")]
    [InlineData("48k ", "49152")]
    [InlineData("48  k", "49152")]
    public void Spaces_do_no_harm(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("1024", "1024")]
    [InlineData("1_000", "1000")]
    [InlineData("0x400", "1024")]
    [InlineData("010", "8")]
    [InlineData("1e3", "1000")]
    [InlineData("512m", "536870912")]
    public void A_number_is_one_of_bytes(string text, string expected) => Assert.Equal(expected, Read(text, isQuoted: false));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("lots")]
    [InlineData(".")]
    [InlineData(". ")]
    [InlineData(".k")]
    [InlineData("k")]
    [InlineData("-48")]
    [InlineData("-48b")]
    [InlineData("-48 k")]
    [InlineData("-1")]
    [InlineData("48b.")]
    [InlineData("48 k.")]
    [InlineData("48 bb")]
    [InlineData("48 b b")]
    [InlineData("48m b")]
    [InlineData("48bm")]
    [InlineData("48mi")]
    [InlineData("48ib")]
    [InlineData("48i")]
    [InlineData("48kbb")]
    [InlineData("48kibi")]
    [InlineData("48e")]
    [InlineData("48z")]
    [InlineData("48%")]
    [InlineData("1k1k")]
    [InlineData("1.2.3k")]
    [InlineData("1,5m")]
    [InlineData("0x10")]
    [InlineData("inf")]
    [InlineData("nan")]
    [InlineData("\u0663")]
    [InlineData("8192p")]
    [InlineData("9223372036854775808")]
    [InlineData("1e19")]
    [InlineData("1e400")]
    public void What_is_none_is_refused(string text)
    {
        Assert.Null(Read(text));
        Assert.Equal($"A size such as 512m is expected here, not '{text}'.", Assert.Single(_findings).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("-1")]
    [InlineData(".inf")]
    public void What_looks_like_something_else_is_refused(string text) => Assert.Null(Read(text, isQuoted: false));

    [Fact]
    public void Sizes_of_tmpfs_are_numbers() =>
        Assert.Equal(new ComposeScalar("67108864", IsQuoted: false, default), ScalarShape.Bytes.Read(new ComposeScalar("64m", IsQuoted: true, default), "a", new(_findings)));

    private string? Read(string text, bool isQuoted = true) =>
        (ScalarShape.Size.Read(new ComposeScalar(text, isQuoted, default), "a", new(_findings)) as ComposeScalar)?.Text;
}
