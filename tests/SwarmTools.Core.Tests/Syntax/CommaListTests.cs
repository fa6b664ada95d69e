using System.Linq;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Syntax;

/// <summary>Without quotes PowerShell makes lists of docker's texts.</summary>
public class CommaListTests
{
    [Theory]
    [InlineData("type=bind|source=/a|target=/b", "type=bind,source=/a,target=/b")]
    [InlineData("type=bind|source=/a|target=/b|readonly", "type=bind,source=/a,target=/b,readonly")]
    [InlineData("source=a|target=/a|source=b|target=/b", "source=a,target=/a|source=b,target=/b")]
    [InlineData("target=/a|volume-opt=type=nfs|volume-opt=o=rw", "target=/a,volume-opt=type=nfs,volume-opt=o=rw")]
    [InlineData("source=a,target=/a|source=b,target=/b", "source=a,target=/a|source=b,target=/b")]
    [InlineData("published=8080|target=80|8081:81", "published=8080,target=80|8081:81")]
    [InlineData("name=front|alias=web|alias=www", "name=front,alias=web,alias=www")]
    [InlineData("db|tls", "db|tls")]
    [InlineData("db|source=tls|target=x", "db|source=tls,target=x")]
    [InlineData("readonly|target=/a", "readonly,target=/a")]
    [InlineData("source=a|target=/a|readonly|source=b|target=/b|ro", "source=a,target=/a,readonly|source=b,target=/b,ro")]
    [InlineData("src=a|dst=/a|source=b|target=/b", "src=a,dst=/a|source=b,target=/b")]
    [InlineData("Source=a|destination=/a|src=b|DST=/b", "Source=a,destination=/a|src=b,DST=/b")]
    [InlineData("target=/a|volumeOpt=type=nfs|volume_opt=o=rw", "target=/a,volumeOpt=type=nfs,volume_opt=o=rw")]
    public void Texts_are_put_together_as_they_were_typed(string texts, string expected) =>
        Assert.Equal(expected, string.Join("|", CommaList.Join(texts.Split('|'), "readonly", "volume-nocopy")!));

    [Fact]
    public void A_word_alone_is_a_name_where_there_are_no_flags() => Assert.Equal(["source=db,target=x", "readonly"], CommaList.Join(["source=db", "target=x", "readonly"])!);

    [Fact]
    public void Objects_are_whole() => Assert.Equal(
        ["80/tcp", "target=81,mode=host"], CommaList.Join([new SwarmPort { TargetPort = 80, Protocol = SwarmPortProtocol.Tcp }, "target=81", "mode=host"])!.Select(item => item.ToString()));

    [Fact]
    public void Nothing_stays_nothing() => Assert.Null(CommaList.Join(null));
}
