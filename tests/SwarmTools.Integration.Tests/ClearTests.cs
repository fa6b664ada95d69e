using System;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>What nobody needs is removed, and nothing else.</summary>
public sealed class ClearTests(Labs labs) : SwarmTests(labs)
{
    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task What_nobody_needs_goes_and_all_else_stays(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string web, string used, string old, string unused, string net, string held, string free) =
            (stage.Name("web"), stage.Name("used"), stage.Name("old"), stage.Name("unused"), stage.Name("net"), stage.Name("held"), stage.Name("free"));
        await stage.DoAsync(
            """
            param($web, $used, $old, $unused, $net, $held, $free)
            foreach ($name in $used, $old, $unused) { $null = Add-SwarmSecret $name -Generate 20 -AllowPlaintext; $null = Add-SwarmConfig $name text }
            $null = New-SwarmNetwork $net; $null = New-SwarmNetwork $held -Attachable; $null = New-SwarmNetwork $free
            $null = New-SwarmService $web swarmtools/test:1 -NoResolveImage -Secret $old -Config $old -Network $net -UpdateMonitor 100ms -StopGracePeriod 1s
            $null = Invoke-SwarmRollingUpdate $web -RemoveSecret $old -AddSecret $used -RemoveConfig $old -AddConfig $used
            """,
            web,
            used,
            old,
            unused,
            net,
            held,
            free);
        string container = stage.Name("container");
        bool IsOwn(string text) => text.Contains(stage.Name(""), StringComparison.Ordinal);
        await stage.DockerAsync("run", "-d", "--name", container, "--network", held, "swarmtools/test:1");
        try
        {
            string[] before = await AllAsync(stage);

            ScriptResult listed = await stage.DoAsync("Clear-SwarmResource Secret, Config, Network -WhatIf");
            Assert.Empty(listed.Output);
            Assert.Equal(before.Where(IsOwn), (await AllAsync(stage)).Where(IsOwn));
            ScriptResult removed = await stage.DoAsync("Clear-SwarmResource Secret, Config, Network -Confirm:$false");

            // What an earlier test's tasks still held when the list was made may have become free since.
            Assert.Equal([unused, unused, free], removed.Texts.Where(IsOwn));
            Assert.Equal(before.Where(IsOwn).Except([$"secret {unused}", $"config {unused}", $"network {free}"]), (await AllAsync(stage)).Where(IsOwn));
        }
        finally
        {
            await stage.DockerAsync("rm", "-f", container);
        }

        await stage.DoAsync("param($web) Restore-SwarmServiceRevision $web 1", web);
        await stage.DoAsync("param($web) Remove-SwarmService $web", web);
    }

    private static async Task<string[]> AllAsync(Stage stage)
    {
        string[] all = [];
        foreach (string kind in new[] { "secret", "config", "network" })
        {
            string names = await stage.DockerAsync(kind, "ls", "--format", "{{.Name}}");
            all = [.. all, .. names.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Select(name => $"{kind} {name}")];
        }

        return all;
    }
}
