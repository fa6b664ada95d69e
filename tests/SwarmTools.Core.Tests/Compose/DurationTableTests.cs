using System.Collections.Generic;
using SwarmTools.Compose.Nodes;
using SwarmTools.Compose.Shapes;

namespace SwarmTools.Core.Tests.Compose;

/// <summary>The cases of Go (time.ParseDuration, Duration.String) and compose-go (durations of services), in our words; the outcomes are those of docker stack config 28.2.2.</summary>
public class DurationTableTests
{
    private readonly List<SwarmStackFinding> _findings = [];

    [Theory]
    [InlineData("0", "0s")]
    [InlineData("-0", "0s")]
    [InlineData("+0", "0s")]
    [InlineData("0s", "0s")]
    [InlineData("0h0m", "0s")]
    [InlineData("7s", "7s")]
    [InlineData("45s", "45s")]
    [InlineData("2019s", "33m39s")]
    [InlineData("007m", "7m0s")]
    [InlineData("-7s", "-7s")]
    [InlineData("+7s", "7s")]
    [InlineData("-0s", "0s")]
    [InlineData("7.0s", "7s")]
    [InlineData("7.4s", "7.4s")]
    [InlineData("7.s", "7s")]
    [InlineData(".25s", "250ms")]
    [InlineData("2.00s", "2s")]
    [InlineData("2.006s", "2.006s")]
    [InlineData("2.0060s", "2.006s")]
    [InlineData("200.00200s", "3m20.002s")]
    public void Whole_and_broken_seconds(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("20ns", "20ns")]
    [InlineData("21us", "21\u00b5s")]
    [InlineData("22\u00b5s", "22\u00b5s")]
    [InlineData("22\u03bcs", "22\u00b5s")]
    [InlineData("23ms", "23ms")]
    [InlineData("24s", "24s")]
    [InlineData("25m", "25m0s")]
    [InlineData("26h", "26h0m0s")]
    [InlineData("1.5us", "1.5\u00b5s")]
    [InlineData("1.5ms", "1.5ms")]
    [InlineData("0.5m", "30s")]
    [InlineData("1.25h", "1h15m0s")]
    public void Every_unit_of_Go(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("2h45m", "2h45m0s")]
    [InlineData("8.5s3m", "3m8.5s")]
    [InlineData("-4m2.6s", "-4m2.6s")]
    [InlineData("2h3m4s5ms6us7ns", "2h3m4.005006007s")]
    [InlineData("28h7m11.125s", "28h7m11.125s")]
    [InlineData("1h80m", "2h20m0s")]
    [InlineData("3h3h", "6h0m0s")]
    [InlineData("1.5m1.5s", "1m31.5s")]
    public void Several_numbers_are_added_up(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("52763797001ns", "52.763797001s")]
    [InlineData("1.23456789s", "1.23456789s")]
    [InlineData("0.33333333s", "333.33333ms")]
    [InlineData("0.6666666666666666666h", "40m0s")]
    [InlineData("0.66666666666666666666666h", "40m0s")]
    [InlineData("0.666666666666666666h", "39m59.999999999s")]
    [InlineData("0.03333333333333333333h", "2m0s")]
    [InlineData("0.200000000000000000000h", "12m0s")]
    [InlineData("0.123456789123456789h", "7m24.444440844s")]
    [InlineData("1.999999999999999999999m", "1m59.999999999s")]
    [InlineData("0.830103483285477580700h", "49m48.372539827s")]
    [InlineData("0.0000000001s", "0s")]
    [InlineData("9007199254740995ns", "2501h59m59.254740995s")]
    [InlineData("9223372036854775807ns", "2562047h47m16.854775807s")]
    [InlineData("9223372036854775.807us", "2562047h47m16.854775807s")]
    [InlineData("9223372036s854ms775us807ns", "2562047h47m16.854775807s")]
    [InlineData("-9223372036854775808ns", "-2562047h47m16.854775808s")]
    [InlineData("2562047h", "2562047h0m0s")]
    public void Nanoseconds_are_kept_up_to_what_Go_can_hold(string text, string expected) => Assert.Equal(expected, Read(text));

    // Docker refuses these; docker compose reads days and weeks.
    [Theory]
    [InlineData("2d", "48h0m0s")]
    [InlineData("1w", "168h0m0s")]
    [InlineData("1w2d3h", "219h0m0s")]
    [InlineData(" 5s ", "5s")]
    public void More_than_docker_reads(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("10", "10s")]
    [InlineData("90", "1m30s")]
    [InlineData("1.5", "1.5s")]
    [InlineData("0", "0s")]
    [InlineData("1_000", "16m40s")]
    public void A_number_is_one_of_seconds(string text, string expected) => Assert.Equal(expected, Read(text, isQuoted: false));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("4")]
    [InlineData("1m30")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData("s")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData(".s")]
    [InlineData("+.s")]
    [InlineData("..5s")]
    [InlineData("1.2.3s")]
    [InlineData("1,5s")]
    [InlineData("--7s")]
    [InlineData("1m-30s")]
    [InlineData("7 s")]
    [InlineData("1h 30m")]
    [InlineData("1 hour")]
    [InlineData("7S")]
    [InlineData("1H")]
    [InlineData("1Ms")]
    [InlineData("7ss")]
    [InlineData("7sm")]
    [InlineData("5y")]
    [InlineData("1e3s")]
    [InlineData("0x10s")]
    [InlineData("1_000s")]
    [InlineData("\u0663s")]
    [InlineData("\\x85")]
    [InlineData("inf")]
    [InlineData("00:01:30")]
    [InlineData("2562048h")]
    [InlineData("3000000h")]
    [InlineData("9223372036854775808ns")]
    [InlineData("-9223372036854775809ns")]
    [InlineData("9223372036854775808us")]
    [InlineData("-9223372036854775808s")]
    [InlineData("9223372036854775807ns1ns")]
    [InlineData("99999999999999999999999999999999999999s")]
    public void What_is_none_is_refused(string text)
    {
        Assert.Null(Read(text));
        Assert.Equal($"A duration such as 1m30s is expected here, not '{text}'.", Assert.Single(_findings).Message);
    }

    [Fact]
    public void What_is_longer_than_any_duration_is_refused_at_once() => Assert.Null(Read(string.Concat(System.Linq.Enumerable.Repeat("1s", 1_000_000))));

    [Theory]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("5x")]
    [InlineData(".inf")]
    [InlineData("1e30")]
    public void What_looks_like_something_else_is_refused(string text) => Assert.Null(Read(text, isQuoted: false));

    private string? Read(string text, bool isQuoted = true) =>
        (ScalarShape.Duration.Read(new ComposeScalar(text, isQuoted, default), "a", new(_findings)) as ComposeScalar)?.Text;
}
