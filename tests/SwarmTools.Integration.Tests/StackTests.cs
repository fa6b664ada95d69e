using System;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Testing;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Stacks that docker deployed.</summary>
public sealed class StackTests(Labs labs) : SwarmTests(labs)
{
    // Its web does not listen to signals: tasks end when their grace period is over.
    private const string File =
        """
        version: "3.8"
        services:
          api:
            image: swarmtools/test:1
            stop_grace_period: 1s
            secrets: [key]
            networks: [default, outside]
            deploy:
              replicas: 2
              update_config: { monitor: 100ms, order: start-first }
          web:
            image: swarmtools/test:1
            entrypoint: ["sleep", "10000"]
            stop_grace_period: 2s
            ports: ["18999:80"]
            configs: [motd]
            deploy:
              update_config: { monitor: 100ms }
        networks:
          default: {}
          outside: { external: true, name: OUTSIDE }
        secrets:
          key: { file: ./key.txt }
        configs:
          motd: { file: ./motd.txt }
        """;

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_stack_is_found_with_all_that_belongs_to_it_and_waited_for(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = await FolderAsync(stage);
        string name = await DeployAsync(stage, folder);

        ScriptResult waited = await stage.DoAsync("param($name) Wait-SwarmStack $name -Timeout 60s", name);
        Seen stack = new((await stage.DoAsync("param($name) Get-SwarmStack $name", name)).Output.Single());

        Assert.Equal([name + "_api: Converged", name + "_web: Converged"], waited.Texts.Order());
        Assert.Equal((3L, 3L), (stack["RunningTasks"], stack["DesiredTasks"]));
        foreach ((string property, string[] expected) in new (string, string[])[] { ("Services", ["api", "web"]), ("Networks", ["default"]), ("Secrets", ["key"]), ("Configs", ["motd"]) })
        {
            Assert.Equal(expected.Select(part => $"{name}_{part}"), (System.Collections.Generic.IEnumerable<string>)stack.Required(property));
        }

        Assert.InRange((DateTimeOffset)stack.Required("UpdatedAt"), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddSeconds(5));
        Assert.Contains(name, (await stage.DoAsync("Get-SwarmStack")).Texts);
        Assert.Equal([name + "_api", name + "_web"], (await stage.DoAsync("param($name) Get-SwarmStack $name | Get-SwarmService", name)).Texts);
        Assert.Equal(3, (await stage.DoAsync("param($name) Get-SwarmStack $name | Get-SwarmTask -State Running", name)).Output.Count);
        await stage.DoAsync("param($name) Get-SwarmStack $name | Get-SwarmLog -Tail 1", name);
        Assert.Equal([name], (await stage.DoAsync("param($line) [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches | ForEach-Object CompletionText", $"Remove-SwarmStack {name[..^2]}")).Texts);
        await stage.DoAsync("param($name) Remove-SwarmStack $name", name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task All_services_of_a_stack_are_restarted(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = await FolderAsync(stage);
        string name = await DeployAsync(stage, folder);
        const string Running = "param($name) Get-SwarmStack $name | Get-SwarmTask -State Running | ForEach-Object Id";
        await stage.DoAsync("param($name) Wait-SwarmStack $name -Timeout 60s", name);
        string[] before = [.. (await stage.DoAsync(Running, name)).Texts];

        ScriptResult result = await stage.DoAsync("param($name) Get-SwarmStack $name | Restart-SwarmStack", name);

        Assert.Equal([name + "_api: Converged", name + "_web: Converged"], result.Texts.Order());
        string[] after = [.. (await stage.DoAsync(Running, name)).Texts];
        Assert.Equal((3, 3), (before.Length, after.Length));
        Assert.Empty(after.Intersect(before));
        await stage.DoAsync("param($name) Remove-SwarmStack $name", name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_stack_that_was_removed_can_be_deployed_at_once_again_and_again(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = await FolderAsync(stage);
        for (int round = 1; round <= 5; round++)
        {
            string name = await DeployAsync(stage, folder);
            await stage.DoAsync("param($name) Wait-SwarmStack $name -Timeout 60s", name);
            await stage.DoAsync("param($name) Remove-SwarmStack $name", name);
            await RequireNothingAsync(stage, name);
        }

        Assert.Equal([stage.Name("outside")], (await stage.DoAsync("param($name) Get-SwarmNetwork $name", stage.Name("outside"))).Texts);
    }

    // As it is where a removal was stopped in the middle.
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_is_left_of_a_stack_whose_tasks_still_end_is_removed(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = await FolderAsync(stage);
        string name = await DeployAsync(stage, folder);
        await stage.DoAsync("param($name) Wait-SwarmStack $name -Timeout 60s", name);
        await stage.DockerAsync("service", "rm", name + "_web", name + "_api");

        await stage.DoAsync("param($name) Remove-SwarmStack $name", name);

        await RequireNothingAsync(stage, name);
        await DeployAsync(stage, folder);
        await stage.DoAsync("param($name) Wait-SwarmStack $name -Timeout 60s; Remove-SwarmStack $name", name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task The_history_of_services_goes_with_the_stack(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = await FolderAsync(stage);
        string name = await DeployAsync(stage, folder);
        await stage.DoAsync("param($name) $null = Wait-SwarmStack $name -Timeout 60s; Invoke-SwarmRollingUpdate \"${name}_api\" -AddLabel step=1", name);
        await stage.DoAsync("param($name) Remove-SwarmStack $name -KeepHistory", name);
        Assert.Equal(2, await RevisionsAsync(stage, name));
        await DeployAsync(stage, folder);

        await stage.DoAsync("param($name) Remove-SwarmStack $name", name);

        Assert.Equal(0, await RevisionsAsync(stage, name));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_network_that_others_use_is_an_error_and_the_rest_goes(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = await FolderAsync(stage);
        string name = await DeployAsync(stage, folder);
        string guest = stage.Name("guest");
        await stage.DockerAsync("service", "create", "-d", "-q", "--no-resolve-image", "--name", guest, "--network", name + "_default", "swarmtools/test:1");

        ScriptResult result = await stage.FailAsync("NetworkInUse", "param($name) Remove-SwarmStack $name", name);

        Assert.Contains(guest, result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("0 0 1", string.Join(' ', (await stage.DoAsync("param($name) Get-SwarmStack $name | ForEach-Object { $_.Services.Count, $_.Secrets.Count, $_.Networks.Count }", name)).Texts));
        await stage.DoAsync("param($guest, $name) Remove-SwarmService $guest; Remove-SwarmStack $name", guest, name);
        await stage.FailAsync("StackNotFound", "param($name) Remove-SwarmStack $name", name);
    }

    private static async Task<TemporaryFolder> FolderAsync(Stage stage)
    {
        TemporaryFolder folder = new();
        folder.Write("stack.yml", File.Replace("OUTSIDE", stage.Name("outside"), StringComparison.Ordinal));
        folder.Write("key.txt", "key");
        folder.Write("motd.txt", "motd");
        await stage.DockerAsync("network", "create", "--driver", "overlay", stage.Name("outside"));
        return folder;
    }

    private static async Task<string> DeployAsync(Stage stage, TemporaryFolder folder)
    {
        string name = stage.Name("shop");
        await stage.DockerAsync("stack", "deploy", "--resolve-image", "never", "-c", folder.File("stack.yml"), name);
        return name;
    }

    private static async Task RequireNothingAsync(Stage stage, string name)
    {
        await stage.FailAsync("StackNotFound", "param($name) Get-SwarmStack $name", name);
        foreach (string kind in new[] { "service", "network", "secret", "config" })
        {
            Assert.Equal("", await stage.DockerAsync(kind, "ls", "-q", "--filter", "label=com.docker.stack.namespace=" + name));
        }

        Assert.Equal("", await stage.DockerAsync("ps", "-q", "--filter", "label=com.docker.stack.namespace=" + name));
    }

    private static async Task<int> RevisionsAsync(Stage stage, string name) =>
        (await stage.Raw.GetAsync("/configs")).AsArray().Count(config => (string?)config!["Spec"]!["Labels"]?["swarmtools.revision.service"] == name + "_api");
}
