using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Testing;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Stacks that are made anew in another swarm, here of another engine, or under another name.</summary>
public sealed class StackCopyTests(Labs labs) : PublishedStackTests(labs)
{
    private const string Copy = "param($name, $uri, $value) $stack = Get-SwarmStack $name; $there = Connect-Swarm $uri -PassThru; $stack | Copy-SwarmStack -Destination $there -ResolveImage Never -Timeout 60s -SecretValue $value";

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task A_copy_in_another_swarm_is_what_the_files_say(string engine)
    {
        string other = EachLabEngine.Names[(EachLabEngine.Names.ToList().IndexOf(engine) + 1) % EachLabEngine.Names.Count];
        await using Stage there = await OnAsync(other);
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = Folder();
        string name = stage.Name("shop");
        folder.Write("stack.yml", File.Replace("configs: {motd: {content: hello}}", "configs: {motd: {content: hello}, raw: {file: raw.bin}}", StringComparison.Ordinal));
        System.IO.File.WriteAllBytes(folder.File("raw.bin"), [0, 255, 1, 254]);
        await stage.DoAsync(Publish, folder.File("stack.yml"), name);
        try
        {
            ScriptResult refused = await stage.FailAsync("DataInvalid", Copy, name, there.HostUri, new System.Collections.Hashtable());
            Assert.Contains("'pw'", refused.Error.ToString(), StringComparison.Ordinal);
            Assert.Empty(await SpecsAsync(there, name));
            await stage.DoAsync("param($uri) Connect-Swarm $uri", stage.HostUri);

            ScriptResult copied = await stage.DoAsync(Copy, name, there.HostUri, new System.Collections.Hashtable { ["pw"] = Secure("one") });

            Assert.Equal("Done", $"{new Seen(copied.Output.Single())["Outcome"]}");
            Assert.DoesNotContain(copied.Warnings, warning => !warning.Contains("not encrypted", StringComparison.Ordinal));
            Assert.Equal(["True"], (await there.DoAsync("param($file, $name) Compare-SwarmStack $file $name -Quiet", folder.File("stack.yml"), name)).Texts);
            Assert.Equal("one", await there.DockerAsync("exec", await there.ContainerAsync(name + "_db"), "cat", "/run/secrets/pw"));
            Assert.Equal(Convert.ToBase64String([0, 255, 1, 254]), (string)(await there.InspectAsync("config", name + "_raw"))["Spec"]!["Data"]!);
        }
        finally
        {
            await stage.DoAsync("param($uri) Connect-Swarm $uri", stage.HostUri);
            await there.RunAsync("param($name) Remove-SwarmStack $name", name);
            await RemoveAsync(stage, name);
        }
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_copy_under_another_name_has_names_of_its_own_and_all_versions_that_run(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = new();
        (string name, string twin) = (stage.Name("shop"), stage.Name("twin"));
        const string Two =
            """
            services:
              a: {image: "swarmtools/test:1", configs: [motd], deploy: {update_config: {monitor: 100ms}}}
              b: {image: "swarmtools/test:1", configs: [motd], deploy: {update_config: {monitor: 100ms}}}
            configs: {motd: {content: WORD}}
            """;
        folder.Write("stack.yml", Two.Replace("WORD", "old", StringComparison.Ordinal));
        await stage.DoAsync(Publish, folder.File("stack.yml"), name);
        folder.Write("stack.yml", Two.Replace("WORD", "new", StringComparison.Ordinal));
        await stage.DoAsync(Publish + " -Service b", folder.File("stack.yml"), name);
        await stage.FailAsync("OptionInvalid", "param($name) Copy-SwarmStack $name", name);

        await stage.DoAsync("param($name, $twin) Copy-SwarmStack $name -NewName $twin -ResolveImage Never -Timeout 60s", name, twin);

        Assert.Equal("old", await stage.DockerAsync("exec", await stage.ContainerAsync(twin + "_a"), "cat", "/motd"));
        Assert.Equal("new", await stage.DockerAsync("exec", await stage.ContainerAsync(twin + "_b"), "cat", "/motd"));
        Assert.All((JsonArray)await stage.Raw.GetAsync("/configs" + Filter(twin)), config => Assert.StartsWith(twin + "_motd", (string)config!["Spec"]!["Name"]!, StringComparison.Ordinal));
        await stage.DoAsync("param($name, $twin) Remove-SwarmStack $name, $twin", name, twin);
    }
}
