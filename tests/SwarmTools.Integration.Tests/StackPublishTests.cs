using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Testing;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Stacks that are published: planned, made, changed, and kept where nothing changed.</summary>
public sealed class StackPublishTests(Labs labs) : PublishedStackTests(labs)
{
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_second_publish_keeps_all_and_writes_nothing(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = Folder();
        string name = stage.Name("shop");
        Seen first = new((await stage.DoAsync(Publish, folder.File("stack.yml"), name)).Output.Single());
        Assert.Equal(("Done", 7), ($"{first["Outcome"]}", first["ChangeCount"]));
        string before = await StateAsync(stage, name);

        Seen second = new((await stage.DoAsync(Publish, folder.File("stack.yml"), name)).Output.Single());

        Assert.All((IEnumerable<object>)second.Required("Changes"), change => Assert.Equal("Keep", $"{new Seen(change)["Action"]}"));
        Assert.Equal(before, await StateAsync(stage, name));
        Assert.Equal(["True"], (await stage.DoAsync("param($file, $name) Compare-SwarmStack $file $name -AllowPlaintext -Quiet", folder.File("stack.yml"), name)).Texts);
        await RemoveAsync(stage, name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_somebody_changed_by_hand_is_one_difference(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = Folder();
        string name = stage.Name("shop");
        await stage.DoAsync(Publish, folder.File("stack.yml"), name);
        await stage.DoAsync("param($name) Resize-SwarmService \"${name}_worker\" -Replicas 2", name);

        ScriptResult compared = await stage.DoAsync("param($file, $name) (Compare-SwarmStack $file $name -AllowPlaintext).Differences", folder.File("stack.yml"), name);

        Assert.Equal(["Mode.Replicated.Replicas: 2 -> 1"], compared.Texts);
        Assert.Equal(["True"], (await stage.DoAsync("param($file, $name) Compare-SwarmStack $file $name -AllowPlaintext -PreserveReplicas -Quiet", folder.File("stack.yml"), name)).Texts);
        await RemoveAsync(stage, name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_plan_of_what_does_not_run_waits_for_nothing_and_a_publish_says_from_which_image_to_which(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = new();
        string name = stage.Name("shop");
        folder.Write("stack.yml", "services: {web: {image: 'swarmtools/test:1', deploy: {placement: {constraints: [node.labels.nowhere == 1]}}}}");
        folder.Write("next.yml", "services: {web: {image: 'swarmtools/test:2', deploy: {placement: {constraints: [node.labels.nowhere == 1]}}}}");
        const string Some = "param($file, $name) Publish-SwarmStack $file $name -ResolveImage Never -AllowPlaintext -WarningAction SilentlyContinue ";
        await stage.DoAsync(Some + "-NoWait", folder.File("stack.yml"), name);

        Seen plan = new((await stage.DoAsync(Some + "-WhatIf", folder.File("stack.yml"), name)).Output.Single());
        ScriptResult late = await stage.FailAsync("RolloutTimedOut", Some + "-Timeout 3s", folder.File("next.yml"), name);

        Assert.Equal("Planned", $"{plan["Outcome"]}");
        Assert.True((TimeSpan)plan.Required("Duration") < TimeSpan.FromMinutes(1), $"It took {plan["Duration"]}.");
        Assert.Contains("no suitable node", late.Errors.Single().ToString(), StringComparison.Ordinal);
        Seen rollout = new(new Seen(((IEnumerable<object>)new Seen(late.Output.Single()).Required("Changes")).Single(change => $"{new Seen(change)["Type"]}" == "Service")).Required("Rollout"));
        Assert.Equal(("swarmtools/test:1", "swarmtools/test:2"), (rollout.Text("From"), rollout.Text("To")));
        await RemoveAsync(stage, name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_service_waits_for_one_that_is_to_end(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = new();
        string name = stage.Name("shop");
        folder.Write(
            "stack.yml",
            """
            services:
              migrate:
                image: swarmtools/test:1
                entrypoint: ["sleep", "3"]
                deploy: {restart_policy: {condition: none}}
              web:
                image: swarmtools/test:1
                depends_on: {migrate: {condition: service_completed_successfully}}
                deploy: {update_config: {monitor: 1s}}
            """);

        await stage.DoAsync(Publish, folder.File("stack.yml"), name);

        DateTime ended = Time((await TasksAsync(stage, name + "_migrate")).Single()!["Status"]!["Timestamp"]!);
        DateTime begun = Time((await TasksAsync(stage, name + "_web")).Single()!["CreatedAt"]!);
        Assert.True(begun >= ended, $"web began at {begun:O}, migrate ended at {ended:O}");
        await RemoveAsync(stage, name);
    }

    // As it is where a client was killed half way: some things are there, and the same command goes on.
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task The_same_command_finishes_what_was_left_half_way(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = Folder();
        string name = stage.Name("shop");
        await stage.DoAsync(Publish + " -Service db", folder.File("stack.yml"), name);
        Assert.Equal([name + "_db"], (await SpecsAsync(stage, name)).Select(service => service.Key));

        await stage.DoAsync(Publish, folder.File("stack.yml"), name);

        Assert.Equal(["True"], (await stage.DoAsync("param($file, $name) Compare-SwarmStack $file $name -AllowPlaintext -Quiet", folder.File("stack.yml"), name)).Texts);
        await RemoveAsync(stage, name);
    }

    // Tasks that docker leaves behind keep the network, which is listed although it is gone.
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_stack_that_docker_just_removed_is_published_again(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = new();
        string name = stage.Name("shop");
        folder.Write("stack.yml", "services: {a: {image: \"swarmtools/test:1\", entrypoint: [sleep, \"1000\"], stop_grace_period: 4s, deploy: {update_config: {monitor: 1s}}}}");
        await stage.DoAsync(Publish, folder.File("stack.yml"), name);

        // It removes the services, and may fail at the network that their tasks still hold.
        await stage.TryDockerAsync("stack", "rm", name);
        Assert.Empty(await stage.DockerAsync("stack", "services", "-q", name));

        await stage.DoAsync(Publish, folder.File("stack.yml"), name);

        await RemoveAsync(stage, name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_value_that_was_given_is_in_no_file_and_nowhere_else(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = Folder();
        string name = stage.Name("shop");
        string value = "v-" + Guid.NewGuid().ToString("N");
        const string Given = "param($file, $name, $value) Publish-SwarmStack $file $name -ResolveImage Never -AllowPlaintext -SecretValue @{ pw = $value } -Verbose -Debug | Show-All";

        ScriptResult result = await stage.DoAsync(Given, folder.File("stack.yml"), name, Secure(value));

        Assert.Equal(value, await stage.DockerAsync("exec", await stage.ContainerAsync(name + "_db"), "cat", "/run/secrets/pw"));
        Assert.DoesNotContain(result.Texts.Concat(result.Chatter), text => text.Contains(value, StringComparison.Ordinal));
        ScriptResult again = await stage.DoAsync(Given, folder.File("stack.yml"), name, Secure(value));
        Assert.DoesNotContain(again.Texts, text => text.Contains("Create", StringComparison.Ordinal));
        await RemoveAsync(stage, name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_the_swarm_lacks_is_told_before_anything_is_made(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = new();
        string name = stage.Name("shop");
        folder.Write("network.yml", "services: {a: {image: \"swarmtools/test:1\", networks: [other]}}\nnetworks: {other: {external: true, name: nowhere}}");
        folder.Write("secret.yml", "services: {a: {image: \"swarmtools/test:1\", secrets: [other]}}\nsecrets: {other: {external: true}}");

        await stage.FailAsync("ExternalNetworkNotFound", Publish, folder.File("network.yml"), name);
        await stage.FailAsync("SecretNotFound", Publish, folder.File("secret.yml"), name);
        await stage.FailAsync("StackNotFound", "param($name) Get-SwarmStack $name", name);
    }
}
