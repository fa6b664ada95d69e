using SwarmTools.Compose.Nodes;

namespace SwarmTools.Core.Tests.Compose;

public class ScalarValueTests
{
    [Theory]
    [InlineData("", "Null", "")]
    [InlineData("~", "Null", "")]
    [InlineData("null", "Null", "")]
    [InlineData("true", "Boolean", "true")]
    [InlineData("False", "Boolean", "false")]
    [InlineData("yes", "Text", "yes")]
    [InlineData("on", "Text", "on")]
    [InlineData("0", "Integer", "0")]
    [InlineData("42", "Integer", "42")]
    [InlineData("-7", "Integer", "-7")]
    [InlineData("+7", "Integer", "7")]
    [InlineData("0440", "Integer", "288")]
    [InlineData("0o444", "Integer", "292")]
    [InlineData("0123", "Integer", "83")]
    [InlineData("0x1F", "Integer", "31")]
    [InlineData("0b101", "Integer", "5")]
    [InlineData("1_000", "Integer", "1000")]
    [InlineData("18446744073709551615", "Integer", "18446744073709551615")]
    [InlineData("08", "Number", "8")]
    [InlineData("1e3", "Number", "1000")]
    [InlineData("1.50", "Number", "1.5")]
    [InlineData(".5", "Number", "0.5")]
    [InlineData("5.", "Number", "5")]
    [InlineData("1e20", "Number", "100000000000000000000")]
    [InlineData("1e21", "Number", "1e+21")]
    [InlineData("0.0001", "Number", "0.0001")]
    [InlineData("0.00001", "Number", "1e-05")]
    [InlineData(".inf", "Number", "+Inf")]
    [InlineData("12:30:45", "Text", "12:30:45")]
    [InlineData("1.2.3", "Text", "1.2.3")]
    [InlineData("0x", "Text", "0x")]
    [InlineData("0xZZ", "Text", "0xZZ")]
    [InlineData("-", "Text", "-")]
    [InlineData("+", "Text", "+")]
    [InlineData(".", "Text", ".")]
    [InlineData("1e999", "Text", "1e999")]
    [InlineData("10s", "Text", "10s")]
    [InlineData("2001-12-14", "Text", "2001-12-14")]
    public void A_value_is_what_it_looks_like(string text, string kind, string expected) =>
        Assert.Equal((kind, expected), Read(text, isQuoted: false));

    [Theory]
    [InlineData("42")]
    [InlineData("true")]
    [InlineData("")]
    [InlineData("null")]
    public void What_is_quoted_is_a_text(string text) =>
        Assert.Equal(("Text", text), Read(text, isQuoted: true));

    private static (string, string) Read(string text, bool isQuoted)
    {
        ScalarValue value = ScalarValue.Of(new(text, isQuoted, default));
        return (value.Kind.ToString(), value.Text);
    }
}
