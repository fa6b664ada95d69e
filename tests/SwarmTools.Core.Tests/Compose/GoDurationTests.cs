using System;
using SwarmTools.Compose;

namespace SwarmTools.Core.Tests.Compose;

public class GoDurationTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1, "0.1\u00b5s")]
    [InlineData(15, "1.5\u00b5s")]
    [InlineData(5_000_000, "500ms")]
    [InlineData(15_000, "1.5ms")]
    [InlineData(10_000_000, "1s")]
    [InlineData(15_000_000, "1.5s")]
    [InlineData(900_000_000, "1m30s")]
    [InlineData(600_000_000, "1m0s")]
    [InlineData(36_000_000_000, "1h0m0s")]
    [InlineData(-15_000_000, "-1.5s")]
    [InlineData(864_000_000_000, "24h0m0s")]
    public void A_duration_is_written_as_Go_does(long ticks, string expected) => Assert.Equal(expected, GoDuration.Write(TimeSpan.FromTicks(ticks)));
}
