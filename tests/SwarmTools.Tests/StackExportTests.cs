using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.Json.Nodes;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Stacks that are written as compose files.</summary>
public sealed class StackExportTests : StackSwarmTests
{
    [Theory]
    [InlineData("Export-SwarmStack shop")]
    [InlineData("Export-SwarmStack SHOP, shop, sh*")]
    [InlineData("Get-SwarmStack shop | Export-SwarmStack")]
    [InlineData("'shop' | Export-SwarmStack")]
    public void A_stack_is_one_text(string script)
    {
        ServeAll();

        ScriptResult result = Run(script);

        Assert.Empty(result.Errors);
        string text = Assert.Single(result.Texts);
        Assert.StartsWith("# The stack 'shop', as it ran.", text, StringComparison.Ordinal);
        Assert.Contains("\nname: shop\nservices:\n  api:\n    image: swarmtools/test:1\n", text, StringComparison.Ordinal);
        Assert.Contains("      labels:\n        tier: front\n", text, StringComparison.Ordinal);
        Assert.Contains("\nsecrets:\n  key:\n    external: true\n    name: shop_key\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
    }

    [Fact]
    public void What_is_written_is_what_runs()
    {
        ServeAll();
        Engine.Answer("GET", "/services", EngineJson.List(JsonNode.Parse(
            """
            {"ID":"shop_webid","Version":{"Index":1},"Spec":{"Name":"shop_web","Labels":{"com.docker.stack.namespace":"shop","com.docker.stack.image":"web:1"},"EndpointSpec":{"Mode":"vip"},"Mode":{"Replicated":{"Replicas":2}},
             "TaskTemplate":{"Networks":[{"Target":"shop_netid","Aliases":["web"]}],"ContainerSpec":{"Image":"web:1@sha256:0000000000000000000000000000000000000000000000000000000000000000","Env":["A=$b"],"Labels":{"com.docker.stack.namespace":"shop"}}}}}
            """)!.AsObject()));
        using TemporaryFolder folder = new();

        ScriptResult result = Run("param($file) Export-SwarmStack shop $file; Test-SwarmStackFile $file | Where-Object Severity -eq Error; Compare-SwarmStack $file -Quiet", folder.File("shop.yml"));

        Assert.Empty(result.Errors);
        Assert.Equal(["True"], result.Texts);
        Assert.Contains("image: web:1\n", File.ReadAllText(folder.File("shop.yml")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_file_cannot_say_is_a_warning()
    {
        ServeAll();
        JsonObject web = Web();
        web["Spec"]!["TaskTemplate"]!["Resources"] = JsonNode.Parse("""{"SwapBytes":5}""");
        Engine.Answer("GET", "/services", EngineJson.List(web));

        Assert.Contains(
            "services.web: TaskTemplate.Resources.SwapBytes cannot be said as it is: it is 5, and publishing the file would make it nothing.", Run("Export-SwarmStack shop").Warnings);
    }

    [Fact]
    public void A_file_that_is_there_stays_without_Force()
    {
        ServeAll();
        using TemporaryFolder folder = new();
        folder.Write("shop.yml", "mine");

        ScriptResult refused = Run("param($file) Export-SwarmStack shop -Path $file", folder.File("shop.yml"));

        Assert.Equal(["FileExists"], refused.ErrorIds);
        Assert.Equal((ErrorCategory.ResourceExists, "shop"), (refused.Error.CategoryInfo.Category, refused.Error.TargetObject.ToString()));
        Assert.Equal("mine", File.ReadAllText(folder.File("shop.yml")));
        Assert.Equal(["FileExists"], Run("param($file) Export-SwarmStack shop -Path $file -WhatIf", folder.File("shop.yml")).ErrorIds);

        ScriptResult written = Run("param($file) Export-SwarmStack shop -Path $file -Force", folder.File("shop.yml"));

        Assert.Empty(written.Errors);
        Assert.Empty(written.Output);
        byte[] bytes = File.ReadAllBytes(folder.File("shop.yml"));
        Assert.Equal((byte)'#', bytes[0]);
        Assert.Equal(Run("Export-SwarmStack shop").Texts.Single(), Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void WhatIf_writes_no_file()
    {
        ServeAll();
        using TemporaryFolder folder = new();

        ScriptResult result = Run("param($file) Export-SwarmStack shop -Path $file -PassThru -WhatIf", folder.File("shop.yml"));

        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.False(File.Exists(folder.File("shop.yml")));
    }

    [Fact]
    public void In_a_folder_each_stack_has_a_file_of_its_name()
    {
        ServeAll();
        using TemporaryFolder folder = new();
        string path = Path.GetDirectoryName(folder.File("x"))!;

        ScriptResult result = Run("param($path) Get-SwarmStack | Export-SwarmStack -Path $path -PassThru | ForEach-Object Name", path);

        Assert.Empty(result.Errors);
        Assert.Equal(["blog.yml", "relics.yml", "shop.yml"], result.Texts);
        Assert.Equal(result.Texts, Directory.GetFiles(path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Force")]
    public void A_second_stack_is_not_written_over_the_first(string force)
    {
        ServeAll();
        using TemporaryFolder folder = new();

        ScriptResult result = Run($"param($file) Export-SwarmStack blog, shop -Path $file {force}", folder.File("all.yml"));

        Assert.Equal(["FileExists"], result.ErrorIds);
        Assert.Contains("\nname: blog\n", File.ReadAllText(folder.File("all.yml")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Export-SwarmStack nosuch", "StackNotFound")]
    [InlineData("Export-SwarmStack shop /no/such/folder/shop.yml", "DataInvalid")]
    [InlineData("Export-SwarmStack shop nosuch:/shop.yml", "FileNotFound")]
    [InlineData("Export-SwarmStack shop env:shop", "DataInvalid")]
    public void What_cannot_be_exported_is_an_error(string script, string id)
    {
        ServeAll();
        ScriptResult result = Run(script);
        Assert.Equal([id], result.ErrorIds);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void What_is_left_of_a_stack_is_exported_too()
    {
        ServeAll();
        ScriptResult result = Run("Export-SwarmStack relics");
        Assert.Contains("services: {}\nnetworks:\n  net:\n    driver: overlay\n", result.Texts.Single(), StringComparison.Ordinal);
        Assert.Equal(["networks.net: no service of the stack uses it, so publishing the file does not make it."], result.Warnings);
    }

    private void ServeAll()
    {
        Serve();
        Engine.Answer("GET", "/swarm", """{"ID":"swarm","DefaultAddrPool":["10.0.0.0/8"],"SubnetSize":24,"Spec":{"Name":"default"}}""");
        Engine.Answer("GET", "/networks/host", EngineJson.Network("host").ToJsonString());
    }
}
