using System;
using System.Linq;
using System.Security;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>The swarm itself: its tokens and keys are sent where they belong, and shown nowhere.</summary>
public sealed class ClusterTests : CmdletTests
{
    private const string Swarm = """{"ID":"c","Version":{"Index":7},"Spec":{"Name":"default","Invented":{"deep":1.50}},"JoinTokens":{"Worker":"SWMTKN-1-w","Manager":"SWMTKN-1-m"}}""";

    [Theory]
    [InlineData("Get-SwarmUnlockKey | Show-All")]
    [InlineData("Get-SwarmUnlockKey | ForEach-Object { \"$_ $($_.Key)\" }")]
    [InlineData("Reset-SwarmUnlockKey -Verbose -Debug | Show-All")]
    [InlineData("Reset-SwarmJoinToken -Verbose -Debug | Show-All")]
    [InlineData("Set-Swarm -TaskHistoryLimit 3 -Verbose -Debug -PassThru | Show-All")]
    public void Keys_and_tokens_are_not_in_clear(string script)
    {
        Serve();

        ScriptResult result = Run(script);

        Assert.Empty(result.Errors);
        Assert.DoesNotContain("SWM", string.Concat([.. result.Texts, .. result.Chatter, .. result.Warnings]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_in_clear_when_that_is_asked_for()
    {
        Serve();
        Assert.Equal(["SWMKEY-1-k"], Run("Get-SwarmUnlockKey -AsPlainText").Texts);
    }

    [Theory]
    [InlineData("Reset-SwarmJoinToken Worker", "version=7&rotateWorkerToken=true&rotateManagerToken=false&rotateManagerUnlockKey=false")]
    [InlineData("Reset-SwarmJoinToken", "version=7&rotateWorkerToken=true&rotateManagerToken=true&rotateManagerUnlockKey=false")]
    [InlineData("Reset-SwarmUnlockKey", "version=7&rotateWorkerToken=false&rotateManagerToken=false&rotateManagerUnlockKey=true")]
    public void What_is_replaced_leaves_the_settings_as_they_are(string script, string query)
    {
        Serve();
        Assert.Empty(Run(script).Errors);
        RecordedRequest sent = Engine.Requests.Single(request => request.Method == "POST");
        Assert.EndsWith("/swarm/update?" + query, sent.ToString(), StringComparison.Ordinal);
        Assert.Equal("""{"Name":"default","Invented":{"deep":1.50}}""", sent.Body);
    }

    [Fact]
    public void An_engine_joins_with_a_token_and_the_managers_that_it_names()
    {
        Serve();
        ScriptResult result = Run("param($token) Join-Swarm $token -RemoteAddress 10.0.0.1, 'm2:2400' -AdvertiseAddress eth0 -Timeout 0", Secure("SWMTKN-1-x"));
        Assert.Equal(
            """{"ListenAddr":"0.0.0.0:2377","AdvertiseAddr":"eth0","DataPathAddr":"","RemoteAddrs":["10.0.0.1:2377","m2:2400"],"Availability":"active","JoinToken":"SWMTKN-1-x"}""",
            Engine.Requests.Single(request => request.Path.EndsWith("/swarm/join", StringComparison.Ordinal)).Body);
        Assert.DoesNotContain("SWMTKN", string.Concat(result.Errors.Select(error => error.ToString())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Join-Swarm 'SWMTKN-1-typed' -RemoteAddress m1")]
    [InlineData("Unlock-Swarm 'SWMKEY-1-typed'")]
    [InlineData("'SWMTKN-1-typed' | Join-Swarm -RemoteAddress m1")]
    public void Typed_text_is_refused_and_not_said_again(string script)
    {
        Serve();
        ScriptResult result = Run(script);
        Assert.NotEmpty(result.Errors);
        Assert.DoesNotContain(result.Errors, error => error.ToString().Contains("-1-typed", StringComparison.Ordinal));
        Assert.DoesNotContain(Engine.Requests, request => request.Method == "POST");
    }

    [Fact]
    public void A_token_with_what_no_token_has_is_refused_before_it_is_sent()
    {
        Serve();
        Assert.Equal(["OptionInvalid"], Run("param($token) Join-Swarm $token -RemoteAddress m1", Secure("a\"b")).ErrorIds);
        Assert.DoesNotContain(Engine.Requests, request => request.Method == "POST");
    }

    [Fact]
    public void Nothing_is_sent_where_all_is_as_asked_already()
    {
        Serve();
        Assert.Empty(Run("Set-Swarm -RemoveLabel none").Errors);
        Assert.DoesNotContain(Engine.Requests, request => request.Method == "POST");
    }

    private static SecureString Secure(string text)
    {
        SecureString value = new();
        text.ToList().ForEach(value.AppendChar);
        return value;
    }

    private void Serve()
    {
        Engine.Answer("GET", "/swarm", Swarm);
        Engine.Answer("GET", "/swarm/unlockkey", """{"UnlockKey":"SWMKEY-1-k"}""");
        Engine.Answer("POST", "/swarm/update", "");
        Engine.Answer("POST", "/swarm/join", "");
        Engine.Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1")));
    }
}
