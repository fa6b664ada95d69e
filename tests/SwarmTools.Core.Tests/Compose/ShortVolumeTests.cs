using System;
using SwarmTools.Compose;

namespace SwarmTools.Core.Tests.Compose;

/// <summary>The cases of docker/cli (internal/volumespec, parser tests), in our words.</summary>
public class ShortVolumeTests
{
    [Theory]
    [InlineData("v", "", "v")]
    [InlineData("/x", "", "/x")]
    [InlineData("/anonymous/volume", "", "/anonymous/volume")]
    [InlineData(@"C:\anonymous\volume", "", @"C:\anonymous\volume")]
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
    public void What_is_none_is_refused(string text, string words) =>
        Assert.Contains(words, Assert.Throws<ComposeSyntaxException>(() => ShortVolume.Parse(text)).Message, StringComparison.Ordinal);

    private static (bool, string, string) Taken(string text)
    {
        ShortVolume volume = ShortVolume.Parse(text);
        return (volume.IsBind, volume.Source, volume.Target);
    }
}
