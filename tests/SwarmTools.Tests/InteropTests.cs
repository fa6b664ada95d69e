using System;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.Json.Nodes;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>With what other modules return, in other sessions, and under other rules than the usual ones.</summary>
public sealed class InteropTests : CmdletTests
{
    private const string Value = "s3cr3t-Value-42";

    // What Get-Secret of Microsoft.PowerShell.SecretManagement returns for each type of secret.
    private const string GetSecret =
        """
        function Get-Secret($Name, [switch] $AsPlainText) {
            $secure = [securestring]::new(); 's3cr3t-Value-42'.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }
            switch ($Name) {
                text { if ($AsPlainText) { 's3cr3t-Value-42' } else { $secure } }
                login { [pscredential]::new('shop', $secure) }
                bytes { , [Text.Encoding]::UTF8.GetBytes('s3cr3t-Value-42') }
                table { @{ user = $secure; password = $secure } }
                wrong { @{ user = 'shop' } }
            }
        }

        """;

    [Theory]
    [InlineData("Get-Secret text | Add-SwarmSecret db", "db")]
    [InlineData("Add-SwarmSecret db (Get-Secret text)", "db")]
    [InlineData("Get-Secret bytes | Add-SwarmSecret db", "db")]
    [InlineData("Add-SwarmSecret db -Bytes (Get-Secret bytes)", "db")]
    [InlineData("Get-Secret login | Add-SwarmSecret db", "db_user=shop|db_password")]
    [InlineData("Get-Secret table | Add-SwarmSecret db", "db_password|db_user")]
    [InlineData("'db' | ForEach-Object { Get-Secret text | Add-SwarmSecret $_ }", "db")]
    public void What_Get_Secret_returns_is_piped_to_Add_SwarmSecret(string script, string expected)
    {
        Engine.Answer("POST", "/secrets/create", """{"ID":"dbid"}""").Answer("GET", "/secrets", EngineJson.List(EngineJson.Named("db"), EngineJson.Named("db_user"), EngineJson.Named("db_password")));

        ScriptResult result = Run(GetSecret + script + " | Out-Null");

        Assert.Empty(result.Errors);
        Assert.Equal(
            expected.Split('|').Select(each => each.Contains('=', StringComparison.Ordinal) ? each : $"{each}={Value}"),
            Engine.Requests.Where(request => request.Path == "/secrets/create").Select(request => JsonNode.Parse(request.Body)!)
                .Select(secret => $"{(string?)secret["Name"]}={Encoding.UTF8.GetString(Convert.FromBase64String((string?)secret["Data"] ?? ""))}"));
    }

    [Theory]
    [InlineData("Get-Secret text -AsPlainText | Add-SwarmSecret db")]
    [InlineData("Get-Secret wrong | Add-SwarmSecret db")]
    [InlineData("[Text.Encoding]::UTF8.GetBytes('ab') | Add-SwarmSecret db")]
    [InlineData("'12345' | Add-SwarmSecret db")]
    [InlineData("12345 | Add-SwarmSecret db")]
    public void Text_and_single_bytes_are_no_secret_and_nothing_is_sent(string script)
    {
        ScriptResult result = Run(GetSecret + script);

        Assert.NotEmpty(result.Errors);
        Assert.DoesNotContain(Engine.Requests, request => request.Method == "POST");
        Assert.DoesNotContain(Value, string.Concat(result.Errors.Select(error => error.ToString())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Service")]
    [InlineData("Node")]
    [InlineData("Secret")]
    [InlineData("Config")]
    [InlineData("Network")]
    public void What_came_from_a_job_names_the_same_object(string noun)
    {
        Fill();
        object copy = PSSerializer.Deserialize(PSSerializer.Serialize(Run($"Get-Swarm{noun} web").Output.Single()));

        ScriptResult result = Run($"param($copy) $copy.PSObject.TypeNames[0]; ($copy | Get-Swarm{noun}).Name; (Get-Swarm{noun} $copy).Id", copy);

        Assert.Empty(result.Errors);
        Assert.Equal([$"Deserialized.SwarmTools.Swarm{noun}", "web", "webid"], result.Texts);
    }

    [Theory]
    [InlineData("Get-SwarmService")]
    [InlineData("Get-SwarmNode")]
    [InlineData("Get-SwarmSecret")]
    [InlineData("Get-SwarmConfig")]
    [InlineData("Get-SwarmNetwork")]
    [InlineData("Get-SwarmTask")]
    [InlineData("Get-SwarmStack")]
    [InlineData("Get-SwarmConnection")]
    [InlineData("Get-SwarmServiceHistory web")]
    [InlineData("Set-SwarmService web -AddLabel @{ a = 1 } -WhatIf")]
    [InlineData("New-SwarmPort 80 | Out-Null; New-SwarmMount -Source a -Target /a | Out-Null; New-SwarmHealthCheck true | Out-Null")]
    public void Strict_mode_changes_nothing(string script)
    {
        Fill();

        ScriptResult result = Run("Set-StrictMode -Version Latest; $ErrorActionPreference = 'Stop'; " + script + " | Out-Default");

        Assert.Empty(result.Errors);
    }

    [Theory]
    [InlineData("(Get-SwarmService web).Name", "web")]
    [InlineData("(Get-SwarmService -Label tier=front).Name", "web")]
    [InlineData("(Set-SwarmService web -AddLabel @{ zone = 'a' } -NoWait -WhatIf); 'asked'", "asked")]
    [InlineData("(New-SwarmMount -Type Volume -Source data -Target /data).Target", "/data")]
    [InlineData("Get-SwarmService | Where-Object Replicas -gt 0 | ForEach-Object Name", "web")]
    public void Constrained_language_has_texts_and_hashtables(string script, string expected)
    {
        Fill();

        ScriptResult result = Run("$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'; " + script);

        Assert.Empty(result.Errors);
        Assert.Equal([expected], result.Texts);
    }

    [Fact]
    public void Default_parameter_values_choose_the_connection()
    {
        Fill();
        object connection = Run("Get-SwarmConnection").Output.Single().BaseObject;
        using ModuleSession second = new();

        ScriptResult result = second.Run("param($c) $PSDefaultParameterValues = @{ '*-Swarm*:Connection' = $c }; (Get-SwarmService).Name; (Get-SwarmNode).Name; @(Get-SwarmConnection).Count", connection);

        Assert.Empty(result.Errors);
        Assert.Equal(["web", "web"], result.Texts.Take(2));
    }

    [Fact]
    public void Several_sessions_work_side_by_side_each_with_its_own_connection()
    {
        Fill();
        using ModuleSession second = new();
        using ModuleSession third = new();

        ScriptResult[] results = [.. new[] { second, third }.AsParallel().Select(session => session.Run("param($uri) Connect-Swarm $uri; 1..20 | ForEach-Object { Get-SwarmService web | ForEach-Object Name }", Engine.HostUri))];

        Assert.All(results, result =>
        {
            Assert.Empty(result.Errors);
            Assert.Equal(20, result.Texts.Count(text => text == "web"));
        });
    }

    private void Fill()
    {
        JsonObject service = EngineJson.Service("web");
        service["Spec"]!["Labels"] = new JsonObject { ["tier"] = "front" };
        JsonObject node = EngineJson.Node("web");
        node["ID"] = "webid";
        JsonObject network = EngineJson.Network("web");
        Engine.Answer("GET", "/services", EngineJson.List(service))
            .Answer("GET", "/services/webid", service.ToJsonString())
            .Answer("GET", "/nodes", EngineJson.List(node))
            .Answer("GET", "/secrets", EngineJson.List(EngineJson.Named("web")))
            .Answer("GET", "/configs", EngineJson.List(EngineJson.Named("web")))
            .Answer("GET", "/networks", EngineJson.List(network))
            .Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("web", 1)));
    }
}
