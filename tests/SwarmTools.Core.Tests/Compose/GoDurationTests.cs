using SwarmTools.Compose.Syntax;

namespace SwarmTools.Core.Tests.Compose;

public class GoDurationTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1, "1ns")]
    [InlineData(100, "100ns")]
    [InlineData(999, "999ns")]
    [InlineData(1_500, "1.5\u00b5s")]
    [InlineData(2_200, "2.2\u00b5s")]
    [InlineData(500_000_000, "500ms")]
    [InlineData(1_500_000, "1.5ms")]
    [InlineData(3_300_000, "3.3ms")]
    [InlineData(1_000_000_000, "1s")]
    [InlineData(1_500_000_000, "1.5s")]
    [InlineData(245_000_000_000, "4m5s")]
    [InlineData(245_001_000_000, "4m5.001s")]
    [InlineData(90_000_000_000, "1m30s")]
    [InlineData(60_000_000_000, "1m0s")]
    [InlineData(3_600_000_000_000, "1h0m0s")]
    [InlineData(18_367_001_000_000, "5h6m7.001s")]
    [InlineData(480_000_000_001, "8m0.000000001s")]
    [InlineData(-1_500_000_000, "-1.5s")]
    [InlineData(-1, "-1ns")]
    [InlineData(86_400_000_000_000, "24h0m0s")]
    [InlineData(long.MaxValue, "2562047h47m16.854775807s")]
    [InlineData(long.MinValue, "-2562047h47m16.854775808s")]
    public void A_duration_is_written_as_Go_does(long nanoseconds, string expected) => Assert.Equal(expected, GoDuration.Write(nanoseconds));
}
