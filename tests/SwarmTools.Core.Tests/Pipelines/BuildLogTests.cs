using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Pipelines;

namespace SwarmTools.Core.Tests.Pipelines;

/// <summary>The lines that build services read.</summary>
public sealed class BuildLogTests
{
    private static readonly BuildNotice s_failure = new(IsError: true, "ServiceNotFound", "There is no service 'web'.");

    [Theory]
    [InlineData("TF_BUILD=True", "AzureBuildLog")]
    [InlineData("TF_BUILD=true", "AzureBuildLog")]
    [InlineData("GITHUB_ACTIONS=true", "GitHubBuildLog")]
    [InlineData("TF_BUILD=False", null)]
    [InlineData("TF_BUILD=", null)]
    [InlineData("", null)]
    [InlineData("TF_BUILD=True SWARMTOOLS_LOGGING_COMMANDS=off", null)]
    [InlineData("GITHUB_ACTIONS=true SWARMTOOLS_LOGGING_COMMANDS=FALSE", null)]
    [InlineData("GITHUB_ACTIONS=true SWARMTOOLS_LOGGING_COMMANDS=0", null)]
    [InlineData("GITHUB_ACTIONS=true SWARMTOOLS_LOGGING_COMMANDS=on", "GitHubBuildLog")]
    public void The_environment_tells_which_service_listens(string variables, string? expected)
    {
        Dictionary<string, string> environment = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

        Assert.Equal(expected, BuildLog.Of(environment.GetValueOrDefault)?.GetType().Name);
    }

    [Fact]
    public void An_error_has_its_id_as_code_or_title()
    {
        Assert.Equal("##vso[task.logissue type=error;code=ServiceNotFound;]There is no service 'web'.", new AzureBuildLog().Notice(s_failure));
        Assert.Equal("::error title=ServiceNotFound::There is no service 'web'.", new GitHubBuildLog().Notice(s_failure));
    }

    [Theory]
    [InlineData("/w/shop", "/w/shop/a/b.yml", "a/b.yml")]
    [InlineData("/w/shop", "/W/Shop/b.yml", "/W/Shop/b.yml")]
    [InlineData("/w/shop", "/w/shop2/b.yml", "/w/shop2/b.yml")]
    [InlineData(@"D:\a\1\s", @"d:\A\1\s\a\b.yml", "a/b.yml")]
    [InlineData("", "/w/b.yml", "/w/b.yml")]
    public void Files_are_named_from_the_root_on(string root, string path, string expected) => Assert.Equal(expected, new GitHubBuildLog { Root = root }.PlaceOf(path));

    [Fact]
    public void A_warning_has_none()
    {
        Assert.Equal("##vso[task.logissue type=warning;]Slow.", new AzureBuildLog().Notice(BuildNotice.Warning("Slow.")));
        Assert.Equal("::warning::Slow.", new GitHubBuildLog().Notice(BuildNotice.Warning("Slow.")));
    }

    [Fact]
    public void What_is_wrong_in_a_file_has_its_place()
    {
        SwarmStackFinding finding = new() { File = "deploy/a,b;c].yml", Line = 3, Column = 5, Message = "It is wrong." };
        BuildNotice notice = BuildNotice.Of(new SwarmException(ErrorId.ComposeInvalid, finding.Message) { Result = finding });

        Assert.Equal("##vso[task.logissue type=error;sourcepath=deploy/a,b%3Bc%5D.yml;linenumber=3;columnnumber=5;code=ComposeInvalid;]It is wrong.", new AzureBuildLog().Notice(notice));
        Assert.Equal("::error file=deploy/a%2Cb;c].yml,line=3,col=5,title=ComposeInvalid::It is wrong.", new GitHubBuildLog().Notice(notice));
    }

    [Fact]
    public void Percent_signs_and_line_ends_come_through_as_they_are()
    {
        BuildNotice notice = BuildNotice.Warning("100% full\r\n%0A is no line end");

        Assert.Equal("##vso[task.logissue type=warning;]100%AZP25 full%0A%AZP250A is no line end", new AzureBuildLog().Notice(notice));
        Assert.Equal("::warning::100%25 full%0A%250A is no line end", new GitHubBuildLog().Notice(notice));
    }

    [Theory]
    [InlineData("task failed\n##vso[task.setvariable variable=x]y")]
    [InlineData("task failed\n::set-output name=x::y")]
    [InlineData("task failed\r::add-mask::y")]
    [InlineData("##VSO[task.complete]\n  ::error::y\n##[section]")]
    public void What_a_container_says_is_no_command(string text)
    {
        foreach (string line in new[] { new AzureBuildLog().Notice(BuildNotice.Warning(text)), new GitHubBuildLog().Notice(BuildNotice.Warning(text)) })
        {
            Assert.DoesNotContain(line, char.IsControl);
            // The service takes the escapes back, and some programs print what it shows.
            string shown = line[line.IndexOf(line[0] == '#' ? "]" : "::warning::", StringComparison.Ordinal)..].Replace("%0A", "\n", StringComparison.Ordinal);
            Assert.All(shown.Split('\n').Skip(1), part => Assert.False(part.TrimStart().StartsWith("::", StringComparison.Ordinal), part));
            Assert.DoesNotContain("##vso[", shown, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("##[", shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Progress_is_a_bar_in_Azure_DevOps_and_a_debug_line_in_GitHub()
    {
        Assert.Equal("##vso[task.setprogress value=40;]Publishing the stack 'shop'", new AzureBuildLog().Progress(40, "Publishing the stack 'shop'"));
        Assert.Equal("::debug::40%25 Publishing the stack 'shop'", new GitHubBuildLog().Progress(40, "Publishing the stack 'shop'"));
    }
}
