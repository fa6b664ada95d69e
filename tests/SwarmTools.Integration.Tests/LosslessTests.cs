using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace SwarmTools.Integration;

/// <summary>What an edit is not about stays as it was, whoever made the service and with whatever fields.</summary>
public sealed class LosslessTests(Labs labs) : SwarmTests(labs)
{
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_service_made_by_docker_with_all_its_flags_keeps_them(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string name, string secret, string config, string network) = await ObjectsAsync(stage);
        string[] flags = [.. SameAsCliTests.Rich.Concat(SameAsCliTests.RichUpdates(stage.Api)).Select(text => text
            .Replace("{secret}", secret, StringComparison.Ordinal).Replace("{config}", config, StringComparison.Ordinal).Replace("{network}", network, StringComparison.Ordinal))];
        await stage.DockerAsync(["service", "create", "-d", "-q", "--no-resolve-image", "--replicas", "0", "--name", name, .. flags, "swarmtools/test:1", "sleep", "5"]);

        await AssertKeepsAsync(stage, name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_service_made_over_the_api_with_every_field_keeps_them(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string name, string secret, string config, string network) = await ObjectsAsync(stage);
        string Id(string kind, string item) => (string)JsonNode.Parse(stage.DockerAsync(kind, "inspect", item).GetAwaiter().GetResult())![0]!["ID"]!;
        foreach (string mode in (string[])["{ \"Global\": {} }", "{ \"ReplicatedJob\": { \"MaxConcurrent\": 2, \"TotalCompletions\": 3 } }", "{ \"GlobalJob\": {} }"])
        {
            string other = stage.Name(mode.Split('"')[1]);
            await stage.Raw.PostAsync("/services/create", FullSpec.For(other, mode, secret, Id("secret", secret), config, Id("config", config), network));
            await AssertChangesAsync(stage, other, "Set-SwarmService $name -AddLabel @{ added = 1 } -NoWait", """.Labels.added: nothing -> "1" """);
            await AssertChangesAsync(stage, other, "Restart-SwarmService $name -NoWait", ".TaskTemplate.ForceUpdate: 0 -> 1");
        }

        await stage.Raw.PostAsync("/services/create", FullSpec.For(name, """{ "Replicated": { "Replicas": 0 } }""", secret, Id("secret", secret), config, Id("config", config), network));

        JsonNode made = (await stage.ServiceAsync(name))["Spec"]!;
        Assert.Equal(stage.Api >= new Version(1, 44), made["TaskTemplate"]!["ContainerSpec"]!["Privileges"]!["Seccomp"] is not null);
        Assert.Equal(stage.Api >= new Version(1, 46), made["TaskTemplate"]!["ContainerSpec"]!["OomScoreAdj"] is not null);
        await AssertKeepsAsync(stage, name);
    }

    private static async Task<(string Name, string Secret, string Config, string Network)> ObjectsAsync(Stage stage)
    {
        (string secret, string config, string network) = (stage.Name("secret"), stage.Name("config"), stage.Name("net"));
        await stage.DoAsync(
            """
            param($secret, $config, $network)
            $null = Add-SwarmSecret $secret -Bytes ([byte[]](1, 2, 3)) -AllowPlaintext
            $null = Add-SwarmConfig $config 'text'
            $null = New-SwarmNetwork $network
            """,
            secret,
            config,
            network);
        return (stage.Name("all"), secret, config, network);
    }

    private static async Task AssertKeepsAsync(Stage stage, string name)
    {
        await AssertChangesAsync(stage, name, "Set-SwarmService $name -AddLabel @{ added = 1 } -NoWait", """.Labels.added: nothing -> "1" """);
        await AssertChangesAsync(stage, name, "Resize-SwarmService $name -Replicas 1 -NoWait", ".Mode.Replicated.Replicas: 0 -> 1");
        await AssertChangesAsync(stage, name, "Resize-SwarmService $name -Replicas 0 -NoWait", ".Mode.Replicated.Replicas: 1 -> 0");
        await AssertChangesAsync(stage, name, "Restart-SwarmService $name -NoWait", ".TaskTemplate.ForceUpdate: 0 -> 1");
        await AssertChangesAsync(stage, name, "Set-SwarmService $name -RemoveLabel added -NoWait", """.Labels.added: "1" -> nothing""");
        await AssertChangesAsync(stage, name, "Set-SwarmService $name -RemoveLabel added -NoWait");
    }

    private static async Task AssertChangesAsync(Stage stage, string name, string script, params string[] differences)
    {
        JsonNode before = (await stage.ServiceAsync(name))["Spec"]!;
        await stage.DoAsync("param($name) $null = " + script, name);
        JsonNode after = (await stage.ServiceAsync(name))["Spec"]!;
        Assert.Equal(differences.Select(difference => difference.Trim()), JsonDifference.Between(before, after));
    }
}
