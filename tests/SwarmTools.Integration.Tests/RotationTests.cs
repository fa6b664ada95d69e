using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Secrets and configs that get another value, with the services that use them.</summary>
public sealed class RotationTests(Labs labs) : SwarmTests(labs)
{
    // It runs with the good value only.
    private const string Picky = "grep -q good /run/secrets/key || exit 1; trap 'exit 0' TERM; while :; do sleep 1 & wait $!; done";

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_new_value_arrives_in_all_services_that_use_it(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string api, string web, string secret) = (stage.Name("api"), stage.Name("web"), stage.Name("db"));
        await stage.DoAsync(
            """
            param($api, $web, $secret)
            $null = Add-SwarmSecret $secret -Bytes ([Text.Encoding]::UTF8.GetBytes('old')) -Label team=a -AllowPlaintext
            $null = New-SwarmService $api swarmtools/test:1 -NoResolveImage -Secret @{ Source = $secret; Uid = '33'; Gid = '44'; Mode = '0400' } -UpdateMonitor 100ms -StopGracePeriod 1s
            $null = New-SwarmService $web swarmtools/test:1 -NoResolveImage -Replicas 2 -UpdateMonitor 100ms -StopGracePeriod 1s -Secret @{ Source = $secret; Target = 'one' }, @{ Source = $secret; Target = '/etc/two' }
            """,
            api,
            web,
            secret);
        JsonNode before = await stage.ServiceAsync(web);
        string value = "n-" + Guid.NewGuid().ToString("N");

        ScriptResult result = await stage.DoAsync("param($secret, $value) Update-SwarmSecret $secret $value -Reason 'leaked' -PassThru -AllowPlaintext -Verbose -Debug", secret, Secure(value));

        Assert.Equal([$"{api}: Converged", $"{web}: Converged", secret + "-v2"], result.Texts);
        Assert.DoesNotContain(result.Texts.Concat(result.Chatter).Concat(result.Warnings), text => text.Contains(value, StringComparison.Ordinal));
        Assert.Equal("33 44 400\n" + value, await stage.DockerAsync("exec", await stage.ContainerAsync(api), "sh", "-c", $"stat -c '%u %g %a' /run/secrets/{secret}; cat /run/secrets/{secret}"));
        string container = (await stage.DoAsync("param($name) Get-SwarmTask $name -State Running | ForEach-Object ContainerId", web)).Texts[0];
        Assert.Equal(value, await stage.DockerAsync("exec", container, "cat", "/run/secrets/one"));
        Assert.Equal(value, await stage.DockerAsync("exec", container, "cat", "/etc/two"));
        JsonNode made = await stage.InspectAsync("secret", secret + "-v2");
        Assert.Equal($$"""{"swarmtools.version.number":"2","swarmtools.version.of":"{{secret}}","team":"a"}""", made["Spec"]!["Labels"]!.ToJsonString());
        JsonNode after = await stage.ServiceAsync(web);
        Assert.Equal(
            before["Spec"]!.ToJsonString().Replace((string)(await stage.InspectAsync("secret", secret))["ID"]!, (string)made["ID"]!, StringComparison.Ordinal).Replace($"\"SecretName\":\"{secret}\"", $"\"SecretName\":\"{secret}-v2\"", StringComparison.Ordinal),
            after["Spec"]!.ToJsonString());
        Assert.Equal("leaked", new Seen((await stage.DoAsync("param($name) Get-SwarmServiceHistory $name", web)).Output[^1]).Text("Reason"));

        ScriptResult again = await stage.DoAsync("param($secret, $value) Update-SwarmSecret $secret $value -AllowPlaintext -Verbose", secret, Secure(value));

        Assert.Empty(again.Output);
        Assert.Contains(again.Chatter, text => text.Contains("nothing was written", StringComparison.Ordinal));
        Assert.Equal((long)after["Version"]!["Index"]!, (long)(await stage.ServiceAsync(web))["Version"]!["Index"]!);
        Assert.Equal(2, (await SecretsAsync(stage, secret)).Count);
        await stage.DoAsync("param($web) Restore-SwarmServiceRevision $web 1", web);
        Assert.Equal("old", await stage.DockerAsync("exec", (await stage.DoAsync("param($name) Get-SwarmTask $name -State Running | ForEach-Object ContainerId", web)).Texts[0], "cat", "/run/secrets/one"));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Where_one_service_fails_with_it_all_go_back_and_the_version_is_gone(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string easy, string picky, string secret) = (stage.Name("easy"), stage.Name("picky"), stage.Name("key"));
        await stage.DoAsync(
            """
            param($easy, $picky, $secret, $script)
            $null = Add-SwarmSecret $secret -Bytes ([Text.Encoding]::UTF8.GetBytes('good')) -AllowPlaintext
            $null = New-SwarmService $easy swarmtools/test:1 -NoResolveImage -Secret $secret -UpdateMonitor 100ms -StopGracePeriod 1s
            $null = New-SwarmService $picky swarmtools/test:1 -NoResolveImage -Secret @{ Source = $secret; Target = 'key' } -Entrypoint sh, -c, $script -UpdateMonitor 500ms -StopGracePeriod 1s -RestartDelay 500ms
            """,
            easy,
            picky,
            secret,
            Picky);
        string[] before = [(await stage.ServiceAsync(easy))["Spec"]!.ToJsonString(), (await stage.ServiceAsync(picky))["Spec"]!.ToJsonString()];

        ScriptResult result = await stage.RunAsync("param($secret, $value) Update-SwarmSecret $secret $value -PassThru -AllowPlaintext", secret, Secure("broken"));

        Assert.Equal([$"{easy}: RolledBack", $"{picky}: RolledBack"], result.Texts);
        Assert.Equal(["RolledBack", "RolledBack"], result.ErrorIds);
        Assert.Equal(["Converged", "TasksFailing"], result.Output.Select(item => new Seen(item).Text("Cause")));
        Assert.Equal([secret], await SecretsAsync(stage, secret));
        Assert.Equal(before[0], (await stage.ServiceAsync(easy))["Spec"]!.ToJsonString());
        Assert.Equal(before[1], (await stage.ServiceAsync(picky))["Spec"]!.ToJsonString());
        Assert.Equal("good", await stage.DockerAsync("exec", await stage.ContainerAsync(easy), "cat", "/run/secrets/" + secret));
        Assert.Equal("good", await stage.DockerAsync("exec", await stage.ContainerAsync(picky), "cat", "/run/secrets/key"));

        await stage.DoAsync("param($secret, $value) Update-SwarmSecret $secret $value -AllowPlaintext", secret, Secure("also good"));
        Assert.Equal("also good", await stage.DockerAsync("exec", await stage.ContainerAsync(picky), "cat", "/run/secrets/key"));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Old_versions_go_once_nobody_needs_them(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string name, string config) = (stage.Name("web"), stage.Name("conf"));
        await stage.DoAsync(
            "param($name, $config) $null = Add-SwarmConfig $config 1; New-SwarmService $name swarmtools/test:1 -NoResolveImage -Config @{ Source = $config; Target = '/etc/conf' } -UpdateMonitor 100ms -StopGracePeriod 1s", name, config);
        for (int number = 2; number <= 4; number++)
        {
            await stage.DoAsync("param($config, $text) Update-SwarmConfig $config $text -KeepVersion 1", config, "text " + number);
        }

        Assert.Equal([config, config + "-v2", config + "-v3", config + "-v4"], await ConfigsAsync(stage, config));
        Assert.Equal("text 4", await stage.DockerAsync("exec", await stage.ContainerAsync(name), "cat", "/etc/conf"));

        await stage.DoAsync("param($name) Invoke-SwarmRollingUpdate $name -AddLabel a=1 -HistoryLimit 0", name);
        await stage.DoAsync("param($config, $text) Update-SwarmConfig $config $text -KeepVersion 1", config, "text 5");

        Assert.Equal([config + "-v4", config + "-v5"], await ConfigsAsync(stage, config));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Services_that_use_an_older_version_are_moved_by_the_same_command(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string first, string late, string secret) = (stage.Name("first"), stage.Name("late"), stage.Name("key"));
        const string Make = "$null = New-SwarmService $name swarmtools/test:1 -NoResolveImage -Secret @{ Source = $secret; Target = 'key' } -UpdateMonitor 100ms -StopGracePeriod 1s";
        await stage.DoAsync("param($name, $secret) $null = Add-SwarmSecret $secret -Generate 20 -AllowPlaintext; " + Make, first, secret);
        await stage.DoAsync("param($secret, $value) Update-SwarmSecret $secret $value -AllowPlaintext", secret, Secure("new"));
        await stage.DoAsync("param($name, $secret) " + Make, late, secret);

        ScriptResult result = await stage.DoAsync("param($secret, $value) Update-SwarmSecret $secret $value -AllowPlaintext", secret, Secure("new"));

        Assert.Equal([$"{late}: Converged"], result.Texts);
        Assert.Equal("new", await stage.DockerAsync("exec", await stage.ContainerAsync(late), "cat", "/run/secrets/key"));
        Assert.Equal([secret, secret + "-v2"], await SecretsAsync(stage, secret));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Without_services_it_is_the_version_alone(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string secret = stage.Name("key");
        await stage.DoAsync("param($secret) Add-SwarmSecret $secret -Generate 20 -TemplateDriver golang -AllowPlaintext", secret);

        ScriptResult result = await stage.DoAsync("param($secret) Update-SwarmSecret $secret -Generate 20 -AllowPlaintext; Update-SwarmSecret $secret-v2 -Generate 20 -Label b=2 -PassThru -AllowPlaintext", secret);

        Assert.Equal([secret + "-v3"], result.Texts);
        Assert.Equal("golang", (string?)(await stage.InspectAsync("secret", secret + "-v3"))["Spec"]!["Templating"]!["Name"]);
        Assert.Equal([secret, secret + "-v2", secret + "-v3"], await SecretsAsync(stage, secret));
        await stage.FailAsync("SecretNotFound", "param($secret) Update-SwarmSecret $secret -Generate 20 -AllowPlaintext", stage.Name("absent"));
    }

    private static async Task<IReadOnlyList<string>> SecretsAsync(Stage stage, string stem) => (await stage.DoAsync("param($stem) Get-SwarmSecret $stem*", stem)).Texts;

    private static async Task<IReadOnlyList<string>> ConfigsAsync(Stage stage, string stem) => (await stage.DoAsync("param($stem) Get-SwarmConfig $stem*", stem)).Texts;

    private static System.Security.SecureString Secure(string value) => new System.Net.NetworkCredential("", value).SecurePassword;
}
