using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Testing;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Stacks that are brought back as a whole where one service fails; secrets that rotate with them.</summary>
public sealed class StackReturnTests(Labs labs) : PublishedStackTests(labs)
{
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task The_third_of_three_services_is_bad_and_all_is_as_before(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = Folder();
        string name = stage.Name("shop");
        await stage.DoAsync(Publish, folder.File("stack.yml"), name);
        JsonObject before = await SpecsAsync(stage, name);
        folder.Write("bad.yml", File
            .Replace("image: swarmtools/test:1", "image: swarmtools/test:1\n    environment: [NEW=1]", StringComparison.Ordinal)
            .Replace("    configs: [motd]", "    configs: [motd, more]\n    " + Bad, StringComparison.Ordinal)
            .Replace("{inner: {}}", "{inner: {}, outer: {}}", StringComparison.Ordinal).Replace("[default, inner]", "[default, inner, outer]", StringComparison.Ordinal)
            .Replace("configs: {motd: {content: hello}}", "configs: {motd: {content: hello}, more: {content: more}}", StringComparison.Ordinal));
        folder.Write("pw.txt", "two");

        ScriptResult result = await stage.RunAsync(Publish + " -RollbackOnFailure", folder.File("bad.yml"), name);

        string error = result.Error.Exception.Message;
        Assert.Contains(name + "_web", error, StringComparison.Ordinal);
        Assert.Contains("boom", error, StringComparison.Ordinal);
        Assert.EndsWith("All that was done was taken back.", error, StringComparison.Ordinal);
        Assert.Equal("Undone", $"{new Seen(result.Output.Single())["Outcome"]}");
        Assert.Equal([], JsonDifference.Between(before, await SpecsAsync(stage, name)));
        folder.Write("pw.txt", "one");
        Assert.Equal(["True"], (await stage.DoAsync("param($file, $name) Compare-SwarmStack $file $name -AllowPlaintext -Quiet", folder.File("stack.yml"), name)).Texts);
        Assert.Equal("3 2 1 1", string.Join(' ', (await stage.DoAsync("param($name) Get-SwarmStack $name | ForEach-Object { $_.Services.Count, $_.Networks.Count, $_.Secrets.Count, $_.Configs.Count }", name)).Texts));
        await RemoveAsync(stage, name);
    }

    // What is as the file says and does not run failed once, and fails again.
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task The_same_file_again_after_a_failure_is_no_success(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = new();
        string name = stage.Name("shop");
        folder.Write("stack.yml", "services: {a: {image: \"swarmtools/test:1\", " + Bad + ", deploy: {restart_policy: {condition: none}, update_config: {monitor: 1s}}}, b: {image: \"swarmtools/test:1\", depends_on: {a: {condition: service_completed_successfully}}}}");

        ScriptResult first = await stage.RunAsync(Publish, folder.File("stack.yml"), name);
        ScriptResult second = await stage.RunAsync(Publish + " -RollbackOnFailure", folder.File("stack.yml"), name);

        Assert.All(new[] { first, second }, result =>
        {
            Assert.Equal("Failed", $"{new Seen(result.Output.Single())["Outcome"]}");
            Assert.Contains(name + "_a", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
        });
        Assert.Equal([name + "_a"], (await SpecsAsync(stage, name)).Select(service => service.Key));
        await RemoveAsync(stage, name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_service_is_renamed_with_a_port_of_its_node(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = new();
        string name = stage.Name("shop");
        const string Old = "services: {old: {image: \"swarmtools/test:1\", stop_grace_period: 1s, ports: [{published: 18779, target: 80, mode: host}], deploy: {update_config: {monitor: 100ms}}}}";
        folder.Write("stack.yml", Old);
        folder.Write("renamed.yml", Old.Replace("{old:", "{new:", StringComparison.Ordinal));
        await stage.DoAsync(Publish, folder.File("stack.yml"), name);

        await stage.DoAsync(Publish + " -Prune", folder.File("renamed.yml"), name);

        Assert.Equal([name + "_new"], (await SpecsAsync(stage, name)).Select(service => service.Key));
        await stage.DoAsync("param($name) $null = Undo-SwarmStack $name -Timeout 60s", name);
        Assert.Equal([name + "_old"], (await SpecsAsync(stage, name)).Select(service => service.Key));
        await stage.DoAsync("param($name) Remove-SwarmStack $name -KeepHistory", name);
        Assert.Equal(3, (await stage.DoAsync("param($name) Get-SwarmStackHistory $name", name)).Output.Count);
        await RemoveAsync(stage, name);
        await stage.FailAsync("StackNotFound", "param($name) Get-SwarmStackHistory $name", name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_service_is_renamed_with_its_port_and_comes_back_where_the_new_one_is_bad(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = Folder();
        string name = stage.Name("shop");
        await stage.DoAsync(Publish, folder.File("stack.yml"), name);
        string renamed = File.Replace("  web:", "  www:", StringComparison.Ordinal);
        folder.Write("renamed.yml", renamed);
        folder.Write("bad.yml", renamed.Replace("    configs: [motd]", "    configs: [motd]\n    " + Bad, StringComparison.Ordinal));
        JsonObject before = await SpecsAsync(stage, name);

        ScriptResult failed = await stage.RunAsync(Publish + " -Prune -RollbackOnFailure", folder.File("bad.yml"), name);
        Assert.Contains(name + "_www", failed.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal([], JsonDifference.Between(before, await SpecsAsync(stage, name)));

        Seen plan = new((await stage.DoAsync(Publish + " -Prune -WhatIf", folder.File("renamed.yml"), name)).Output.Single());
        Seen removal = new(((IEnumerable<object>)plan.Required("Changes")).Single(change => $"{new Seen(change)["Action"]}" == "Remove"));
        Assert.Equal((name + "_web", true), (removal["Name"], removal["IsDowntime"]));
        Assert.Equal([], JsonDifference.Between(before, await SpecsAsync(stage, name)));

        await stage.DoAsync(Publish + " -Prune", folder.File("renamed.yml"), name);
        Assert.Equal(["db", "worker", "www"], (await SpecsAsync(stage, name)).Select(service => service.Key[(name.Length + 1)..]).Order());
        await RemoveAsync(stage, name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_secret_that_changed_moves_all_that_use_it_and_comes_back_with_them(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = Folder();
        string name = stage.Name("shop");
        await stage.DoAsync(Publish, folder.File("stack.yml"), name);
        folder.Write("pw.txt", "two");

        Seen result = new((await stage.DoAsync(Publish, folder.File("stack.yml"), name)).Output.Single());

        Assert.Equal(
            [$"Create secret {name}_pw-v2", $"Update service {name}_db (Secrets)", $"Update service {name}_web (Secrets)"],
            ((IEnumerable<object>)result.Required("Changes")).Where(change => $"{new Seen(change)["Action"]}" != "Keep").Select(change => $"{change}".Replace($" (another content than '{name}_pw')", "", StringComparison.Ordinal)));
        Assert.Equal("two", await stage.DockerAsync("exec", await stage.ContainerAsync(name + "_web"), "cat", "/run/secrets/mine"));
        Assert.Equal("two", await stage.DockerAsync("exec", await stage.ContainerAsync(name + "_db"), "cat", "/run/secrets/pw"));
        JsonObject uses = await SpecsAsync(stage, name);

        folder.Write("pw.txt", "three");
        folder.Write("bad.yml", File.Replace("    configs: [motd]", "    configs: [motd]\n    " + Bad, StringComparison.Ordinal));
        await stage.RunAsync(Publish + " -RollbackOnFailure", folder.File("bad.yml"), name);

        Assert.Equal([], JsonDifference.Between(uses, await SpecsAsync(stage, name)));
        Assert.Equal([name + "_pw", name + "_pw-v2"], (await stage.DoAsync("param($name) Get-SwarmSecret \"${name}_*\"", name)).Texts);
        await RemoveAsync(stage, name);
    }
}
