using System;
using System.Globalization;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Syntax;

public class SizeAndDurationSyntaxTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("512", 512)]
    [InlineData("512b", 512)]
    [InlineData("512B", 512)]
    [InlineData("1k", 1024)]
    [InlineData("1K", 1024)]
    [InlineData("512m", 536870912)]
    [InlineData("512MB", 536870912)]
    [InlineData("64KiB", 65536)]
    [InlineData("1.5g", 1610612736)]
    [InlineData(" 2 t ", 2199023255552)]
    [InlineData("1p", 1125899906842624)]
    public void A_size_is_read_in_binary_units(string text, long bytes) => Assert.Equal(bytes, SizeSyntax.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("-1")]
    [InlineData("-1m")]
    [InlineData("1x")]
    [InlineData("1,5m")]
    [InlineData("1.2.3k")]
    [InlineData("much")]
    [InlineData("9999999p")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("512bb")]
    [InlineData("512i")]
    [InlineData("512ib")]
    [InlineData("512mbb")]
    [InlineData("512mi")]
    public void A_wrong_size_is_refused(string text) =>
        Refused.With(ErrorId.OptionInvalid, [$"'{text}' is not a size", "such as 512m"], () => SizeSyntax.Parse(text));

    [Theory]
    [InlineData("0", "00:00:00")]
    [InlineData("0s", "00:00:00")]
    [InlineData("30s", "00:00:30")]
    [InlineData("1m30s", "00:01:30")]
    [InlineData("1h15m0.5s", "01:15:00.5000000")]
    [InlineData("1.5h", "01:30:00")]
    [InlineData(".5s", "00:00:00.5000000")]
    [InlineData("500ms", "00:00:00.5000000")]
    [InlineData("10us", "00:00:00.0000100")]
    [InlineData("10\u00b5s", "00:00:00.0000100")]
    [InlineData("10\u03bcs", "00:00:00.0000100")]
    [InlineData("100ns", "00:00:00.0000001")]
    [InlineData("2d", "2.00:00:00")]
    [InlineData("-5m", "-00:05:00")]
    [InlineData("+5m", "00:05:00")]
    [InlineData(" 5s ", "00:00:05")]
    public void A_duration_is_read_as_Go_writes_it(string text, string expected)
    {
        Assert.True(DurationSyntax.TryParse(text, out TimeSpan duration));
        Assert.Equal(expected, duration.ToString(null, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData(".s")]
    [InlineData("1.2.3s")]
    [InlineData("5 s")]
    [InlineData("5y")]
    [InlineData("1m-30s")]
    [InlineData("1e3s")]
    [InlineData("00:01:00")]
    [InlineData("999999999999d")]
    [InlineData("9999999999999999999999999999999s")]
    public void Other_text_is_no_duration(string text) => Assert.False(DurationSyntax.TryParse(text, out _));
}
