using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Security;
using System.Text;
using System.Text.Json.Nodes;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Secrets and configs that get another value.</summary>
public sealed class RotationTests : CmdletTests
{
    private const string Value = "s3cr3t-Value-42";
    private const string Other = "rpc error: code = InvalidArgument desc = only updates to Labels are allowed";

    public static TheoryData<string> WaysIn => new(
        "Update-SwarmSecret db $value",
        "$value | Update-SwarmSecret db",
        "Update-SwarmSecret (Get-SwarmSecret db) $value",
        "Update-SwarmSecret db-v2 $value",
        $"Update-SwarmSecret db -Bytes ([Text.Encoding]::UTF8.GetBytes('{Value}'))");

    [Theory]
    [MemberData(nameof(WaysIn))]
    public void A_value_reaches_the_engine_and_nothing_else(string script)
    {
        Take();

        ScriptResult result = Run("param($value) " + script + " -PassThru -Verbose -Debug | Show-All", Secure(Value));

        Assert.Empty(result.Errors);
        RecordedRequest made = Engine.Sent("POST", "/secrets/create");
        Assert.Equal("db-v3", (string?)JsonNode.Parse(made.Body)!["Name"]);
        Assert.Equal(Value, Decoded(made));
        Assert.Equal(Value, Decoded(Engine.Sent("POST", "/secrets/db-v2id/update")));
        Assert.DoesNotContain(result.Texts.Concat(result.Chatter).Concat(result.Warnings), ShowsValue);
    }

    [Fact]
    public void A_value_is_not_in_the_error_when_the_engine_refuses_it()
    {
        Take();
        Engine.Refuse("POST", "/secrets/create", HttpStatusCode.InternalServerError, "rpc error: code = Unknown desc = disk full");

        ScriptResult result = Run("param($value) Update-SwarmSecret db $value -Verbose -Debug; $Error[0] | Show-All", Secure(Value));

        Assert.Equal(["EngineError"], result.ErrorIds);
        Assert.DoesNotContain(result.Texts.Concat(result.Chatter), ShowsValue);
        Assert.False(ShowsValue(result.Error.Exception.ToString()));
    }

    [Fact]
    public void The_same_value_is_not_written()
    {
        Take();
        Engine.Refuse("POST", "/secrets/db-v2id/update", HttpStatusCode.InternalServerError, "rpc error: code = Unknown desc = update out of sequence");

        ScriptResult result = Run("param($value) Update-SwarmSecret db $value -PassThru", Secure(Value));

        Assert.Equal(["db-v2"], result.Texts);
        Assert.Equal("?version=0", Assert.Single(Engine.Requests, request => request.Method == "POST").Query);
    }

    [Fact]
    public void A_credential_is_for_two_secrets()
    {
        Engine.Answer("GET", "/services", "[]");
        Engine.Answer("GET", "/secrets", EngineJson.List(EngineJson.Named("db_user"), EngineJson.Named("db_password")));
        Engine.Refuse("POST", "/secrets/db_userid/update", HttpStatusCode.BadRequest, "update out of sequence");
        Engine.Refuse("POST", "/secrets/db_passwordid/update", HttpStatusCode.BadRequest, "update out of sequence");

        ScriptResult result = Run("param($value) Update-SwarmSecret db -Credential ([pscredential]::new('ada', $value)) -PassThru", Secure("pw"));

        Assert.Equal(["db_user", "db_password"], result.Texts);
        Assert.Equal(["ada", "pw"], Engine.Requests.Where(request => request.Method == "POST").Select(Decoded));
    }

    [Fact]
    public void Files_are_taken_byte_for_byte_and_mean_what_has_their_name()
    {
        Take();
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("db.pem"), [1, 2, 0, 255, 10]);

        Assert.Empty(Run("param($folder) [System.IO.DirectoryInfo]::new($folder).GetFiles() | Update-SwarmSecret -LiteralPath { $_.FullName }", folder.Path).Errors);

        Assert.Equal("AQIA/wo=", (string?)JsonNode.Parse(Engine.Sent("POST", "/secrets/create").Body)!["Data"]);
    }

    [Theory]
    [InlineData("Update-SwarmSecret db -Bytes ([byte[]]@())", "DataInvalid", "empty")]
    [InlineData("Update-SwarmSecret db -Bytes ([byte[]]::new(512000))", "DataInvalid", "512,000")]
    [InlineData("Update-SwarmSecret absent -Generate 8", "SecretNotFound", "'absent'")]
    [InlineData("Update-SwarmSecret -LiteralPath /nowhere/at/all", "FileNotFound", "/nowhere/at/all")]
    [InlineData("Update-SwarmSecret held -Generate 8", "OptionInvalid", "'vault'")]
    [InlineData("Update-SwarmConfig conf ''", "DataInvalid", "0 bytes")]
    [InlineData("Update-SwarmConfig absent text", "ConfigNotFound", "'absent'")]
    [InlineData("Update-SwarmSecret db 'text'", "ParameterArgumentTransformationError", "-Generate")]
    [InlineData("Update-SwarmSecret db -Generate 8 -KeepVersion 0", "ParameterArgumentValidationError", "KeepVersion")]
    public void What_cannot_be_is_refused_before_anything_is_sent(string script, string id, string named)
    {
        Take();

        ScriptResult result = Run(script);

        Assert.Equal([id], result.ErrorIds);
        Assert.Contains(named, result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Engine.Requests, request => request.Method == "POST");
    }

    [Fact]
    public void WhatIf_sends_no_value_where_services_use_it()
    {
        Take();
        JsonObject[] services = [Using("b"), Using("a"), EngineJson.Service("c")];
        Engine.Answer("GET", "/services", EngineJson.List(services));

        ScriptResult result = Run("Update-SwarmSecret db -Generate 8 -WhatIf");

        Assert.Empty(result.Errors);
        Assert.DoesNotContain(Engine.Requests, request => request.Method == "POST");
    }

    [Fact]
    public void A_config_with_the_same_data_is_not_written()
    {
        Take();

        ScriptResult result = Run("Update-SwarmConfig conf text -PassThru; Update-SwarmConfig conf 'other' -WhatIf");

        Assert.Empty(result.Errors);
        Assert.Equal(["conf"], result.Texts);
        Assert.DoesNotContain(Engine.Requests, request => request.Method == "POST");
    }

    private static JsonObject Using(string name)
    {
        JsonObject service = EngineJson.Service(name);
        service["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Secrets"] = new JsonArray(new JsonObject { ["SecretID"] = "dbid", ["SecretName"] = "db", ["File"] = new JsonObject { ["Name"] = "db" } });
        return service;
    }

    private void Take()
    {
        JsonObject second = EngineJson.Named("db-v2");
        second["Spec"]!["Labels"] = new JsonObject { ["swarmtools.version.of"] = "db", ["swarmtools.version.number"] = "2" };
        JsonObject held = EngineJson.Named("held");
        held["Spec"]!["Driver"] = new JsonObject { ["Name"] = "vault" };
        JsonObject config = EngineJson.Named("conf");
        config["Spec"]!["Data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("text"));
        Engine.Answer("GET", "/services", "[]");
        Engine.Answer("GET", "/configs", EngineJson.List(config));
        Engine.Answer("GET", "/secrets", EngineJson.List(EngineJson.Named("db"), second, held, EngineJson.Named("new")));
        Engine.Refuse("POST", "/secrets/db-v2id/update", HttpStatusCode.BadRequest, Other);
        Engine.Answer("POST", "/secrets/create", """{"ID":"newid"}""", HttpStatusCode.Created);
    }

    private static SecureString Secure(string text)
    {
        SecureString value = new();
        foreach (char c in text)
        {
            value.AppendChar(c);
        }

        return value;
    }

    private static string Decoded(RecordedRequest request) =>
        Encoding.UTF8.GetString(Convert.FromBase64String((string)JsonNode.Parse(request.Body)!["Data"]!));

    private static bool ShowsValue(string text) =>
        text.Contains(Value, StringComparison.Ordinal)
        || text.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(Value)), StringComparison.Ordinal);
}
