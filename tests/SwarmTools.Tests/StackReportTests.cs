using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Where reports of stacks are written, and that they are in any case.</summary>
public sealed class StackReportTests : CmdletTests
{
    private const string Publish = "param($folder) $null = $ExecutionContext.SessionState.Path.SetLocation($folder); Publish-SwarmStack compose.yml shop -ResolveImage Never -AllowPlaintext ";

    private const string Undo = "param($folder) $null = $ExecutionContext.SessionState.Path.SetLocation($folder); STACKS | Undo-SwarmStack -ReportPath report.json";

    [Theory]
    [InlineData("out/report.json", "report.json")]
    [InlineData("out/report.MD", "report.MD")]
    [InlineData("out/report", "report.json,report.md")]
    [InlineData("out/report-1.2", "report-1.2.json,report-1.2.md")]
    [InlineData("out", "shop.json,shop.md")]
    [InlineData("out/", "shop.json,shop.md")]
    public void The_path_says_which_files_there_are(string path, string expected)
    {
        using TemporaryFolder folder = Folder();
        Directory.CreateDirectory(folder.File("out"));

        ScriptResult result = Run(Publish + "-WhatIf -ReportPath " + path, folder.Path);

        Assert.Empty(result.Errors);
        Assert.Equal(expected, string.Join(",", Directory.GetFiles(folder.File("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_plan_is_reported_and_nothing_is_sent()
    {
        using TemporaryFolder folder = Folder();

        Run(Publish + "-WhatIf -ReportPath report.json", folder.Path);

        JsonNode report = Read(folder, "report.json");
        Assert.Equal(("shop", "Planned", "Publish-SwarmStack"), ((string)report["stack"]!, (string)report["outcome"]!, (string)report["command"]!));
        Assert.Equal(["network shop_default: Create, Planned", "service shop_web: Create, Planned"], report["changes"]!.AsArray().Select(change => $"{change!["type"]} {change["name"]}: {change["action"]}, {change["outcome"]}"));
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
    }

    [Fact]
    public void A_deploy_that_failed_is_reported_with_id_and_remedy()
    {
        using TemporaryFolder folder = Folder();
        Engine.Refuse("POST", "/networks/create", HttpStatusCode.InternalServerError, "no more subnets");

        ScriptResult result = Run(Publish + "-ReportPath report.json", folder.Path);

        Assert.Equal(["EngineError"], result.ErrorIds);
        JsonNode report = Read(folder, "report.json");
        Assert.Equal("Failed", (string)report["outcome"]!);
        JsonNode error = Assert.Single(report["errors"]!.AsArray())!;
        Assert.Equal("EngineError", (string)error["id"]!);
        Assert.Contains("no more subnets", (string)error["message"]!, StringComparison.Ordinal);
        Assert.NotEqual("", (string)error["remedy"]!);
    }

    [Theory]
    [InlineData("services: {web: {image: 5}}", "ComposeInvalid")]
    [InlineData("services: {web: {image: x, ports: [1-2]", "ComposeInvalid")]
    [InlineData("services: {web: {image: x, networks: [far]}}\nnetworks: {far: {external: true}}", "ExternalNetworkNotFound")]
    public void What_fails_before_there_is_a_plan_is_reported_too(string file, string id)
    {
        using TemporaryFolder folder = Folder();
        folder.Write("compose.yml", file);

        Run(Publish + "-ReportPath report.json", folder.Path);

        JsonNode report = Read(folder, "report.json");
        Assert.Equal(("Failed", id), ((string)report["outcome"]!, (string)report["errors"]![0]!["id"]!));
    }

    [Theory]
    [InlineData("Continue")]
    [InlineData("Stop")]
    public void A_file_that_is_missing_is_reported_whatever_ErrorAction_says(string action)
    {
        using TemporaryFolder folder = Folder();

        ScriptResult result = Run("param($folder, $action) $null = $ExecutionContext.SessionState.Path.SetLocation($folder); Publish-SwarmStack broken.yml shop -ReportPath report.json -ErrorAction $action", folder.Path, action);

        Assert.Equal(["FileNotFound"], result.ErrorIds);
        Assert.Equal("FileNotFound", (string)Read(folder, "report.json")["errors"]![0]!["id"]!);
    }

    [Theory]
    [InlineData("none/report.json", "DataInvalid")]
    [InlineData("nodrive:/report.json", "FileNotFound")]
    [InlineData("env:report", "DataInvalid")]
    public void A_place_where_no_report_can_be_is_refused_before_anything_is_done(string path, string id)
    {
        using TemporaryFolder folder = Folder();

        ScriptResult result = Run(Publish + "-ReportPath " + path, folder.Path);

        Assert.Equal([id], result.ErrorIds);
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
    }

    [Fact]
    public void A_report_that_is_there_is_written_over_as_a_whole()
    {
        using TemporaryFolder folder = Folder();
        folder.Write("report.json", new string('x', 100_000));

        Run(Publish + "-WhatIf -ReportPath report.json", folder.Path);

        Assert.Equal("shop", (string)Read(folder, "report.json")["stack"]!);
        Assert.Equal(["compose.yml", "report.json"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_undo_of_a_stack_that_is_not_there_is_reported_too()
    {
        using TemporaryFolder folder = Folder();

        ScriptResult result = Run(Undo.Replace("STACKS", "'nowhere'", StringComparison.Ordinal), folder.Path);

        Assert.Equal(["StackNotFound"], result.ErrorIds);
        JsonNode report = Read(folder, "report.json");
        Assert.Equal(("Failed", "StackNotFound"), ((string)report["outcome"]!, (string)report["errors"]![0]!["id"]!));
    }

    [Fact]
    public void Several_piped_stacks_need_a_folder_and_are_refused_before_the_first_is_changed()
    {
        using TemporaryFolder folder = Folder();
        Engine.Answer("GET", "/services", $"[{Service("one")},{Service("two")}]");

        ScriptResult result = Run(Undo.Replace("STACKS", "'one', 'two'", StringComparison.Ordinal), folder.Path);

        Assert.Equal(["OptionInvalid"], result.ErrorIds);
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
    }

    private static string Service(string stack) => JsonSerializer.Serialize(new
    {
        ID = stack,
        Version = new { Index = 1 },
        Spec = new { Name = stack + "_web", Labels = new Dictionary<string, string> { ["com.docker.stack.namespace"] = stack }, TaskTemplate = new { ContainerSpec = new { Image = "x:1" } } },
    });

    private TemporaryFolder Folder()
    {
        TemporaryFolder folder = new();
        folder.Write("compose.yml", "services: {web: {image: 'x:1'}}");
        foreach (string path in new[] { "/services", "/networks", "/secrets", "/tasks" })
        {
            Engine.Answer("GET", path, "[]");
        }

        return folder;
    }

    private static JsonNode Read(TemporaryFolder folder, string name) => JsonNode.Parse(File.ReadAllText(folder.File(name)))!;
}
