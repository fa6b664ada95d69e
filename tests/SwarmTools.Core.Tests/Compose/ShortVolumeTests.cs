using System;
using SwarmTools.Compose.Syntax;

namespace SwarmTools.Core.Tests.Compose;

/// <summary>The cases of docker/cli (internal/volumespec, parser tests), in our words.</summary>
public class ShortVolumeTests
{
    [Theory]
    [InlineData("v", "", "v")]
    [InlineData("/x", "", "/x")]
    [InlineData("/anonymous/volume", "", "/anonymous/volume")]
    [InlineData(@"C:\anonymous\volume", "", @"C:\anonymous\volume")]
    [InlineData(".", "", ".")]
    [InlineData("..", "", "..")]
    [InlineData("/", "", "/")]
    [InlineData("::", "", "::")]
    [InlineData("d:", "", "d:")]
    [InlineData(@"d:\", "", @"d:\")]
    [InlineData(@"..\", "", @"..\")]
    [InlineData(@"d:\a b (c)", "", @"d:\a b (c)")]
    [InlineData("d:/target", "", "d:/target")]
    [InlineData("d:target", "", "d:target")]
    [InlineData("\u754c:/target", "", "\u754c:/target")]
    [InlineData("a\u754c:/target", "a\u754c", "/target")]
    [InlineData("name:target", "name", "target")]
    [InlineData("name:D:", "name", "D:")]
    [InlineData("name:d", "name", "d")]
    [InlineData(@"name:D:\target", "name", @"D:\target")]
    [InlineData("0123456789name:d:", "0123456789name", "d:")]
    [InlineData("MiXeD:d:", "MiXeD", "d:")]
    [InlineData(@"\x:/target", @"\x", "/target")]
    [InlineData("name:/target", "name", "/target")]
    [InlineData("1:/target", "1", "/target")]
    [InlineData("user_name.2-x:/target", "user_name.2-x", "/target")]
    public void A_name_is_a_volume(string text, string source, string target) =>
        Assert.Equal((false, source, target), Taken(text));

    [Theory]
    [InlineData("/source:/target", "/source", "/target")]
    [InlineData("./:/target", "./", "/target")]
    [InlineData("../file:/target", "../file", "/target")]
    [InlineData(".:/target", ".", "/target")]
    [InlineData("~/x:/target", "~/x", "/target")]
    [InlineData("~:/target", "~", "/target")]
    [InlineData("~other/x:/target", "~other/x", "/target")]
    [InlineData(".hidden:/target", ".hidden", "/target")]
    [InlineData("/a/:/b/", "/a/", "/b/")]
    [InlineData("/x/y/z:/a/y/z", "/x/y/z", "/a/y/z")]
    [InlineData("/a:b", "/a", "b")]
    [InlineData("/a:b:", "/a", "b:")]
    [InlineData(@"./x:d:\target", "./x", @"d:\target")]
    [InlineData(@"C:\source:d:", @"C:\source", "d:")]
    [InlineData(@"C:\source\:/target", @"C:\source\", "/target")]
    [InlineData(@"C:\:d:\", @"C:\", @"d:\")]
    [InlineData(@"C:\:..\", @"C:\", @"..\")]
    [InlineData(@"C:\a b:d:\c d", @"C:\a b", @"d:\c d")]
    [InlineData(@"d:\source:rw", @"d:\source", "rw")]
    [InlineData("d:/source:ro", "d:/source", "ro")]
    [InlineData("C:C:c", "C:C", "c")]
    [InlineData(@"C:\source\foo:/target", @"C:\source\foo", "/target")]
    [InlineData(@"C:\source\foo:D:\target", @"C:\source\foo", @"D:\target")]
    [InlineData("c:/source:d:/target", "c:/source", "d:/target")]
    [InlineData(@"\\.\pipe\docker_engine:\\.\pipe\inside", @"\\.\pipe\docker_engine", @"\\.\pipe\inside")]
    [InlineData(@"\\server\share:/target", @"\\server\share", "/target")]
    public void What_looks_like_a_path_is_one_of_the_node(string text, string source, string target) =>
        Assert.Equal((true, source, target), Taken(text));

    [Theory]
    [InlineData("/a:/b:ro", true, false, "", "")]
    [InlineData("/a:/b:rw", false, false, "", "")]
    [InlineData("/a:/b:ro,rw", false, false, "", "")]
    [InlineData("name:/b:nocopy", false, true, "", "")]
    [InlineData("/a:/b:rslave", false, false, "rslave", "")]
    [InlineData("/a:/b:ro,shared", true, false, "shared", "")]
    [InlineData("/a:/b:z,cached,ro", true, false, "", "z cached")]
    [InlineData(@"C:\a:D:\b:ro", true, false, "", "")]
    [InlineData("/a:/b:c", false, false, "", "c")]
    [InlineData("/a:/b:rw,ro", true, false, "", "")]
    [InlineData("/a:/b:nocopy", false, true, "", "")]
    [InlineData("name:/b:nocopy,ro", true, true, "", "")]
    [InlineData("name:/b:nocopy,rslave", false, true, "rslave", "")]
    [InlineData("/a:/b:private", false, false, "private", "")]
    [InlineData("/a:/b:rprivate", false, false, "rprivate", "")]
    [InlineData("/a:/b:rshared", false, false, "rshared", "")]
    [InlineData("/a:/b:slave", false, false, "slave", "")]
    [InlineData("/a:/b:shared,private", false, false, "private", "")]
    [InlineData("name:/b:bogus", false, false, "", "bogus")]
    [InlineData("/a:/b:RO", false, false, "", "RO")]
    [InlineData("/a:/b: ro", false, false, "", " ro")]
    [InlineData("/a:/b:ro,Z", true, false, "", "Z")]
    [InlineData("name:D::ro", true, false, "", "")]
    [InlineData("name:D::rW", false, false, "", "rW")]
    [InlineData("name:/b:d", false, false, "", "d")]
    [InlineData(@"C:\a:D:\b:ro,rprivate", true, false, "rprivate", "")]
    [InlineData(@"C:\a:D:\b:xyz", false, false, "", "xyz")]
    public void Options_come_last(string text, bool readOnly, bool notCopied, string propagation, string unknown)
    {
        ShortVolume volume = ShortVolume.Parse(text);
        Assert.Equal((readOnly, notCopied, propagation, unknown), (volume.IsReadOnly, volume.IsNotCopied, volume.Propagation, string.Join(' ', volume.UnknownOptions)));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("/a:/b:ro:x", "too many colons")]
    [InlineData("/a::ro", "nothing between two colons")]
    [InlineData(":/a", "nothing between two colons")]
    [InlineData("/a:/b:", "nothing after its last colon")]
    [InlineData("/a::rw", "nothing between two colons")]
    [InlineData(":/a:ro", "nothing between two colons")]
    [InlineData(@":C:\a:d:", "nothing between two colons")]
    [InlineData(":::", "nothing between two colons")]
    [InlineData("/a:", "nothing after its last colon")]
    [InlineData("name:", "nothing after its last colon")]
    [InlineData("/a:/b:ro:", "nothing after its last colon")]
    [InlineData(@"C:\a:D:\b:ro:x y", "too many colons")]
    public void What_is_none_is_refused(string text, string words) =>
        Assert.Contains(words, Assert.Throws<ComposeSyntaxException>(() => ShortVolume.Parse(text)).Message, StringComparison.Ordinal);

    private static (bool, string, string) Taken(string text)
    {
        ShortVolume volume = ShortVolume.Parse(text);
        return (volume.IsBind, volume.Source, volume.Target);
    }
}
