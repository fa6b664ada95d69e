using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>What nobody needs is removed.</summary>
public sealed class ClearTests : CmdletTests
{
    [Theory]
    [InlineData("Secret", "old", "DELETE /secrets/oldid")]
    [InlineData("Config", "conf", "DELETE /configs/confid")]
    [InlineData("Network, Secret", "old net", "DELETE /secrets/oldid, DELETE /networks/netid")]
    [InlineData("Volume", "free", "DELETE /volumes/free")]
    [InlineData("sec", "old", "DELETE /secrets/oldid")]
    public void What_was_removed_is_returned(string types, string removed, string sent)
    {
        Answer();

        ScriptResult result = Run($"Clear-SwarmResource {types} -Confirm:$false");

        Assert.Empty(result.Errors);
        Assert.Equal(removed, string.Join(' ', result.Texts));
        Assert.Equal(sent, string.Join(", ", Engine.Requests.Where(request => request.Method != "GET").Select(request => request.ToString())));
    }

    [Fact]
    public void What_is_in_use_all_the_same_is_left_out()
    {
        Answer();
        Engine.Refuse("DELETE", "/networks/netid", HttpStatusCode.BadRequest, "rpc error: code = FailedPrecondition desc = network netid is in use by task x");

        ScriptResult result = Run("Clear-SwarmResource Network -Confirm:$false -Verbose");

        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.Contains(result.Chatter, text => text.Contains("'net' was not removed", System.StringComparison.Ordinal));
    }

    [Fact]
    public void One_that_fails_does_not_keep_the_others()
    {
        Answer();
        Engine.Refuse("DELETE", "/secrets/oldid", HttpStatusCode.InternalServerError, "no");

        ScriptResult result = Run("Clear-SwarmResource Secret, Network -Confirm:$false");

        Assert.Equal(["EngineError"], result.ErrorIds);
        Assert.Equal(["net"], result.Texts);
    }

    [Fact]
    public void Without_a_kind_nothing_is_removed() => Assert.NotEmpty(Run("Clear-SwarmResource -Type Image -Confirm:$false").Errors);

    private void Answer()
    {
        JsonObject service = EngineJson.Service("web");
        service["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Secrets"] = new JsonArray(new JsonObject { ["SecretID"] = "newid", ["SecretName"] = "new" });
        JsonObject ingress = EngineJson.Network("ingress");
        ingress["Ingress"] = true;
        Engine.Answer("GET", "/services", EngineJson.List(service));
        Engine.Answer("GET", "/secrets", EngineJson.List(EngineJson.Named("new"), EngineJson.Named("old")));
        Engine.Answer("GET", "/configs", EngineJson.List(EngineJson.Named("conf"), EngineJson.Revision("web", 1)));
        Engine.Answer("GET", "/networks", EngineJson.List(EngineJson.Network("net"), ingress));
        Engine.Answer("GET", "/volumes", """{"Volumes":[{"Name":"free","Scope":"local"}]}""");
        Engine.Answer("DELETE", "/volumes/free", "");
        Engine.Answer("DELETE", "/secrets/oldid", "");
        Engine.Answer("DELETE", "/configs/confid", "");
        Engine.Answer("DELETE", "/networks/netid", "");
    }
}
