using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Testing;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Stacks that run, written as files: publishing these changes nothing.</summary>
public sealed class StackExportTests(Labs labs) : PublishedStackTests(labs)
{
    private const string Export = "param($name, $file) Export-SwarmStack $name -Path $file";

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_docker_made_of_a_rich_file_is_kept_by_its_export(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = new();
        StackSameAsCliTests.WriteRich(folder, stage);
        string name = stage.Name("rich");
        Assert.True(await StackSameAsCliTests.DeployAsync(stage, name, [folder.File("compose.yml")]));
        string before = await StateAsync(stage, name);
        JsonNode seen = await StackState.SeenAsync(stage, name);

        ScriptResult exported = await stage.DoAsync(Export, name, folder.File("again.yml"));

        Assert.Equal([], exported.Warnings.Where(warning => warning.Contains(": ", StringComparison.Ordinal)));
        await AssertKeptAsync(stage, folder, name, before);
        Assert.Equal([], JsonDifference.Between(seen, await StackState.SeenAsync(stage, name)));
        await RemoveAsync(stage, name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_was_published_and_rotated_is_kept_and_no_task_is_replaced(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = Folder();
        string name = stage.Name("shop");
        await stage.DoAsync(Publish, folder.File("stack.yml"), name);
        folder.Write("stack.yml", File.Replace("content: hello", "content: \"bye $${NOBODY}\"", StringComparison.Ordinal));
        folder.Write("pw.txt", "two");
        await stage.DoAsync(Publish, folder.File("stack.yml"), name);
        string before = await StateAsync(stage, name);

        await stage.DoAsync("param($name, $file) Get-SwarmStack $name | Export-SwarmStack -Path $file", name, folder.File("again.yml"));

        string text = System.IO.File.ReadAllText(folder.File("again.yml"));
        Assert.Contains($"name: {name}_pw-v2\n", text, StringComparison.Ordinal);
        Assert.Contains("content: bye $${NOBODY}\n", text, StringComparison.Ordinal);
        await AssertKeptAsync(stage, folder, name, before);
        await RemoveAsync(stage, name);
    }

    private static async Task AssertKeptAsync(Stage stage, TemporaryFolder folder, string name, string before)
    {
        Assert.Equal(["True"], (await stage.DoAsync("param($file) Compare-SwarmStack $file -AllowPlaintext -Quiet -WarningAction SilentlyContinue", folder.File("again.yml"))).Texts);
        Seen kept = new((await stage.DoAsync("param($file) Publish-SwarmStack $file -Prune -ResolveImage Never -AllowPlaintext -NoWait -WarningAction SilentlyContinue", folder.File("again.yml"))).Output.Single());
        Assert.All((IEnumerable<object>)kept.Required("Changes"), change => Assert.Equal("Keep", $"{new Seen(change)["Action"]}"));
        Assert.Equal(before, await StateAsync(stage, name));
    }
}
