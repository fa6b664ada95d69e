using System;
using System.Diagnostics;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Testing;

namespace SwarmTools.Integration;

/// <summary>Publishing that comes to no end: its process is killed.</summary>
public sealed class StackInterruptionTests(Labs labs) : PublishedStackTests(labs)
{
    private const string Chain =
        """
        services:
          first: {image: "swarmtools/test:1", secrets: [pw], deploy: {update_config: {monitor: 1s}}}
          second: {image: "swarmtools/test:1", configs: [motd], depends_on: {first: {condition: service_healthy}}, deploy: {update_config: {monitor: 1s}}}
          third: {image: "swarmtools/test:1", depends_on: {second: {condition: service_healthy}}, deploy: {update_config: {monitor: 1s}}}
        secrets: {pw: {file: pw.txt}}
        configs: {motd: {content: hello}}
        """;

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_a_killed_client_left_half_done_the_same_command_brings_to_its_end(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = new();
        folder.Write("stack.yml", Chain);
        folder.Write("pw.txt", "one");
        string name = stage.Name("chain");

        await KillAfterAsync(stage, folder.File("stack.yml"), name, async () => (await SpecsAsync(stage, name)).ContainsKey(name + "_first"));
        Assert.DoesNotContain(name + "_third", (await SpecsAsync(stage, name)).Select(service => service.Key));
        await RequireWholeAsync(stage, folder.File("stack.yml"), name);

        // The same for a change: one service of three has it.
        folder.Write("stack.yml", Chain.Replace("swarmtools/test:1", "swarmtools/test:2", StringComparison.Ordinal));
        folder.Write("pw.txt", "two");
        await KillAfterAsync(stage, folder.File("stack.yml"), name, async () => ImageOf(await SpecsAsync(stage, name), name + "_first").Contains("test:2", StringComparison.Ordinal));
        Assert.Contains("test:1", ImageOf(await SpecsAsync(stage, name), name + "_third"), StringComparison.Ordinal);
        await RequireWholeAsync(stage, folder.File("stack.yml"), name);

        string[] secrets = [.. ((JsonArray)await stage.Raw.GetAsync("/secrets" + Filter(name))).Select(secret => (string)secret!["Spec"]!["Name"]!).Order(StringComparer.Ordinal)];
        Assert.Equal([name + "_pw", name + "_pw-v2"], secrets);
        Assert.Equal("two", await stage.DockerAsync("exec", await stage.ContainerAsync(name + "_first"), "cat", "/run/secrets/pw"));
        await RemoveAsync(stage, name);
    }

    private static string ImageOf(JsonObject specs, string service) => (string)specs[service]!["TaskTemplate"]!["ContainerSpec"]!["Image"]!;

    // The same command again does what is left; a third time nothing is left.
    private static async Task RequireWholeAsync(Stage stage, string file, string name)
    {
        await stage.DoAsync(Publish, file, name);
        Assert.Equal(["True"], (await stage.DoAsync("param($file, $name) Compare-SwarmStack $file $name -AllowPlaintext -Quiet", file, name)).Texts);
        string before = await StateAsync(stage, name);
        await stage.DoAsync(Publish, file, name);
        Assert.Equal(before, await StateAsync(stage, name));
    }

    private static async Task KillAfterAsync(Stage stage, string file, string name, Func<Task<bool>> isSo)
    {
        ProcessStartInfo info = new(
            "dotnet",
            [
                Repository.PathOf("tests", "host", "bin", "Release", "net10.0", "SwarmTools.Host.dll"), "-NoProfile", "-Module", Repository.Manifest, "-Command",
                $"Publish-SwarmStack -LiteralPath '{file}' -Name {name} -ResolveImage Never -AllowPlaintext -Connection (Connect-Swarm '{stage.HostUri}' -PassThru)",
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process client = Process.Start(info)!;
        try
        {
            await Stage.UntilAsync(isSo, "the client has sent the first service", 60);
            Assert.False(client.HasExited);
        }
        finally
        {
            client.Kill();
            await client.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }
}
