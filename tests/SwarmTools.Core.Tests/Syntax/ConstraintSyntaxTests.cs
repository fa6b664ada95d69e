using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Syntax;

/// <summary>The rules of swarmkit, manager/constraint/constraint.go.</summary>
public class ConstraintSyntaxTests
{
    [Theory]
    [InlineData("node.id==abc")]
    [InlineData("node.hostname!=n1")]
    [InlineData("node.role == manager")]
    [InlineData("Node.Role==manager")]
    [InlineData("node.ip==10.0.0.0/8")]
    [InlineData("node.ip!=2001:db8::2")]
    [InlineData("node.platform.os==linux")]
    [InlineData("node.platform.arch==x86_64")]
    [InlineData("node.labels.zone==east 1")]
    [InlineData("node.labels.com.example.disk-type_1==ssd")]
    [InlineData("engine.labels.gpu!=none")]
    public void A_constraint_is_taken(string text) => Assert.Equal(text, ConstraintSyntax.Parse(text));

    [Fact]
    public void White_space_around_it_is_dropped() => Assert.Equal("node.role==worker", ConstraintSyntax.Parse(" node.role==worker\n"));

    [Theory]
    [InlineData("", "it is not KEY==VALUE")]
    [InlineData("node.role", "it is not KEY==VALUE")]
    [InlineData("node.role=manager", "it is not KEY==VALUE")]
    [InlineData("node.role==", "it is not KEY==VALUE")]
    [InlineData("==manager", "it is not KEY==VALUE")]
    [InlineData("node.role>=manager", "it is not KEY==VALUE")]
    [InlineData("node.labels.a/b==c", "it is not KEY==VALUE")]
    [InlineData("node.labels.gr\u00f6\u00dfe==c", "it is not KEY==VALUE")]
    [InlineData("node.labels.a==b,c", "'b,c' is not a value")]
    [InlineData("node.labels.a==\u00fc", "'\u00fc' is not a value")]
    [InlineData("node.labels.a!=b==c", "'b==c' is not a value")]
    [InlineData("node.zone==east", "no node has a 'node.zone'")]
    [InlineData("node.labels.==east", "no node has a 'node.labels.'")]
    [InlineData("engine.labels.==east", "no node has a 'engine.labels.'")]
    [InlineData("labels.zone==east", "no node has a 'labels.zone'")]
    public void Another_is_refused(string text, string why) =>
        Refused.With(ErrorId.ConstraintInvalid, [$"'{text}'", why, "Keys are node.id", "operators are == and !="], () => ConstraintSyntax.Parse(text));
}
