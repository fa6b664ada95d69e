using System;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Text;

namespace SwarmTools.Core.Tests.Text;

public class SwarmTextTests
{
    [Theory]
    [InlineData(0, "0ms")]
    [InlineData(0.5, "500ms")]
    [InlineData(0.9996, "999ms")]
    [InlineData(1, "1s")]
    [InlineData(1.25, "1.2s")]
    [InlineData(59.99, "59.9s")]
    [InlineData(60, "1m")]
    [InlineData(90, "1m 30s")]
    [InlineData(3600, "1h")]
    [InlineData(3725, "1h 2m")]
    [InlineData(86400, "1d")]
    [InlineData(183600, "2d 3h")]
    [InlineData(-90, "-1m 30s")]
    public void A_duration_is_told_in_its_two_largest_units(double seconds, string expected) =>
        Assert.Equal(expected, SwarmText.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(-5, "0 seconds ago")]
    [InlineData(0, "0 seconds ago")]
    [InlineData(1, "1 second ago")]
    [InlineData(59, "59 seconds ago")]
    [InlineData(60, "1 minute ago")]
    [InlineData(3599, "59 minutes ago")]
    [InlineData(3600, "1 hour ago")]
    [InlineData(169200, "47 hours ago")]
    [InlineData(172800, "2 days ago")]
    [InlineData(31536000, "365 days ago")]
    public void An_age_is_told_in_its_largest_unit(double seconds, string expected) =>
        Assert.Equal(expected, SwarmText.Age(A.Noon, A.Noon.AddSeconds(seconds)));

    [Fact]
    public void A_time_that_is_not_known_has_no_age() => Assert.Equal("", SwarmText.Age(default, A.Noon));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KB")]
    [InlineData(1536, "1.5 KB")]
    [InlineData(536870912, "512 MB")]
    [InlineData(1048575, "1 MB")]
    [InlineData(1073741824, "1 GB")]
    [InlineData(1099511627776, "1 TB")]
    [InlineData(long.MaxValue, "8192 PB")]
    public void A_size_is_told_in_binary_units(long bytes, string expected) => Assert.Equal(expected, SwarmText.Size(bytes));
}
