using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Compose.Syntax;

namespace SwarmTools.Core.Tests.Compose;

/// <summary>The cases of docker/cli (template_test.go) and compose-go (template_test.go), in our words: FOO is first, BAR is empty, UNSET is not there.</summary>
public class SubstitutionTests
{
    private static readonly Dictionary<string, string> s_variables = new() { ["FOO"] = "first", ["BAR"] = "", ["_x1"] = "low", ["json"] = "{}" };

    private readonly List<string> _unset = [];

    [Theory]
    [InlineData("", "")]
    [InlineData("no variables", "no variables")]
    [InlineData("$FOO", "first")]
    [InlineData("${FOO}", "first")]
    [InlineData("a$FOO-b${FOO}c", "afirst-bfirstc")]
    [InlineData("$_x1.$FOO/", "low.first/")]
    [InlineData("${_x1}${FOO}", "lowfirst")]
    [InlineData("$$", "$")]
    [InlineData("$$FOO", "$FOO")]
    [InlineData("$${FOO}", "${FOO}")]
    [InlineData("$$$FOO", "$first")]
    [InlineData("$$$$", "$$")]
    [InlineData("ok ${FOO-x}", "ok first")]
    [InlineData("ok ${BAR-x}", "ok ")]
    [InlineData("ok ${UNSET-x}", "ok x")]
    [InlineData("ok ${FOO:-x}", "ok first")]
    [InlineData("ok ${BAR:-x}", "ok x")]
    [InlineData("ok ${UNSET:-x}", "ok x")]
    [InlineData("ok ${UNSET:-}", "ok ")]
    [InlineData("ok ${UNSET-}", "ok ")]
    [InlineData("ok ${UNSET:-/non:-alphanumeric}", "ok /non:-alphanumeric")]
    [InlineData("ok ${UNSET:--5}", "ok -5")]
    [InlineData("ok ${UNSET-?}", "ok ?")]
    [InlineData("ok ${FOO:?missing}", "ok first")]
    [InlineData("ok ${BAR?missing}", "ok ")]
    [InlineData("ok ${FOO+there}", "ok there")]
    [InlineData("ok ${BAR+there}", "ok there")]
    [InlineData("ok ${BAR:+there}", "ok ")]
    [InlineData("ok ${UNSET+there}", "ok ")]
    [InlineData("ok ${UNSET:-${FOO}}", "ok first")]
    [InlineData("ok ${UNSET:-${BAR:-${FOO}-x}}", "ok first-x")]
    [InlineData("ok ${UNSET:-a${FOO}b$$}", "ok afirstb$")]
    [InlineData("ok ${FOO:+${BAR:-empty} and ${FOO}}", "ok empty and first")]
    [InlineData("ok ${UNSET:-{x}}", "ok {x}")]
    [InlineData("ok $json}", "ok {}}")]
    [InlineData("ok ${json:-{\"a\":1}}", "ok {}}")]
    [InlineData("ok ${UNSET:-{\"a\":1}}", "ok {\"a\":1}")]
    [InlineData("$FOO-bar", "first-bar")]
    [InlineData("$FOO:-bar $FOO?", "first:-bar first?")]
    [InlineData("{$FOO}", "{first}")]
    [InlineData("\\$FOO `${FOO}` %FOO% {{.Node.ID}}", "\\first `first` %FOO% {{.Node.ID}}")]
    [InlineData("$FOO$FOO.$BAR/${FOO}1", "firstfirst./first1")]
    [InlineData("$$$$FOO", "$$FOO")]
    [InlineData("$${FOO:-x}", "${FOO:-x}")]
    [InlineData("ok ${FOO+$FOO ${FOO:+second}}", "ok first second")]
    [InlineData("ok ${BAR+$FOO ${FOO:+second}}", "ok first second")]
    [InlineData("ok ${FOO:+there}", "ok there")]
    [InlineData("ok ${UNSET:+there}", "ok ")]
    [InlineData("ok ${UNSET-$FOO ${FOO}}", "ok first first")]
    [InlineData("ok ${BAR:-$FOO}", "ok first")]
    [InlineData("ok ${FOO?missing}", "ok first")]
    [InlineData("ok ${FOO:?}", "ok first")]
    [InlineData("ok ${UNSET:-a b}", "ok a b")]
    [InlineData("ok ${UNSET:-  }", "ok   ")]
    [InlineData("ok ${UNSET:-\u00e4}", "ok \u00e4")]
    [InlineData("ok ${UNSET:-a\nb}", "ok a\nb")]
    [InlineData("${UNSET:-redis}.${FOO:?}", "redis.first")]
    [InlineData("${UNSET:-cost $5}", "cost $5")]
    [InlineData("${FOO:-cost $5}", "first")]
    [InlineData("${UNSET:-x $}", "x $")]
    [InlineData("${UNSET:-x ${}}", "x ${}")]
    [InlineData("${UNSET:-x ${ y}", "x ${ y")]
    [InlineData("${UNSET:-${FOO!x}}", "${FOO!x}")]
    [InlineData("${FOO:+$5 of $FOO}", "$5 of first")]
    [InlineData("${UNSET-$%}${FOO}", "$%first")]
    public void Variables_are_replaced(string text, string expected)
    {
        Assert.Equal(expected, Apply(text));
        Assert.Empty(_unset);
    }

    [Theory]
    [InlineData("-ok ${BAR:-x}", "-ok x")]
    [InlineData("+ok ${UNSET:-${BAR-x}}", "+ok ")]
    [InlineData(":-ok ${UNSET-x}", ":-ok x")]
    [InlineData(":?ok ${BAR-x}", ":?ok ")]
    [InlineData(":+ok ${BAR:-x}", ":+ok x")]
    [InlineData("?ok ${FOO:-x}", "?ok first")]
    public void The_text_around_has_no_part_in_it(string text, string expected) => Assert.Equal(expected, Apply(text));

    [Theory]
    [InlineData("${UNSET-a?b}", "a?b")]
    [InlineData("${UNSET-a:-b}", "a:-b")]
    [InlineData("${UNSET-a+b?c}", "a+b?c")]
    [InlineData("${UNSET:-a:?b}", "a:?b")]
    [InlineData("${FOO-a:-b}", "first")]
    [InlineData("${FOO?a-b}", "first")]
    [InlineData("${FOO?a:-b}", "first")]
    [InlineData("${FOO:?a-b}", "first")]
    [InlineData("${FOO+a-b?c}", "a-b?c")]
    [InlineData("${FOO:+a:?b:-c}", "a:?b:-c")]
    public void The_first_sign_counts(string text, string expected) => Assert.Equal(expected, Apply(text));

    [Theory]
    [InlineData("${UNSET:+${UNSET},}x", "x")]
    [InlineData("${FOO:-$UNSET}", "first")]
    [InlineData("${FOO?${UNSET}}", "first")]
    [InlineData("${FOO+there}${BAR+$BAR}", "there")]
    public void What_is_not_needed_is_not_missed(string text, string expected)
    {
        Assert.Equal(expected, Apply(text));
        Assert.Empty(_unset);
    }

    [Theory]
    [InlineData("$UNSET x ${UNSET}", " x ", "UNSET UNSET")]
    [InlineData("${UNSET:-$OTHER}", "", "OTHER")]
    [InlineData("${BAR}", "", "")]
    [InlineData("a ${BAR} b $BAR", "a  b ", "")]
    [InlineData("$foo ${Foo}", " ", "foo Foo")]
    [InlineData("$FOO1", "", "FOO1")]
    [InlineData("$_", "", "_")]
    [InlineData("${UNSET:-${OTHER}}", "", "OTHER")]
    [InlineData("${FOO:+$OTHER}", "", "OTHER")]
    public void What_is_not_set_is_nothing_and_is_told(string text, string expected, string unset)
    {
        Assert.Equal(expected, Apply(text));
        Assert.Equal(unset, string.Join(' ', _unset));
    }

    [Theory]
    [InlineData("$")]
    [InlineData("a $ b")]
    [InlineData("$1")]
    [InlineData("$}")]
    [InlineData("$$$")]
    [InlineData("$(FOO)")]
    [InlineData("$ FOO")]
    [InlineData("$-FOO")]
    [InlineData("^a$")]
    [InlineData("${")]
    [InlineData("${}")]
    [InlineData("${ }")]
    [InlineData("${ FOO}")]
    [InlineData("${FOO }")]
    [InlineData("${1}")]
    [InlineData("${FOO!}")]
    [InlineData("${FOO:}")]
    [InlineData("${FOO:=x}")]
    [InlineData("${$FOO}")]
    [InlineData("${FOO")]
    [InlineData("${UNSET:-${FOO}")]
    [InlineData("$\u00e4")]
    public void What_begins_no_variable_is_refused_with_the_remedy(string text)
    {
        string message = Assert.Throws<ComposeSyntaxException>(() => Apply(text)).Message;
        Assert.Contains("$$", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("${UNSET?}", "The variable 'UNSET' is not set, and has to be.")]
    [InlineData("${UNSET:?}", "The variable 'UNSET' is not set, or empty, and has to be.")]
    [InlineData("${BAR:?}", "The variable 'BAR' is not set, or empty, and has to be.")]
    [InlineData("${UNSET:?give a tag}", "The variable 'UNSET' is not set, or empty: give a tag.")]
    [InlineData("${UNSET?not ${FOO}}", "The variable 'UNSET' is not set: not first.")]
    [InlineData("${UNSET?set-it}", "The variable 'UNSET' is not set: set-it.")]
    [InlineData("${UNSET?give a tag}", "The variable 'UNSET' is not set: give a tag.")]
    [InlineData("${BAR:?give a tag}", "The variable 'BAR' is not set, or empty: give a tag.")]
    [InlineData("${BAR:?not ${FOO}}", "The variable 'BAR' is not set, or empty: not first.")]
    public void What_must_be_set_is_missed_in_the_files_own_words(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<ComposeSyntaxException>(() => Apply(text)).Message);

    [Fact]
    public void Nesting_is_bounded() => Assert.All(
        new[] { "${UNSET:-", "${FOO!" }, open => Assert.Throws<ComposeSyntaxException>(() => Apply("${UNSET:-" + string.Concat(Enumerable.Repeat(open, 100_000)) + new string('}', 100_001))));

    private string Apply(string text) => new Substitution(name => s_variables.GetValueOrDefault(name), _unset.Add).Apply(text);
}
