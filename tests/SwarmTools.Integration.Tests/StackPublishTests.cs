using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Testing;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Stacks that are published: planned, changed, rotated, and brought back as a whole.</summary>
public sealed class StackPublishTests(Labs labs) : SwarmTests(labs)
{
    private const string Publish = "param($file, $name) Publish-SwarmStack -LiteralPath $file -Name $name -ResolveImage Never -Timeout 60s -AllowPlaintext";

    private const string File =
        """
        services:
          db:
            image: swarmtools/test:1
            secrets: [pw]
            networks: [default, inner]
            deploy: {update_config: {monitor: 1s}}
          web:
            image: swarmtools/test:1
            secrets: [{source: pw, target: mine, mode: 0400}]
            configs: [motd]
            ports: ["18777:80"]
            depends_on: {db: {condition: service_healthy}}
            deploy: {update_config: {monitor: 1s}}
          worker:
            image: swarmtools/test:1
            deploy: {update_config: {monitor: 1s}}
        networks: {inner: {}}
        secrets: {pw: {file: pw.txt}}
        configs: {motd: {content: hello}}
        """;

    // It writes a word and ends.
    private const string Bad = "entrypoint: [\"sh\", \"-c\", \"echo boom; exit 3\"]";

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
        await stage.DockerAsync("stack", "rm", name);

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

    private static TemporaryFolder Folder()
    {
        TemporaryFolder folder = new();
        folder.Write("stack.yml", File);
        folder.Write("pw.txt", "one");
        return folder;
    }

    private static System.Security.SecureString Secure(string value)
    {
        System.Security.SecureString secure = new();
        value.ToList().ForEach(secure.AppendChar);
        return secure;
    }

    private static DateTime Time(JsonNode node) => DateTime.Parse((string)node!, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal);

    private static async Task RemoveAsync(Stage stage, string name) => await stage.DoAsync("param($name) Remove-SwarmStack $name", name);

    private static string Filter(string name) => "?filters=" + Uri.EscapeDataString($$"""{"label":["com.docker.stack.namespace={{name}}"]}""");

    private static async Task<JsonObject> SpecsAsync(Stage stage, string name)
    {
        JsonObject specs = [];
        foreach (JsonNode? service in ((JsonArray)await stage.Raw.GetAsync("/services" + Filter(name))).OrderBy(service => (string)service!["Spec"]!["Name"]!, StringComparer.Ordinal))
        {
            specs[(string)service!["Spec"]!["Name"]!] = service["Spec"]!.DeepClone();
        }

        return specs;
    }

    // Versions of all, and the ids of tasks.
    private static async Task<string> StateAsync(Stage stage, string name)
    {
        List<string> all = [];
        foreach (string kind in new[] { "services", "secrets", "configs" })
        {
            all.AddRange(((JsonArray)await stage.Raw.GetAsync($"/{kind}{Filter(name)}")).Select(item => (string)item!["ID"]! + item["Version"]!.ToJsonString()));
        }

        all.AddRange(((JsonArray)await stage.Raw.GetAsync("/tasks" + Filter(name))).Select(task => (string)task!["ID"]!));
        all.AddRange((await stage.Raw.GetAsync("/configs")).AsArray().Select(config => (string)config!["ID"]!));
        return string.Join('\n', all.Order(StringComparer.Ordinal));
    }

    private static async Task<JsonArray> TasksAsync(Stage stage, string service) =>
        (JsonArray)await stage.Raw.GetAsync("/tasks?filters=" + Uri.EscapeDataString($$"""{"service":["{{service}}"]}"""));
}
