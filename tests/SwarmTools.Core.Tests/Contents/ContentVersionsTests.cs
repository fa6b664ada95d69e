using System.Collections.Generic;
using System.Linq;
using SwarmTools.Contents;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Contents;

public class ContentVersionsTests
{
    private static readonly Dictionary<string, string> s_none = [];

    [Fact]
    public void The_versions_of_a_name_come_oldest_first()
    {
        ContentVersions<SwarmSecret> versions = new("db", [Version("db", 10), Version("db", 2), Secret("db"), Secret("db_user"), Version("db_user", 3)]);
        Assert.Equal(["db", "db-v2", "db-v10"], versions.All.Select(version => version.Name));
        Assert.Equal("db-v10", versions.Newest?.Name);
        Assert.Equal("db-v11", versions.NextName);
    }

    [Fact]
    public void Where_there_is_nothing_yet_the_next_has_the_plain_name_and_no_label()
    {
        ContentVersions<SwarmSecret> versions = new("db", []);
        Assert.Null(versions.Newest);
        Assert.Equal("db", versions.NextName);
        Assert.Empty(versions.NextLabels(s_none));
    }

    [Fact]
    public void Numbers_go_on_although_the_first_versions_are_gone() => Assert.Equal("db-v8", new ContentVersions<SwarmSecret>("db", [Version("db", 7)]).NextName);

    [Fact]
    public void A_name_that_somebody_elses_object_has_is_left_out()
    {
        ContentVersions<SwarmSecret> versions = new("db", [Secret("db"), Secret("db-v2"), Secret("db-v3")]);
        Assert.Equal("db-v4", versions.NextName);
        Assert.Single(versions.All);
    }

    [Fact]
    public void A_version_is_none_of_its_own_name()
    {
        SwarmSecret[] all = [Secret("db"), Version("db", 2)];
        Assert.Equal("db", ContentVersion.PlainNameOf(all[1]));
        Assert.Empty(new ContentVersions<SwarmSecret>("db-v2", all).All);
    }

    [Theory]
    [InlineData(null, "2")]
    [InlineData("", "2")]
    [InlineData("db", null)]
    [InlineData("db", "x")]
    [InlineData("db", "1")]
    [InlineData("db", "-2")]
    [InlineData("db", "99999999999")]
    public void Labels_that_do_not_tell_make_no_version(string? plain, string? number)
    {
        Dictionary<string, string> labels = [];
        if (plain is not null)
        {
            labels["swarmtools.version.of"] = plain;
        }

        if (number is not null)
        {
            labels["swarmtools.version.number"] = number;
        }

        SwarmSecret secret = new() { Name = "other", Labels = labels };
        Assert.Equal(("other", 1), (ContentVersion.PlainNameOf(secret), ContentVersion.NumberOf(secret)));
    }

    [Fact]
    public void The_next_version_has_the_labels_of_the_newest_and_says_what_it_is()
    {
        SwarmSecret first = new() { Name = "db", Labels = new Dictionary<string, string> { ["com.docker.stack.namespace"] = "shop", ["team"] = "a" } };
        IReadOnlyDictionary<string, string> second = new ContentVersions<SwarmSecret>("db", [first]).NextLabels(new Dictionary<string, string> { ["team"] = "b" });
        Assert.Equal(
            ["com.docker.stack.namespace=shop", "swarmtools.version.number=2", "swarmtools.version.of=db", "team=b"],
            second.Select(label => label.Key + "=" + label.Value).Order(System.StringComparer.Ordinal));

        SwarmSecret newest = new() { Name = "db-v2", Labels = second };
        Assert.Equal("3", new ContentVersions<SwarmSecret>("db", [first, newest]).NextLabels(s_none)[ContentVersion.NumberLabel]);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(62)]
    [InlineData(64)]
    public void A_long_name_is_cut_and_stays_one_of_its_own(int length)
    {
        string plain = new string('a', length - 1) + "b";
        foreach (int number in new[] { 2, 99, 12345, int.MaxValue })
        {
            string name = ContentVersion.NameOf(plain, number);
            Assert.Equal(name, ObjectNames.Secret(name));
            Assert.EndsWith("-v" + number, name, System.StringComparison.Ordinal);
            Assert.NotEqual(name, ContentVersion.NameOf(new string('a', length - 1) + "c", number));
        }
    }

    [Fact]
    public void The_newest_stay_and_what_is_needed_does()
    {
        ContentVersions<SwarmSecret> versions = new("db", [Secret("db"), .. Enumerable.Range(2, 5).Select(number => Version("db", number))]);
        Assert.Equal(["db", "db-v2", "db-v3"], Names(versions.Dispensable(3, [])));
        Assert.Equal(["db-v2"], Names(versions.Dispensable(3, ["db-id", "db-v3"])));
        Assert.Equal(["db", "db-v2", "db-v3", "db-v4", "db-v5"], Names(versions.Dispensable(1, [])));
        Assert.Equal(5, versions.Dispensable(0, []).Count);
        Assert.Empty(versions.Dispensable(6, []));
        Assert.Empty(versions.Dispensable(100, []));

        static IEnumerable<string> Names(IReadOnlyList<SwarmSecret> secrets) => secrets.Select(secret => secret.Name);
    }

    private static SwarmSecret Secret(string name) => new() { Name = name, Id = name + "-id" };

    private static SwarmSecret Version(string plain, int number) => new()
    {
        Name = ContentVersion.NameOf(plain, number), Id = ContentVersion.NameOf(plain, number) + "-id", Labels = ContentVersion.LabelsOf(plain, number, s_none),
    };
}
