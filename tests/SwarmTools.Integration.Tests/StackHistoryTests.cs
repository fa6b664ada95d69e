using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Testing;

namespace SwarmTools.Integration;

/// <summary>The history of stacks: what is kept of each publish, and the way back.</summary>
public sealed class StackHistoryTests(Labs labs) : PublishedStackTests(labs)
{
    private const string History = "param($name) Get-SwarmStackHistory $name";

    private const string Undo = "param($name) Undo-SwarmStack $name -Timeout 60s";

    private static string V2 => File.Replace("image: swarmtools/test:1\n    secrets: [pw]", "image: swarmtools/test:1\n    environment: [V=2]\n    secrets: [pw]", StringComparison.Ordinal);

    private static string V3 => V2.Replace("  worker:\n    image: swarmtools/test:1\n    deploy: {update_config: {monitor: 1s}}\n", "", StringComparison.Ordinal);

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Three_versions_are_kept_and_the_first_comes_back_with_its_secret(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = Folder();
        string name = stage.Name("shop");
        await stage.DoAsync(Publish + " -Reason first", folder.File("stack.yml"), name);
        JsonObject first = await SpecsAsync(stage, name);
        folder.Write("v2.yml", V2);
        folder.Write("pw.txt", "two");
        await stage.DoAsync(Publish + " -KeepVersion 1", folder.File("v2.yml"), name);
        folder.Write("v3.yml", V3);
        await stage.DoAsync(Publish + " -Prune", folder.File("v3.yml"), name);
        JsonObject third = await SpecsAsync(stage, name);
        Assert.Equal(2, third.Count);
        await stage.DoAsync(Publish + " -Prune", folder.File("v3.yml"), name);

        Assert.Equal(["1  Done 3 first False", "2 1 Done 3  False", "3 2 Done 2  True"], await HistoryAsync(stage, name));
        Assert.Empty((await stage.DoAsync("param($name) Get-SwarmConfig * | Where-Object Name -like 'swarmtools-stack*'", name)).Output);

        Seen undone = new((await stage.DoAsync(Undo + " -Revision 1", name)).Output.Single());

        Assert.Equal("Done", $"{undone["Outcome"]}");
        Assert.Equal(
            [$"Update service {name}_db (Env[V], Secrets)", $"Update service {name}_web (Secrets)", $"Create service {name}_worker (not there)"],
            ((IEnumerable<object>)undone.Required("Changes")).Select(change => $"{change}"));
        Assert.Equal([], JsonDifference.Between(first, await SpecsAsync(stage, name)));
        Assert.Equal("one", await stage.DockerAsync("exec", await stage.ContainerAsync(name + "_db"), "cat", "/run/secrets/pw"));
        Assert.Equal("4 3 Done 3 Back to revision 1. True", (await HistoryAsync(stage, name))[^1]);

        // A second time goes forth again.
        await stage.DoAsync(Undo, name);
        Assert.Equal([], JsonDifference.Between(third, await SpecsAsync(stage, name)));
        await RemoveAsync(stage, name);
        Assert.DoesNotContain((JsonArray)await stage.Raw.GetAsync("/configs"), config => (string?)config!["Spec"]!["Labels"]?["swarmtools.stack.revision.of"] == name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_was_found_is_kept_and_what_fails_is_told(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = Folder();
        string name = stage.Name("shop");
        await stage.DoAsync(Publish + " -HistoryLimit 0", folder.File("stack.yml"), name);
        JsonObject found = await SpecsAsync(stage, name);
        Assert.Empty(await HistoryAsync(stage, name));
        folder.Write("v2.yml", V2);
        folder.Write("bad.yml", File.Replace("    configs: [motd]", "    configs: [motd]\n    " + Bad, StringComparison.Ordinal));

        await stage.DoAsync(Publish, folder.File("v2.yml"), name);
        await stage.RunAsync(Publish + " -RollbackOnFailure", folder.File("bad.yml"), name);
        await stage.RunAsync(Publish, folder.File("bad.yml"), name);

        Assert.Equal(["1  Unknown 3 Found before it was published. False", "2 1 Done 3  False", "3 2 Undone 3  False", "4 2 Failed 3  True"], await HistoryAsync(stage, name));
        await stage.DoAsync(Undo + " -Revision 1", name);
        Assert.Equal([], JsonDifference.Between(found, await SpecsAsync(stage, name)));
        await RemoveAsync(stage, name);
    }

    private static async Task<string[]> HistoryAsync(Stage stage, string name) =>
        [.. (await stage.DoAsync(History + " | ForEach-Object { \"$($_.Revision) $($_.FromRevision) $($_.Outcome) $($_.ServiceCount) $($_.Reason) $($_.IsCurrent)\" }", name)).Texts];
}
