using System.Linq;
using System.Management.Automation;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>How objects are found by name.</summary>
public sealed class NameTests : CmdletTests
{
    [Theory]
    [InlineData("web", "web")]
    [InlineData("WEB", "web")]
    [InlineData("w*", "web,worker")]
    [InlineData("webid", "web")]
    [InlineData("nothing*", "")]
    [InlineData("w?b, db", "web,db")]
    public void A_service_is_found_by_name_wildcard_or_id(string names, string expected)
    {
        Engine.Answer("GET", "/services", Services("db", "web", "worker"));

        ScriptResult result = Run("param($names) Get-SwarmService $names", [names.Split(", ")]);

        Assert.Empty(result.Errors);
        Assert.Equal(expected, string.Join(",", result.Texts));
    }

    [Fact]
    public void A_plain_name_that_matches_nothing_is_one_error_and_the_next_name_is_still_tried()
    {
        Engine.Answer("GET", "/services", Services("db", "web"));

        ScriptResult result = Run("Get-SwarmService nosuch, web");

        Assert.Equal(["ServiceNotFound"], result.ErrorIds);
        Assert.Equal(ErrorCategory.ObjectNotFound, result.Error.CategoryInfo.Category);
        Assert.Equal("nosuch", result.Error.TargetObject.ToString());
        Assert.Equal(["web"], result.Texts);
    }

    // Taken apart it would be the wildcard '[Name, h]', and take what is named with one of its letters.
    [Theory]
    [InlineData("$table = @{ Name = 'h' }; Remove-SwarmService $table -Confirm:$false")]
    [InlineData("@{ Name = 'h' } | Remove-SwarmService -Confirm:$false")]
    [InlineData("([ordered] @{ Name = 'h' }) | Remove-SwarmService -Confirm:$false")]
    [InlineData("(@{ Name = 'h' }).GetEnumerator() | Remove-SwarmService -Confirm:$false")]
    public void A_table_of_parameters_is_no_name(string script)
    {
        Engine.Answer("GET", "/services", Services("e", "h"));

        ScriptResult result = Run(script);

        Assert.Equal(["WrongKind"], result.ErrorIds);
        Assert.DoesNotContain(Engine.Requests, request => request.Method == "DELETE");
    }

    [Fact]
    public void A_list_is_asked_for_once_for_all_names()
    {
        Engine.Answer("GET", "/services", Services("a", "b", "c"));

        Run("'a', 'b', 'c' | Get-SwarmService");

        Assert.Single(Engine.Requests, request => request.Path == "/services");
    }

    [Fact]
    public void A_name_that_only_differs_in_case_is_ambiguous_when_two_have_it()
    {
        Engine.Answer("GET", "/services", Services("Web", "weB"));

        Assert.Equal(["NameAmbiguous"], Run("Get-SwarmService web").ErrorIds);
    }

    [Fact]
    public void Objects_are_sorted_by_name()
    {
        Engine.Answer("GET", "/services", Services("zeta", "alpha", "Beta"));

        Assert.Equal(["Beta", "alpha", "zeta"], Run("Get-SwarmService").Texts);
    }

    [Theory]
    [InlineData("Remove-SwarmService web, w*, web")]
    [InlineData("'web', 'web' | Remove-SwarmService")]
    [InlineData("$s = Get-SwarmService web; $s, $s | Remove-SwarmService")]
    public void An_object_that_several_references_mean_is_removed_once(string script)
    {
        Engine.Answer("GET", "/services", Services("web")).Answer("DELETE", "/services/webid", "").Answer("GET", "/tasks", "[]");

        Assert.Empty(Run(script).Errors);
        Assert.Single(Engine.Requests, request => request.Method == "DELETE");
    }

    [Fact]
    public void A_node_that_does_not_exist_does_not_hide_the_tasks_of_the_others()
    {
        Engine.Answer("GET", "/services", Services("web")).Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1")));
        Engine.Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("web", 1)));

        ScriptResult result = Run("Get-SwarmTask -Node typo, node1");

        Assert.Equal(["NodeNotFound"], result.ErrorIds);
        Assert.Equal("typo", result.Error.TargetObject);
        Assert.Equal(["web.1"], result.Texts);
    }

    [Fact]
    public void A_copy_from_another_process_is_taken_for_the_object()
    {
        Engine.Answer("GET", "/services", Services("web"));
        Engine.Answer("DELETE", "/services/webid", "");
        Engine.Answer("GET", "/tasks", "[]");

        ScriptResult result = Run(
            "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-SwarmService web))) | Remove-SwarmService");

        Assert.Empty(result.Errors);
        Assert.Contains(Engine.Requests, request => request.Method == "DELETE" && request.Path == "/services/webid");
    }

    private static string Services(params string[] names) => EngineJson.List(names.Select(name => EngineJson.Service(name)));
}
