using System;
using System.Linq;
using SwarmTools.Compose;

namespace SwarmTools.Core.Tests.Compose;

/// <summary>The cases of docker/cli (compose/loader, toServicePortConfigs) and go-connections (nat), in our words.</summary>
public class ShortPortTests
{
    [Theory]
    [InlineData("80", "", "0:80/Tcp")]
    [InlineData("8080:80", "", "8080:80/Tcp")]
    [InlineData("8080:80/udp", "", "8080:80/Udp")]
    [InlineData("80/sctp", "", "0:80/Sctp")]
    [InlineData(":80", "", "0:80/Tcp")]
    [InlineData("127.0.0.1:8081:81", "127.0.0.1", "8081:81/Tcp")]
    [InlineData("127.0.0.1::81", "127.0.0.1", "0:81/Tcp")]
    [InlineData("[::1]:8081:81/udp", "::1", "8081:81/Udp")]
    [InlineData("::1:8081:81", "::1", "8081:81/Tcp")]
    [InlineData("3000-3002", "", "0:3000/Tcp 0:3001/Tcp 0:3002/Tcp")]
    [InlineData("9090-9091:8080-8081", "", "9090:8080/Tcp 9091:8081/Tcp")]
    [InlineData("9090-9091:80/udp", "", "9090:80/Udp 9091:80/Udp")]
    public void Ports_are_taken_apart(string text, string address, string expected)
    {
        ShortPort read = ShortPort.Parse(text);
        Assert.Equal((address, expected), (read.Address, string.Join(' ', read.Ports.Select(port => $"{port.PublishedPort}:{port.TargetPort}/{port.Protocol}"))));
    }

    [Theory]
    [InlineData("", "''")]
    [InlineData("web", "'web'")]
    [InlineData("80:web", "'web'")]
    [InlineData("80:90:100", "'80' is not an address")]
    [InlineData("999.1.1.1:80:80", "'999.1.1.1' is not an address")]
    [InlineData("80-82:90-91", "differ in length")]
    [InlineData("82-80:82-80", "'82-80'")]
    [InlineData("80/icmp", "'icmp'")]
    [InlineData("0", "'0'")]
    [InlineData("65536", "'65536'")]
    [InlineData("-1", "'-1'")]
    public void What_is_none_is_refused(string text, string words) =>
        Assert.Contains(words, Assert.Throws<ComposeSyntaxException>(() => ShortPort.Parse(text)).Message, StringComparison.Ordinal);
}
