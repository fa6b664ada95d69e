using System.Text.Json.Nodes;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Labels of secrets and configs.</summary>
public sealed class LabelTests : CmdletTests
{
    [Theory]
    [InlineData("Secret", "secrets", "-AddLabel b=2", """{"a":"1","b":"2"}""")]
    [InlineData("Secret", "secrets", "-RemoveLabel a -AddLabel @{ c = 3 }", """{"c":"3"}""")]
    [InlineData("Secret", "secrets", "-Label b=2, c=3", """{"b":"2","c":"3"}""")]
    [InlineData("Secret", "secrets", "-Label ''", "{}")]
    [InlineData("Config", "configs", "-AddLabel b=2", """{"a":"1","b":"2"}""")]
    [InlineData("Config", "configs", "-Label @{}", "{}")]
    public void Labels_are_replaced_or_changed(string noun, string path, string parameters, string expected)
    {
        Answer(path);

        ScriptResult result = Run($"Set-Swarm{noun} x {parameters}");

        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        RecordedRequest sent = Engine.Sent("POST", $"/{path}/xid/update");
        Assert.Equal("?version=3", sent.Query);
        Assert.Equal(expected, JsonNode.Parse(sent.Body)!["Labels"]!.ToJsonString());
    }

    [Theory]
    [InlineData("Set-SwarmSecret x -AddLabel a=1 -PassThru", "secrets")]
    [InlineData("Get-SwarmConfig x | Set-SwarmConfig -RemoveLabel b -PassThru", "configs")]
    public void What_is_as_asked_already_is_not_sent_and_returned_where_that_is_wanted(string script, string path)
    {
        Answer(path);

        ScriptResult result = Run(script + " -Verbose");

        Assert.Empty(result.Errors);
        Assert.Equal(["x"], result.Texts);
        Assert.Contains(result.Chatter, text => text.Contains("nothing was sent", System.StringComparison.Ordinal));
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
    }

    [Fact]
    public void One_of_several_names_that_is_not_there_is_an_error_of_its_own()
    {
        Answer("secrets");

        ScriptResult result = Run("Set-SwarmSecret y, x, x* -AddLabel b=2");

        Assert.Equal(["SecretNotFound"], result.ErrorIds);
        Assert.Single(Engine.Requests, request => request.Method == "POST");
    }

    [Fact]
    public void A_label_without_a_key_is_refused_before_anything_is_asked()
    {
        ScriptResult result = Run("Set-SwarmSecret x -AddLabel =1");

        Assert.Equal(["OptionInvalid"], result.ErrorIds);
        Assert.DoesNotContain(Engine.Requests, request => request.Path == "/secrets");
    }

    private void Answer(string path)
    {
        JsonObject item = EngineJson.Named("x");
        item["Spec"]!["Labels"] = new JsonObject { ["a"] = "1" };
        Engine.Answer("GET", "/" + path, EngineJson.List(item));
        Engine.Answer("POST", $"/{path}/xid/update", "");
    }
}
