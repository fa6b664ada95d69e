using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Syntax;

public class ExternalCaTests
{
    private const string Pem = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n";

    private static readonly Dictionary<string, byte[]> s_files = new() { ["ca.pem"] = Encoding.UTF8.GetBytes(Pem), ["notes.txt"] = [1, 2] };

    [Fact]
    public void An_authority_is_read_with_its_certificate_and_the_keys_that_are_its_own()
    {
        ExternalCa authority = Parse("protocol=cfssl,url=https://ca.example.com/sign,cacert=ca.pem,auth-key=x");
        Assert.Equal(("https://ca.example.com/sign", Pem), (authority.Url, authority.Certificate));
        Assert.Equal(("auth-key", "x"), (authority.Options.Keys.Single(), authority.Options.Values.Single()));
    }

    [Fact]
    public void A_hashtable_has_the_same_keys() =>
        Assert.Equal(("https://ca", ""), (Parse(new Hashtable { ["Url"] = "https://ca" }).Url, Parse(new Hashtable { ["Url"] = "https://ca" }).Certificate));

    [Theory]
    [InlineData("protocol=cfssl", "'url' is missing")]
    [InlineData("protocol=acme,url=https://ca", "the protocol 'acme' is not known")]
    [InlineData("url=https://ca,cacert=notes.txt", "holds no certificate")]
    [InlineData("url=\"https://ca", "a quotation mark is not closed")]
    public void What_cannot_be_an_authority_is_refused(string text, string why) =>
        Refused.With(ErrorId.OptionInvalid, [text, why, "Accepted is protocol=cfssl"], () => Parse(text));

    private static ExternalCa Parse(object value) => ExternalCa.Parse(value, path => s_files[path]);
}
