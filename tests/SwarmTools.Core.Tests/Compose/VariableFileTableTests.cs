using System.Linq;
using System.Text;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Compose;

/// <summary>
/// The cases of docker/cli (pkg/kvfile, opts/env) and compose-go (dotenv), in our words: OWN is mine, BLANK is empty, NOBODYS is not there.
/// What dotenv makes of quotes, escapes, variables and remarks, docker/cli does not; its way is ours.
/// </summary>
public class VariableFileTableTests
{
    [Theory]
    [InlineData("color=blue\n    size=xl\n# remark\n\n_under=x\nwith.dots=y\nand_more=two words\n\n   \t ", "color=blue|size=xl|_under=x|with.dots=y|and_more=two words")]
    [InlineData("# remark=\nA=a\nB=\nNOBODYS\nOWN\n", "A=a|B=|OWN=mine")]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    [InlineData("\r\n", "")]
    [InlineData("   \t ", "")]
    [InlineData("#", "")]
    [InlineData("\t # remark", "")]
    [InlineData("\tA=1", "A=1")]
    [InlineData("\u00a0A=1", "A=1")]
    [InlineData("\u000cA=1", "A=1")]
    [InlineData("A=1\n\n\n#x\nB=2", "A=1|B=2")]
    [InlineData("A=1\r\n\r\nB=2\r\n", "A=1|B=2")]
    [InlineData("A=1\rB=2", "A=1\rB=2")]
    [InlineData("A=1\r\rB=2\r\n", "A=1\r\rB=2")]
    [InlineData("A=1\u0085B=2", "A=1\u0085B=2")]
    [InlineData("A=1\u2028B=2", "A=1\u2028B=2")]
    [InlineData("\uFEFF# remark\nA=1", "A=1")]
    [InlineData("\uFEFF\n\uFEFFA=1", "\uFEFFA=1")]
    public void Lines(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("OWN", "OWN=mine")]
    [InlineData("  OWN", "OWN=mine")]
    [InlineData("BLANK", "BLANK=")]
    [InlineData("NOBODYS", "")]
    [InlineData("OWN=", "OWN=")]
    [InlineData("OWN=other", "OWN=other")]
    [InlineData("A=1\nA", "A=1")]
    [InlineData("OWN=1\nOWN", "OWN=1|OWN=mine")]
    [InlineData("A=1\nNOBODYS\nB=2", "A=1|B=2")]
    [InlineData("own", "")]
    [InlineData("OWN#x", "")]
    [InlineData("lol$wut", "")]
    public void Names_alone_are_those_of_this_process(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("_=a")]
    [InlineData("_a1=b")]
    [InlineData("1st=a")]
    [InlineData("123=a")]
    [InlineData("with-dash=a")]
    [InlineData("A:B=1")]
    [InlineData("A+=1")]
    [InlineData("a!b=1")]
    [InlineData("exportA=2")]
    [InlineData("export_A=2")]
    [InlineData("\"A\"=1")]
    [InlineData("\u00e9=1")]
    [InlineData("A\u00a0B=1")]
    [InlineData("A\u3000B=1")]
    public void Names_may_be_of_all_but_blanks(string text) => Assert.Equal(text, Read(text));

    [Theory]
    [InlineData("A=b=c")]
    [InlineData("A=b=")]
    [InlineData("A==")]
    [InlineData("A=1:B")]
    [InlineData("A=a!b")]
    [InlineData("A= b")]
    [InlineData("A=b ")]
    [InlineData("A=\t")]
    [InlineData("A=b\u000b")]
    [InlineData("A=b # no remark")]
    [InlineData("A=#b")]
    [InlineData("A=123#b")]
    [InlineData("A=\"b\"")]
    [InlineData("A='b c'")]
    [InlineData("A=\"it's\"")]
    [InlineData("A=\"\\\"b\\\"\"")]
    [InlineData("A=\"b#c\" # no remark")]
    [InlineData("A=\"open")]
    [InlineData("A='open")]
    [InlineData("A=b\\nc\\td")]
    [InlineData("A=\"\\0123\\x07\\u12e4\"")]
    [InlineData("A=$OWN ${OWN} ${NOBODYS:-d} $$")]
    [InlineData("A=https://example.org/?b=c&d")]
    [InlineData("A=\u00e9")]
    [InlineData("A=\u0000")]
    public void Values_are_what_follows_the_sign(string text) => Assert.Equal(text, Read(text));

    [Theory]
    [InlineData("A=\"b\nc=d\"", "A=\"b|c=d\"")]
    [InlineData("A=b\nA=c", "A=b|A=c")]
    [InlineData("A=b\\\nc=d", "A=b\\|c=d")]
    public void No_value_goes_on_in_the_next_line(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("=", "a.env:1")]
    [InlineData("=blank", "a.env:1")]
    [InlineData(" =blank", "a.env:1")]
    [InlineData("# remark\n\n=blank", "a.env:3")]
    [InlineData("A=1\n    f   =x", "a.env:2")]
    [InlineData("A\t=x", "a.env:1")]
    [InlineData("first line\nsecond", "a.env:1")]
    [InlineData("export A=1", "a.env:1")]
    [InlineData("export OWN", "a.env:1")]
    [InlineData("export\tA=1", "a.env:1")]
    [InlineData("A: 1", "a.env:1")]
    [InlineData("A: b=c", "a.env:1")]
    [InlineData("\"A B\"=1", "a.env:1")]
    public void Names_with_blanks_and_no_names_are_refused(string text, string word) =>
        Refused.With(ErrorId.OptionInvalid, [word, "KEY=VALUE"], () => Read(text));

    [Theory]
    [InlineData(new byte[] { 0x41, 0x3D, 0xE9 })]
    [InlineData(new byte[] { 0xE9, 0x3D, 0x31 })]
    [InlineData(new byte[] { 0x23, 0x20, 0xE9, 0x0A, 0x41, 0x3D, 0x31 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41, 0x00 })]
    public void Other_encodings_are_refused_even_in_remarks(byte[] content) =>
        Refused.With(ErrorId.OptionInvalid, ["'a.env'", "UTF-8"], () => VariableFile.Parse(content, "a.env", _ => null).ToList());

    // Docker's reader stops at 64 KiB.
    [Fact]
    public void A_line_may_be_of_any_length()
    {
        string line = "A=" + new string('a', 100_000);
        Assert.Equal(line, Read(line));
    }

    private static string Read(string text) => string.Join('|', VariableFile.Parse(Encoding.UTF8.GetBytes(text), "a.env", Own).Select(pair => $"{pair.Key}={pair.Value}"));

    private static string? Own(string name) => name switch { "OWN" => "mine", "BLANK" => "", _ => null };
}
