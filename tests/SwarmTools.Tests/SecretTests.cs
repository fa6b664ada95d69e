using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Security;
using System.Text;
using System.Text.Json.Nodes;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>What becomes of the values of secrets.</summary>
public sealed class SecretTests : CmdletTests
{
    private const string Value = "s3cr3t-Value-42";

    public static TheoryData<string> WaysIn => new(
        "Add-SwarmSecret db $value",
        "$value | Add-SwarmSecret db",
        $"Add-SwarmSecret db -Bytes ([Text.Encoding]::UTF8.GetBytes('{Value}'))");

    [Theory]
    [MemberData(nameof(WaysIn))]
    public void A_value_reaches_the_engine_and_nothing_else(string script)
    {
        Take("db");

        ScriptResult result = Run("param($value) " + script + " -Verbose -Debug | Show-All", Secure(Value));

        Assert.Empty(result.Errors);
        Assert.Equal(Value, Sent());
        Assert.DoesNotContain(result.Texts.Concat(result.Chatter).Concat(result.Warnings), ShowsValue);
    }

    [Fact]
    public void A_value_is_not_in_the_error_when_the_engine_refuses_it()
    {
        Engine.Refuse("POST", "/secrets/create", HttpStatusCode.InternalServerError, "rpc error: code = Unknown desc = disk full");

        ScriptResult result = Run("param($value) Add-SwarmSecret db $value -Verbose -Debug; $Error[0] | Show-All", Secure(Value));

        Assert.Equal(["EngineError"], result.ErrorIds);
        Assert.Contains("disk full", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Texts.Concat(result.Chatter), ShowsValue);
        Assert.False(ShowsValue(result.Error.Exception.ToString()));
    }

    [Fact]
    public void Text_is_refused_with_the_ways_to_pass_a_secret_and_is_not_repeated()
    {
        ScriptResult result = Run($"Add-SwarmSecret db '{Value}'");

        Assert.Contains("-Generate", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("ConvertTo-SecureString", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.False(ShowsValue(result.Error.Exception.ToString()));
        Assert.DoesNotContain(Engine.Requests, request => request.Method == "POST");
    }

    [Fact]
    public void A_credential_becomes_two_secrets()
    {
        Take("db_user", "db_password");

        ScriptResult result = Run(
            "param($value) Add-SwarmSecret db -Credential ([pscredential]::new('ada', $value))", Secure("pw"));

        Assert.Equal(["db_user", "db_password"], result.Texts);
        Assert.Equal(["ada", "pw"], Engine.Requests.Where(request => request.Method == "POST").Select(Decoded));
    }

    [Fact]
    public void Files_are_taken_byte_for_byte_and_named_after_the_file()
    {
        Take("key");
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("key.pem"), [1, 2, 0, 255, 10]);

        ScriptResult result = Run("param($folder) [System.IO.DirectoryInfo]::new($folder).GetFiles() | Add-SwarmSecret -LiteralPath { $_.FullName }", folder.Path);

        Assert.Equal(["key"], result.Texts);
        Assert.Equal("AQIA/wo=", (string?)JsonNode.Parse(Engine.Sent("POST", "/secrets/create").Body)!["Data"]);
    }

    [Fact]
    public void A_path_that_is_wrong_is_an_error_of_its_own_and_the_others_are_still_added()
    {
        Take("a", "b");
        using TemporaryFolder folder = new();
        folder.Write("a.key", "1");
        folder.Write("b.key", "2");

        ScriptResult result = Run("param($a, $missing, $b) Add-SwarmSecret -Path $a, $missing, $b", folder.File("a.key"), folder.File("missing"), folder.File("b.key"));

        Assert.Equal(["FileNotFound"], result.ErrorIds);
        Assert.Equal(folder.File("missing"), result.Error.TargetObject);
        Assert.Equal(["a", "b"], result.Texts);
    }

    [Fact]
    public void A_wildcard_takes_files_and_leaves_folders_out()
    {
        Take("a");
        using TemporaryFolder folder = new();
        folder.Write("a.key", "1");
        Directory.CreateDirectory(folder.File("b"));

        ScriptResult result = Run("param($path) Add-SwarmSecret -Path $path", folder.File("*"));

        Assert.Empty(result.Errors);
        Assert.Equal(["a"], result.Texts);
    }

    [Theory]
    [InlineData("Add-SwarmSecret x -Path $folder/*")]
    [InlineData("[System.IO.DirectoryInfo]::new($folder).GetFiles() | Add-SwarmSecret x -LiteralPath { $_.FullName }")]
    [InlineData("[System.IO.DirectoryInfo]::new($folder).GetFiles() | Add-SwarmConfig x -LiteralPath { $_.FullName }")]
    public void Several_files_under_one_name_are_refused_before_anything_is_sent(string script)
    {
        using TemporaryFolder folder = new();
        folder.Write("a.key", "1");
        folder.Write("b.key", "2");

        ScriptResult result = Run("param($folder) " + script, folder.Path);

        Assert.Equal(["OptionInvalid"], result.ErrorIds);
        Assert.Contains("'x' is one name, but there are 2 files", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Engine.Requests, request => request.Method == "POST");
    }

    [Fact]
    public void A_folder_is_no_value()
    {
        using TemporaryFolder folder = new();

        ScriptResult result = Run("param($path) Add-SwarmSecret -Path $path", folder.Path);

        Assert.Equal(["DataInvalid"], result.ErrorIds);
        Assert.Contains("is a folder", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generated_value_has_the_asked_length_and_is_shown_to_nobody()
    {
        Take("db");

        ScriptResult result = Run("Add-SwarmSecret db -Generate 32 -Verbose -Debug | Show-All");

        string value = Sent();
        Assert.Matches("^[A-Za-z0-9]{32}$", value);
        Assert.DoesNotContain(result.Texts.Concat(result.Chatter), text => text.Contains(value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Add-SwarmSecret db -Bytes ([byte[]]@())", "DataInvalid", "empty")]
    [InlineData("Add-SwarmSecret db -Bytes ([byte[]]::new(512000))", "DataInvalid", "512,000")]
    [InlineData("Add-SwarmSecret db ([securestring]::new())", "DataInvalid", "empty")]
    [InlineData("Add-SwarmSecret 'no/slash' -Generate 8", "NameInvalid", "no/slash")]
    [InlineData("Add-SwarmSecret db -LiteralPath /nowhere/at/all", "FileNotFound", "/nowhere/at/all")]
    [InlineData("Add-SwarmSecret db -Path nodrive:/a", "FileNotFound", "nodrive:/a")]
    [InlineData("Add-SwarmSecret db -LiteralPath env:PATH", "DataInvalid", "env:PATH")]
    public void What_the_engine_would_refuse_is_refused_before_anything_is_sent(string script, string id, string named)
    {
        ScriptResult result = Run(script);

        Assert.Equal([id], result.ErrorIds);
        Assert.Contains(named, result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Engine.Requests, request => request.Method == "POST");
    }

    [Fact]
    public void The_largest_value_is_sent()
    {
        Take("db");

        Assert.Empty(Run("Add-SwarmSecret db -Bytes ([byte[]]::new(511999))").Errors);
    }

    [Fact]
    public void A_name_that_exists_is_one_error_that_does_not_end_the_command()
    {
        Engine.Refuse("POST", "/secrets/create", HttpStatusCode.Conflict, "rpc error: code = AlreadyExists desc = secret db already exists");

        ScriptResult result = Run("Add-SwarmSecret db -Generate 8; 'next'");

        Assert.Equal(["SecretExists"], result.ErrorIds);
        Assert.Equal(["next"], result.Texts);
    }

    [Fact]
    public void A_plain_string_is_never_a_value()
    {
        Assert.NotEmpty(Run("'text' | Add-SwarmSecret db").Errors);
        Assert.NotEmpty(Run("Add-SwarmSecret db 'text'").Errors);
        Assert.DoesNotContain(Engine.Requests, request => request.Method == "POST");
    }

    [Theory]
    [InlineData("Get-SwarmJoinToken | Show-All")]
    [InlineData("Get-SwarmJoinToken | ForEach-Object { \"$_ $($_.Token)\" }")]
    [InlineData("Get-Swarm | ForEach-Object { $_.ToJson() }")]
    [InlineData("Get-Swarm | Show-All")]
    public void Join_tokens_are_not_in_clear(string script)
    {
        Engine.Answer("GET", "/swarm", """{"ID":"c","Spec":{"Name":"default"},"JoinTokens":{"Worker":"SWMTKN-1-w","Manager":"SWMTKN-1-m"}}""");

        ScriptResult result = Run(script);

        Assert.Empty(result.Errors);
        Assert.DoesNotContain("SWMTKN", string.Concat(result.Texts), StringComparison.Ordinal);
    }

    [Fact]
    public void Join_tokens_are_in_clear_when_that_is_asked_for()
    {
        Engine.Answer("GET", "/swarm", """{"ID":"c","Spec":{"Name":"default"},"JoinTokens":{"Worker":"SWMTKN-1-w","Manager":"SWMTKN-1-m"}}""");

        Assert.Equal(["SWMTKN-1-w"], Run("Get-SwarmJoinToken Worker -AsPlainText").Texts);
    }

    private void Take(params string[] names)
    {
        int next = 0;
        Engine.Answer("POST", "/secrets/create", (_, context) =>
        {
            context.Response.StatusCode = 201;
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, $$"""{"ID":"{{names[next++]}}id"}""");
        });
        Engine.Answer("GET", "/secrets", EngineJson.List(names.Select(EngineJson.Named)));
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

    private string Sent() => Decoded(Engine.Sent("POST", "/secrets/create"));

    private static string Decoded(RecordedRequest request) =>
        Encoding.UTF8.GetString(Convert.FromBase64String((string)JsonNode.Parse(request.Body)!["Data"]!));

    private static bool ShowsValue(string text) =>
        text.Contains(Value, StringComparison.Ordinal)
        || text.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(Value)), StringComparison.Ordinal);
}
