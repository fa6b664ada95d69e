using System;
using System.Linq;
using SwarmTools.Text;

namespace SwarmTools.Core.Tests.Text;

public class ConsoleTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain text: a::b, fe80::1", "plain text: a::b, fe80::1")]
    [InlineData("\u00e4\u00f6\u00fc \u4f60\u597d \U0001F433", "\u00e4\u00f6\u00fc \u4f60\u597d \U0001F433")]
    [InlineData("\u001b[31mred\u001b[0m", "\u241b[31mred\u241b[0m")]
    [InlineData("\u001b]0;title\u0007", "\u241b]0;title\u2407")]
    [InlineData("a\u202egpj.exe\u2066\u200f\u2028b", "a\ufffdgpj.exe\ufffd\ufffd\ufffdb")]
    [InlineData("a\tb", "a b")]
    [InlineData("a\r\nb\0", "a\u240d\u240ab\u2400")]
    [InlineData("a\u007fb\b", "a\u2421b\u2408")]
    [InlineData("\u009b31m\u0085\u0090", "\ufffd31m\ufffd\ufffd")]
    public void Control_characters_become_pictures(string text, string expected) => Assert.Equal(expected, ConsoleText.Neutralise(text));

    [Theory]
    [InlineData("##vso[task.setvariable variable=x]y", "## vso[task.setvariable variable=x]y")]
    [InlineData("before ##vso[task.complete]", "before ## vso[task.complete]")]
    [InlineData("##VSO[task.complete]", "## VSO[task.complete]")]
    [InlineData("####vso[task.complete]", "#### vso[task.complete]")]
    [InlineData("##[error]no", "## [error]no")]
    [InlineData("##[##vso[x", "## [## vso[x")]
    [InlineData("##\u200bvso[x", "##\u200bvso[x")]
    [InlineData("::error::no", ": :error::no")]
    [InlineData("::", ": :")]
    [InlineData("  ::set-output name=a::b", "  : :set-output name=a::b")]
    [InlineData("\t::add-mask::x", " : :add-mask::x")]
    [InlineData("\u00a0::error::x", "\u00a0: :error::x")]
    [InlineData(":::error::x", ": ::error::x")]
    public void Commands_to_a_build_are_broken(string text, string expected) => Assert.Equal(expected, ConsoleText.Neutralise(text));

    [Fact]
    public void No_control_character_survives()
    {
        string all = string.Concat(Enumerable.Range(0, 0x300).Select(code => (char)code));
        Assert.DoesNotContain(ConsoleText.Neutralise(all), char.IsControl);
    }

    // The runner of GitHub reads a line without its leading white space; that of Azure looks anywhere in it.
    [Theory]
    [InlineData("::error::x")]
    [InlineData(" ::error::x")]
    [InlineData("\n::error::x")]
    [InlineData("\u2003\t::error::x")]
    public void No_runner_takes_the_result_for_a_command(string text)
    {
        string safe = ConsoleText.Neutralise(text);
        Assert.False(safe.TrimStart().StartsWith("::", StringComparison.Ordinal));
    }
}
