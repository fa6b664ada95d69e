using System.Collections;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Syntax;

public class FileReferenceSyntaxTests
{
    [Theory]
    [InlineData("db", "db  0:0 444")]
    [InlineData(" db ", "db  0:0 444")]
    [InlineData("source=db", "db  0:0 444")]
    [InlineData("src=db,target=/run/db,uid=33,gid=34,mode=0400", "db /run/db 33:34 400")]
    [InlineData("source=db,dst=pass,mode=600", "db pass 0:0 600")]
    [InlineData("Source=db,MODE=7777", "db  0:0 7777")]
    public void A_use_is_read(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Fact]
    public void A_hashtable_has_the_same_keys() => Assert.Equal(
        "db pass 33:0 440", Shown(new Hashtable { ["source"] = "db", ["target"] = "pass", ["uid"] = 33, ["mode"] = 0440.ToString(System.Globalization.CultureInfo.InvariantCulture) }));

    [Fact]
    public void An_object_brings_its_id()
    {
        Assert.Equal(("db", "db-id"), Ids(A.Secret("db")));
        Assert.Equal(("nginx", "nginx-id"), Ids(A.Config("nginx")));
    }

    [Fact]
    public void An_object_of_another_kind_is_refused() =>
        Refused.With(ErrorId.WrongKind, ["'web'", "SwarmService"], () => FileReferenceSyntax.Parse(A.Service("web")));

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("  ", "is empty")]
    [InlineData("target=/x", "'source' is missing")]
    [InlineData("db,target=/x", "'source' is missing")]
    [InlineData("source=", "'source=' has no value")]
    [InlineData("source=db,mode=0888", "'0888' is not an octal file mode")]
    [InlineData("source=db,mode=rw", "'rw' is not an octal file mode")]
    [InlineData("source=db,mode=-1", "'-1' is not an octal file mode")]
    [InlineData("source=db,mode=", "'mode=' has no value")]
    [InlineData("source=db,mode=10000", "'10000' is not an octal file mode")]
    [InlineData("source=db,mode=37777777777", "'37777777777' is not an octal file mode")]
    [InlineData("source=db,owner=me", "the option 'owner' is not known")]
    public void A_wrong_use_is_refused(string text, string why) =>
        Refused.With(ErrorId.OptionInvalid, [why, "Accepted are a name"], () => FileReferenceSyntax.Parse(text));

    private static string Shown(object value)
    {
        FileReference use = FileReferenceSyntax.Parse(value);
        return $"{use.Source} {use.Target} {use.Uid}:{use.Gid} {System.Convert.ToString(use.Mode, 8)}";
    }

    private static (string Name, string Id) Ids(object value)
    {
        FileReference use = FileReferenceSyntax.Parse(value);
        return (use.Source, use.SourceId);
    }
}
