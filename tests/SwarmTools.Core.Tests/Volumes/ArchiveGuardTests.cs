using SwarmTools.Volumes;

namespace SwarmTools.Core.Tests.Volumes;

/// <summary>"Archive entries with .., absolute paths or links outside are refused."</summary>
public class ArchiveGuardTests
{
    [Theory]
    [InlineData("../x", '0', "", "'..'")]
    [InlineData("a/../../x", '0', "", "'..'")]
    [InlineData("/etc/passwd", '0', "", "absolute")]
    [InlineData("a", '1', "/etc/passwd", "absolute")]
    [InlineData("a", '1', "../x", "'..'")]
    [InlineData("a", '2', "/etc/passwd", "leads out")]
    [InlineData("a", '2', "../x", "leads out")]
    [InlineData("a/b", '2', "../../x", "leads out")]
    [InlineData("a/b", '2', "c/../../../x", "leads out")]
    [InlineData("sda", '4', "", "device")]
    [InlineData("null", '3', "", "device")]
    [InlineData("a", 'S', "", "type 'S'")]
    [InlineData(".swarmtools-1/old/x", '0', "", "restores under way")]
    [InlineData("", '0', "", "no name")]
    [InlineData("./", '2', "x", "no name")]
    public void What_would_write_or_lead_outside_is_refused_and_the_entry_is_named(string path, char type, string link, string why)
    {
        SwarmException failure = Assert.Throws<SwarmException>(() => new ArchiveGuard(allowsOutsideLinks: false).Take(new(path, type, link, 0)));
        Assert.Equal("ArchiveInvalid", failure.ErrorId);
        Assert.Contains(why, failure.Message, System.StringComparison.Ordinal);
        Assert.Contains($"'{path}'", failure.Message, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("./", '5', "")]
    [InlineData("./a/b", '0', "")]
    [InlineData("a..b/..c", '0', "")]
    [InlineData("fifo", '6', "")]
    [InlineData("a/b", '1', "./a/c")]
    [InlineData("a/b", '2', "c")]
    [InlineData("a/b", '2', "../c/d")]
    public void What_stays_inside_is_taken(string path, char type, string link) => new ArchiveGuard(allowsOutsideLinks: false).Take(new(path, type, link, 0));

    [Theory]
    [InlineData("d/x", '0', "")]
    [InlineData("d/e/x", '5', "")]
    [InlineData("y", '1', "d/passwd")]
    public void Nothing_is_written_through_a_link_also_where_links_may_lead_outside(string path, char type, string link)
    {
        ArchiveGuard guard = new(allowsOutsideLinks: true);
        guard.Take(new("./d", '2', "/etc", 0));
        Assert.Contains("behind a symbolic link", Assert.Throws<SwarmException>(() => guard.Take(new(path, type, link, 0))).Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Links_that_lead_outside_are_kept_and_told_where_that_is_allowed()
    {
        ArchiveGuard guard = new(allowsOutsideLinks: true);
        guard.Take(new("./", '5', "", 0));
        guard.Take(new("zone", '2', "/usr/share/zoneinfo/UTC", 0));
        guard.Take(new("data", '0', "", 42));
        Assert.Equal(new(2, 42, HasRoot: true, OutsideLink: "zone"), guard.Summary);
    }

    [Fact]
    public void A_name_drives_no_console() => Assert.DoesNotContain(
        "\u001b", Assert.Throws<SwarmException>(() => new ArchiveGuard(false).Take(new("../\u001b[2J", '0', "", 0))).Message, System.StringComparison.Ordinal);
}
