using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>What a build service is told beside what the console shows.</summary>
[Collection(nameof(RunspaceTests))]
public sealed class BuildServiceTests : CmdletTests
{
    private const string Azure = "TF_BUILD";
    private const string GitHub = "GITHUB_ACTIONS";

    [Theory]
    [InlineData(Azure, "##vso[task.logissue type=error;code=ServiceNotFound;]The swarm at ")]
    [InlineData(GitHub, "::error title=ServiceNotFound::The swarm at ")]
    public void An_error_goes_out_as_a_command_with_its_id_and_not_as_output(string variable, string expected)
    {
        (IReadOnlyList<string> told, PowerShell shell) = Told(variable, "Get-SwarmService nosuch");

        Assert.StartsWith(expected, Assert.Single(told), StringComparison.Ordinal);
        Assert.Single(shell.Streams.Error);
        Assert.Empty((object[])shell.Runspace.SessionStateProxy.GetVariable("out"));
    }

    [Fact]
    public void A_warning_goes_out_as_a_command() => Assert.Equal(
        ["##vso[task.logissue type=warning;]The service 'web' publishes no port, so there is nothing to try."], Told(Azure, "Test-SwarmService web -Endpoint").Told.Where(line => line.Contains("warning", StringComparison.Ordinal)));

    [Theory]
    [InlineData("Get-SwarmService nosuch -ErrorAction SilentlyContinue", 0)]
    [InlineData("Get-SwarmService nosuch -ErrorAction Ignore", 0)]
    [InlineData("$ErrorActionPreference = 'SilentlyContinue'; Get-SwarmService nosuch", 0)]
    [InlineData("$ErrorActionPreference = 'SilentlyContinue'; Get-SwarmService nosuch -ErrorAction Continue", 1)]
    [InlineData("try { Get-SwarmService nosuch -ErrorAction Stop } catch { }", 1)]
    [InlineData("Get-SwarmService nosuch, nosuch2", 2)]
    [InlineData("Get-SwarmService nosuch -InformationAction Ignore", 0)]
    // What ends a command is shown by PowerShell whatever -ErrorAction says.
    [InlineData("try { Set-SwarmService web -Publish 99999 -ErrorAction SilentlyContinue } catch { }", 1)]
    [InlineData("$ErrorActionPreference = 'SilentlyContinue'; try { Set-SwarmService web -Publish 99999 } catch { }", 0)]
    [InlineData("Test-SwarmService web -Endpoint -WarningAction SilentlyContinue", 0)]
    [InlineData("$WarningPreference = 'Ignore'; Test-SwarmService web -Endpoint", 0)]
    public void What_PowerShell_does_not_show_is_not_told_either_and_all_else_is_told_once(string script, int times) =>
        Assert.Equal(times, Told(Azure, script).Told.Count(line => line.Contains("logissue", StringComparison.Ordinal)));

    [Fact]
    public void Nothing_is_told_where_no_build_service_runs_or_it_is_switched_off()
    {
        Assert.Empty(Told("SWARMTOOLS_NO_SUCH_VARIABLE", "Get-SwarmService nosuch").Told);
        using EnvironmentVariable off = new("SWARMTOOLS_LOGGING_COMMANDS", "off");
        Assert.Empty(Told(Azure, "Get-SwarmService nosuch").Told);
    }

    [Fact]
    public void The_bar_for_all_the_work_is_told_when_it_moves_and_those_below_it_are_not()
    {
        IReadOnlyList<string> told = Told(Azure, "Wait-SwarmService web, api -Monitor 0").Told;

        Assert.Equal("##vso[task.setprogress value=0;]Waiting for services", told[0]);
        Assert.Equal("##vso[task.setprogress value=100;]Waiting for services", told[^1]);
        Assert.Equal(told.Distinct(), told);
        Assert.Empty(Told(Azure, "$ProgressPreference = 'SilentlyContinue'; Wait-SwarmService web, api -Monitor 0").Told);
    }

    [Fact]
    public void A_mistake_in_a_stack_file_is_told_with_its_place()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.File("sub"));
        folder.Write("sub/compose.yml", "services:\n  web:\n    image: 5\n");

        // The service takes places to be relative to the root of the sources, wherever the session is.
        using EnvironmentVariable root = new("GITHUB_WORKSPACE", folder.Path);
        IReadOnlyList<string> told = Told(GitHub, $"$null = $ExecutionContext.SessionState.Path.SetLocation('{folder.File("sub")}'); Resolve-SwarmStackFile compose.yml").Told;

        Assert.StartsWith("::error file=sub/compose.yml,line=3,col=12,title=ComposeInvalid::compose.yml:3:12: services.web.image: ", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_in_a_stack_file_are_told_in_their_order_although_the_first_ends_the_command()
    {
        using TemporaryFolder folder = new();
        folder.Write("compose.yml", "services:\n  web:\n    image: 5\n    replicas: 1\n    ports: ['80:99999']\n");

        IReadOnlyList<string> told = Told(GitHub, $"try {{ $null = Resolve-SwarmStackFile '{folder.File("compose.yml")}' -ErrorAction Stop }} catch {{ }}").Told;

        string[] errors = [.. told.Where(line => line.StartsWith("::error", StringComparison.Ordinal)).Select(line => line.Split(",line=")[1].Split(',')[0])];
        Assert.True(errors.Length > 1, string.Join('\n', told));
        Assert.Equal(errors.Order(StringComparer.Ordinal), errors);
    }

    [Fact]
    public void What_a_container_said_is_no_command_of_its_own()
    {
        JsonObject task = EngineJson.Task("web", 1);
        task["Status"]!["State"] = "failed";
        task["Status"]!["Err"] = "gone\n##vso[task.setvariable variable=x]y";
        Engine.Answer("GET", "/tasks/web1task/logs", "");

        IReadOnlyList<string> told = Told(Azure, "Wait-SwarmService web -Timeout 4s", task).Told;

        Assert.Contains(told, line => line.Contains("## vso[task.setvariable", StringComparison.Ordinal));
        Assert.All(told, line => Assert.Equal(0, line.LastIndexOf("##vso[", StringComparison.Ordinal)));
    }

    // What the script writes to the host, line by line.
    private (IReadOnlyList<string> Told, PowerShell Shell) Told(string variable, string script, JsonObject? task = null)
    {
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("api"), EngineJson.Service("web")));
        Engine.Answer("GET", "/services/apiid", EngineJson.Service("api").ToJsonString()).Answer("GET", "/services/webid", EngineJson.Service("web").ToJsonString());
        Engine.Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1"))).Answer("GET", "/networks", "[]");
        Engine.Answer("GET", "/tasks", (request, context) =>
            context.Response.WriteAsync(EngineJson.List((JsonObject?)task?.DeepClone() ?? EngineJson.Task(request.Query.Contains("webid", StringComparison.Ordinal) ? "web" : "api", 1))));
        // These tests may run on a build service themselves.
        using EnvironmentVariable azure = new(Azure, ""), gitHub = new(GitHub, ""), build = new(variable, "True");
        PowerShell shell = Session.Prepare("$script:out = @(& { " + script + " })");
        Assert.Empty(shell.Invoke());
        return ([.. shell.Streams.Information.Select(record => record.MessageData.ToString()!)], shell);
    }
}
