using System.Management.Automation;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>How stacks are found, and where they may be piped.</summary>
public sealed class StackTests : StackSwarmTests
{
    [Theory]
    [InlineData("", "blog,relics,shop")]
    [InlineData("shop", "shop")]
    [InlineData("SHOP", "shop")]
    [InlineData("s*, blog", "shop,blog")]
    [InlineData("nothing*", "")]
    public void A_stack_is_found_by_name_or_wildcard(string names, string expected)
    {
        Serve();

        ScriptResult result = Run("Get-SwarmStack " + names);

        Assert.Empty(result.Errors);
        Assert.Equal(expected, string.Join(",", result.Texts));
    }

    // Its id is its name; of an id the beginning would do.
    [Theory]
    [InlineData("nosuch")]
    [InlineData("shop_web")]
    [InlineData("a-very-long-na")]
    public void A_plain_name_that_matches_nothing_is_an_error(string name)
    {
        Serve();
        Engine.Answer("GET", "/services", EngineJson.List(Of("a-very-long-name", EngineJson.Service("a-very-long-name_web"))));

        Assert.All(new[] { "Get-SwarmStack", "Remove-SwarmStack", "Wait-SwarmStack", "Restart-SwarmStack" }, cmdlet =>
        {
            ScriptResult result = Run($"{cmdlet} {name}");
            Assert.Equal(["StackNotFound"], result.ErrorIds);
            Assert.Equal(ErrorCategory.ObjectNotFound, result.Error.CategoryInfo.Category);
            Assert.Equal(name, result.Error.TargetObject.ToString());
        });
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
    }

    [Fact]
    public void A_stack_tells_what_belongs_to_it()
    {
        Serve();

        ScriptResult result = Run(
            "Get-SwarmStack shop | ForEach-Object { $_.Services[1], $_.Services.Count, \"$($_.RunningTasks)/$($_.DesiredTasks)\", $_.Networks[0], $_.Secrets[0], $_.Configs[0], ($null -ne $_.Connection), $_.Id }");

        Assert.Equal(["shop_web", "2", "3/3", "shop_net", "shop_key", "shop_motd", "True", "shop"], result.Texts);
    }

    [Theory]
    [InlineData("Get-SwarmStack shop | Get-SwarmService", "shop_api,shop_web")]
    [InlineData("Get-SwarmStack shop, relics | Get-SwarmService", "shop_api,shop_web")]
    [InlineData("Get-SwarmStack shop | Get-SwarmService -Label tier", "shop_web")]
    [InlineData("Get-SwarmStack shop | Get-SwarmTask", "shop_api.1,shop_web.1")]
    [InlineData("Get-SwarmStack relics | Get-SwarmTask", "")]
    [InlineData("Get-SwarmStack shop | Get-SwarmLog", "")]
    [InlineData("Get-SwarmStack s* | Get-SwarmStack", "shop")]
    public void A_stack_is_piped_to_what_shows_its_services(string script, string expected)
    {
        Serve();
        Engine.Answer("GET", "/tasks/shop_api1task/logs", "").Answer("GET", "/tasks/shop_web1task/logs", "");

        ScriptResult result = Run(script);

        Assert.Empty(result.Errors);
        Assert.Equal(expected, string.Join(",", result.Texts));
    }
}
