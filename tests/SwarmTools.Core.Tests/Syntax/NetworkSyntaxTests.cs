using System.Collections;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Syntax;

public class NetworkSyntaxTests
{
    [Theory]
    [InlineData("front", "front ")]
    [InlineData(" front ", "front ")]
    [InlineData("name=front", "front ")]
    [InlineData("name=front,alias=web,alias=www", "front web,www")]
    [InlineData("network=front,aliases=web", "front web")]
    public void A_use_is_read(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Fact]
    public void A_hashtable_takes_a_list_of_aliases() =>
        Assert.Equal("front web,www", Shown(new Hashtable { ["Name"] = "front", ["Aliases"] = new[] { "web", "www" } }));

    [Fact]
    public void An_object_brings_its_id() => Assert.Equal("front-swarm-id", NetworkSyntax.Parse(A.Network("front")).Id);

    [Fact]
    public void An_object_of_another_kind_is_refused() =>
        Refused.With(ErrorId.WrongKind, ["'n1'", "SwarmNode", "not a network"], () => NetworkSyntax.Parse(A.Node("n1")));

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("alias=web", "'name' is missing")]
    [InlineData("name=,alias=web", "'name=' has no value")]
    [InlineData("name=front,ip=10.0.0.1", "the option 'ip' is not known")]
    public void A_wrong_use_is_refused(string text, string why) =>
        Refused.With(ErrorId.OptionInvalid, [why, "Accepted are a name"], () => NetworkSyntax.Parse(text));

    private static string Shown(object value)
    {
        NetworkUse use = NetworkSyntax.Parse(value);
        return $"{use.Name} {string.Join(",", use.Aliases)}";
    }
}
