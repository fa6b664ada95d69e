using System;
using System.Linq;
using System.Text;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Syntax;

public class VariableFileTests
{
    [Theory]
    [InlineData("A=1\nB=2", "A=1|B=2")]
    [InlineData("A=1\r\nB=2\r\n", "A=1|B=2")]
    [InlineData("\uFEFFA=1", "A=1")]
    [InlineData("# no\n\n   A=1\n  # no", "A=1")]
    [InlineData("A= b # c \"d\"", "A= b # c \"d\"")]
    [InlineData("A=x=y", "A=x=y")]
    [InlineData("A=", "A=")]
    [InlineData("OWN\nNOBODYS", "OWN=mine")]
    [InlineData("A=1\nA=2", "A=1|A=2")]
    [InlineData("", "")]
    public void Lines_are_read_as_docker_reads_them(string text, string expected) => Assert.Equal(
        expected, string.Join('|', VariableFile.Parse(Encoding.UTF8.GetBytes(text), "a.env", name => name == "OWN" ? "mine" : null).Select(pair => $"{pair.Key}={pair.Value}")));

    [Theory]
    [InlineData("A=1\n=2", "a.env:2")]
    [InlineData("A B=1", "a.env:1")]
    [InlineData("\nexport A=1", "a.env:2")]
    [InlineData("=1\nA=1\nB C=1\n=2", "a.env:1: This line and 3, 4 begin")]
    public void A_line_that_names_no_variable_is_refused_with_its_number(string text, string word) =>
        Refused.With(ErrorId.OptionInvalid, [word, "KEY=VALUE"], () => VariableFile.Parse(Encoding.UTF8.GetBytes(text), "a.env", _ => null).ToList());

    [Theory]
    [InlineData("hunter2")]
    [InlineData("PASSWORD: hunter2")]
    [InlineData("hunter2 =x")]
    public void A_line_that_may_be_a_password_is_not_told(string text)
    {
        SwarmException? failure = Record.Exception(() => VariableFile.Parse(Encoding.UTF8.GetBytes(text + " "), "a.env", _ => null).ToList()) as SwarmException;
        Assert.DoesNotContain("hunter2", failure?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_another_encoding_is_refused() =>
        Refused.With(ErrorId.OptionInvalid, ["'a.env'", "UTF-8"], () => VariableFile.Parse([0x41, 0x3D, 0xE9], "a.env", _ => null).ToList());
}
