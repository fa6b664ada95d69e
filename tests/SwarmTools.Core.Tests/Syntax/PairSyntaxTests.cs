using System.Collections;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Linq;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Syntax;

public class PairSyntaxTests
{
    [Fact]
    public void Texts_are_split_at_the_first_equals_sign() =>
        Assert.Equal("a=1, b=x=y, c=, d=", Shown("a=1", "b=x=y", "c=", "d"));

    [Fact]
    public void A_variable_needs_a_value()
    {
        Assert.Equal("", PairSyntax.ParseVariables(new[] { "A=" }, "-Environment")["A"]);
        Refused.With(ErrorId.OptionInvalid, ["-Environment", "'HTTP_PROXY'", "$env:HTTP_PROXY"], () => PairSyntax.ParseVariables(new[] { "HTTP_PROXY" }, "-Environment"));
    }

    [Fact]
    public void A_plain_hashtable_is_sorted_so_that_every_process_writes_the_same() =>
        Assert.Equal("B=2, a=1, c=3", Shown(new Hashtable { ["c"] = 3, ["a"] = 1, ["B"] = 2 }));

    [Fact]
    public void An_ordered_hashtable_keeps_its_order() =>
        Assert.Equal("c=3, a=1", Shown(new OrderedDictionary { ["c"] = 3, ["a"] = 1 }));

    [Fact]
    public void Values_are_written_without_culture() =>
        Assert.Equal("a=true, b=, c=1.5, d=false", Shown(new OrderedDictionary { ["a"] = true, ["b"] = null, ["c"] = 1.5, ["d"] = false }));

    [Fact]
    public void The_last_of_equal_keys_wins_and_keys_have_case() =>
        Assert.Equal("a=2, A=3", Shown("a=1", new Hashtable { ["a"] = 2 }, "A=3"));

    [Fact]
    public void Nothing_gives_no_pairs() => Assert.Empty(PairSyntax.Parse(new List<object>(), "-Label"));

    [Fact]
    public void Pairs_cannot_be_changed() =>
        Assert.True(((IDictionary<string, string>)PairSyntax.Parse(new[] { "a=1" }, "-Label")).IsReadOnly);

    [Theory]
    [InlineData("")]
    [InlineData("=1")]
    [InlineData(null)]
    public void An_entry_without_a_key_is_refused(string? text) => Refused.With(
        ErrorId.OptionInvalid, ["-Label", "without a key", "KEY=VALUE"], () => PairSyntax.Parse(new[] { text }, "-Label"));

    private static string Shown(params object[] values) =>
        string.Join(", ", PairSyntax.Parse(values, "-Label").Select(pair => $"{pair.Key}={pair.Value}"));
}
