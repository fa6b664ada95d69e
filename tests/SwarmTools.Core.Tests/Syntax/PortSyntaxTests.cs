using System.Collections;
using System.Linq;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Syntax;

public class PortSyntaxTests
{
    [Theory]
    [InlineData("80", "80/tcp Ingress")]
    [InlineData(" 8080:80 ", "8080:80/tcp Ingress")]
    [InlineData("8080:80/udp", "8080:80/udp Ingress")]
    [InlineData("8080:80/TCP", "8080:80/tcp Ingress")]
    [InlineData("132/sctp", "132/sctp Ingress")]
    [InlineData(":80", "80/tcp Ingress")]
    [InlineData("80-82", "80/tcp Ingress, 81/tcp Ingress, 82/tcp Ingress")]
    [InlineData("8000-8001:80-81/udp", "8000:80/udp Ingress, 8001:81/udp Ingress")]
    [InlineData("8000-8001:80", "8000:80/tcp Ingress, 8001:80/tcp Ingress")]
    [InlineData("65535:1", "65535:1/tcp Ingress")]
    [InlineData("8080:80/", "8080:80/tcp Ingress")]
    [InlineData("0:80", "80/tcp Ingress")]
    public void Short_form_is_read(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Theory]
    [InlineData("target=80", "80/tcp Ingress")]
    [InlineData("published=8080,target=80", "8080:80/tcp Ingress")]
    [InlineData("published=8080,target=80,protocol=udp,mode=host", "8080:80/udp Host")]
    [InlineData("mode=HOST,Target=80,PublishedPort=0", "80/tcp Host")]
    [InlineData("\"target=80\",mode=ingress", "80/tcp Ingress")]
    public void Long_form_is_read(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Fact]
    public void A_number_is_a_target() => Assert.Equal("443/tcp Ingress", Shown(443));

    [Fact]
    public void A_hashtable_is_the_long_form() => Assert.Equal(
        "8080:80/tcp Host", Shown(new Hashtable { ["Published"] = 8080, ["Target"] = 80, ["Mode"] = "host" }));

    [Fact]
    public void A_port_object_passes_as_it_is()
    {
        SwarmPort port = new() { TargetPort = 80 };
        Assert.Same(port, Assert.Single(PortSyntax.Parse(port)));
    }

    [Theory]
    [InlineData("", "''")]
    [InlineData("http", "'http' is not a port")]
    [InlineData("0", "'0' is not a port")]
    [InlineData("65536", "'65536' is not a port")]
    [InlineData("-1", "not a port")]
    [InlineData("+80", "'+80' is not a port")]
    [InlineData("80/icmp", "'icmp' is not a protocol")]
    [InlineData("80/unknown", "'unknown' is not a protocol")]
    [InlineData("80/tcp/udp", "not a protocol")]
    [InlineData("127.0.0.1:8080:80", "not on one")]
    [InlineData("[::1]:8080:80", "not on one")]
    [InlineData("8000-8002:80-81", "differ in length")]
    [InlineData("82-80", "'82-80' is not a range of ports")]
    [InlineData("80-81-82", "not a range of ports")]
    [InlineData("published=8080", "'target' is missing")]
    [InlineData("target=0", "'0' is not a number from 1 to 65535 (target)")]
    [InlineData("target=80,published=70000", "'70000' is not a number from 0 to 65535 (published)")]
    [InlineData("target=80,protocol=icmp", "'icmp' is not one of tcp, udp, sctp")]
    [InlineData("target=80,mode=nat", "'nat' is not one of ingress, host")]
    [InlineData("target=80,host=1", "the option 'host' is not known")]
    public void A_wrong_port_is_refused(string text, string why) =>
        Refused.With(ErrorId.PortSyntaxInvalid, [$"'{text}'", why, "Accepted are"], () => PortSyntax.Parse(text));

    private static string Shown(object value) =>
        string.Join(", ", PortSyntax.Parse(value).Select(port => $"{port} {port.PublishMode}"));
}
