using System;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Testing;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Volumes, which each node has for itself.</summary>
public sealed class VolumeTests(Labs labs) : SwarmTests(labs)
{
    private const string Publish = "param($file, $name) $null = Publish-SwarmStack $file $name -ResolveImage Never -Timeout 60s";

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Volumes_of_a_stack_go_with_it_where_that_is_wished_and_no_others(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = Folder("");
        (string name, string other) = (stage.Name("shop"), stage.Name("other"));
        await stage.DockerAsync("volume", "create", other);
        try
        {
            await stage.DoAsync(Publish, folder.File("stack.yml"), name);
            Seen made = new((await stage.DoAsync("param($name) Get-SwarmVolume \"${name}_data\"", name)).Output.Single());
            Assert.Equal((true, name, "local"), (made["InUse"], made["StackName"], made["Driver"]));
            await stage.FailAsync("VolumeInUse", "param($name) Remove-SwarmVolume \"${name}_data\" -Confirm:$false", name);

            await stage.DoAsync("param($name) Remove-SwarmStack $name -IncludeVolume -WhatIf", name);
            Assert.Equal([name + "_data"], (await stage.DoAsync("param($name) Get-SwarmVolume \"${name}_*\"", name)).Texts);

            ScriptResult removed = await stage.DoAsync("param($name) Remove-SwarmStack $name -IncludeVolume -Verbose", name);

            Assert.Contains(removed.Chatter, text => text.Contains($"with its volumes '{name}_data' on '", StringComparison.Ordinal));
            Assert.Empty(removed.Warnings);
            Assert.Empty((await stage.DoAsync("param($name) Get-SwarmVolume \"${name}_*\"", name)).Output);
            Assert.Equal([other], (await stage.DoAsync("param($other) Get-SwarmVolume $other", other)).Texts);
            await stage.DoAsync("param($other) Get-SwarmVolume $other | Remove-SwarmVolume -Confirm:$false", other);
            await stage.FailAsync("VolumeNotFound", "param($other) Get-SwarmVolume $other", other);
        }
        finally
        {
            await stage.TryDockerAsync("volume", "rm", "-f", other);
        }
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Volumes_stay_where_nobody_says_so_and_are_cleared_once_no_service_mounts_them(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = Folder("");
        string name = stage.Name("shop");
        await stage.DoAsync(Publish, folder.File("stack.yml"), name);
        await stage.DoAsync("param($name) Stop-SwarmService \"${name}_a\" -WarningAction SilentlyContinue", name);
        const string Clear = "param($name) Clear-SwarmResource Volume -Confirm:$false | Where-Object StackName -eq $name";

        // No container has it, and a service mounts it.
        Assert.Empty((await stage.DoAsync(Clear, name)).Output);
        await stage.DoAsync("param($name) Remove-SwarmStack $name", name);
        // The node removes the container of the last task a moment later.
        await Stage.UntilAsync(async () => !(bool)new Seen((await stage.DoAsync("param($name) Get-SwarmVolume \"${name}_*\"", name)).Output.Single())["InUse"]!, "no container has the volume");

        Assert.Equal([name + "_data"], (await stage.DoAsync(Clear, name)).Texts);
        Assert.Empty((await stage.DoAsync("param($name) Get-SwarmVolume \"${name}_*\"", name)).Output);
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task Volumes_of_other_nodes_go_where_a_connection_leads_to_these_and_a_warning_names_the_rest(string engine)
    {
        await using Stage stage = await Labs.ClusterAsync(engine);
        using TemporaryFolder folder = Folder("mode: global, placement: {constraints: [node.role == worker]}, ");
        string name = stage.Name("shop");
        await stage.DoAsync(Publish, folder.File("stack.yml"), name);
        string[] workers = ["w1", "w2"];
        Assert.All(workers, node => Assert.Equal(name + "_data", stage.Lab[node].DockerAsync("volume", "ls", "-q", "--filter", $"label=com.docker.stack.namespace={name}").Result.Trim()));
        await stage.DoAsync("param($uri, $again) $null = Connect-Swarm $uri -PassThru; Connect-Swarm $again", stage.Lab["w1"].HostUri, stage.HostUri);

        ScriptResult removed = await stage.DoAsync("param($name) Remove-SwarmStack $name -IncludeVolume", name);

        Assert.Contains(removed.Warnings, text => text.Contains($"Volumes of the stack '{name}' on 'w2' are left", StringComparison.Ordinal));
        Assert.Equal("", (await stage.Lab["w1"].DockerAsync("volume", "ls", "-q", "--filter", $"name={name}_data")).Trim());
        Assert.Equal(name + "_data", (await stage.Lab["w2"].DockerAsync("volume", "ls", "-q", "--filter", $"name={name}_data")).Trim());
    }

    private static TemporaryFolder Folder(string deploy)
    {
        TemporaryFolder folder = new();
        folder.Write(
            "stack.yml",
            $$"""
            services:
              a: {image: "swarmtools/test:1", volumes: ["data:/data"], stop_grace_period: 1s, deploy: { {{deploy}}update_config: {monitor: 100ms} } }
            volumes: {data: {} }
            """);
        return folder;
    }
}
