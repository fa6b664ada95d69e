using System;
using System.Collections;
using System.Diagnostics;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Testing;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Swarms that are backed up, and restored onto an empty swarm of another engine.</summary>
public sealed class BackupTests(Labs labs) : PublishedStackTests(labs)
{
    private const string Blog = """services: {blog: {image: "swarmtools/test:1", secrets: [key], deploy: {update_config: {monitor: 1s}}}}""" + "\nsecrets: {key: {file: key.txt}}\n";
    private const string Restore = "param($file, $values) Restore-Swarm $file -SecretValue $values -Confirm:$false -Timeout 60s";

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task A_swarm_is_made_anew_in_an_empty_one_of_another_engine(string engine)
    {
        string other = EachLabEngine.Names[(EachLabEngine.Names.ToList().IndexOf(engine) + 1) % EachLabEngine.Names.Count];
        await using LabSwarm from = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Images = [Labs.Images] });
        await using LabSwarm to = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(other), Images = [Labs.Images] });
        await using Stage stage = Stage.On(from);
        await using Stage there = Stage.On(to);
        using TemporaryFolder folder = Folder();
        string file = folder.File("swarm.json");
        await FillAsync(stage, folder);

        await stage.DoAsync("param($file) Backup-Swarm $file", file);

        string text = await System.IO.File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        string[] planted = ["value-of-pw", "value-of-key", await stage.DockerAsync("swarm", "join-token", "-q", "worker"), await stage.DockerAsync("swarm", "join-token", "-q", "manager"), await stage.DockerAsync("swarm", "unlock-key", "-q"), "BEGIN"];
        Assert.All(planted, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        await stage.FailAsync("FileExists", "param($file) Backup-Swarm $file", file);

        ScriptResult refused = await there.FailAsync("DataInvalid", "param($file) Restore-Swarm $file", file);
        Assert.Contains("'blog_key', 'shop_pw'", refused.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty((await there.Raw.GetAsync("/services")).AsArray());
        Hashtable values = new() { ["shop_pw"] = Secure("value-of-pw"), ["blog_key"] = Secure("value-of-key") };

        // Without one of the values all is made that does not need it.
        ScriptResult part = await there.DoAsync("param($file, $values) Restore-Swarm $file -SecretValue $values -Confirm:$false -SkipMissingSecret -Timeout 60s", file, new Hashtable { ["shop_pw"] = Secure("value-of-pw") });
        Assert.Equal(["blog_key", "blog_blog"], Changed(part, "Skipped").Where(name => !name.StartsWith("swarmtools-", StringComparison.Ordinal)));
        ScriptResult rest = await there.DoAsync(Restore, file, values);
        Assert.Equal(["blog_key", "blog_blog"], Changed(rest, "Done").Where(name => !name.StartsWith("swarmtools-", StringComparison.Ordinal)));

        await RequireEqualAsync(stage, there);
        Assert.Equal("value-of-key", await there.DockerAsync("exec", await there.ContainerAsync("blog_blog"), "cat", "/run/secrets/key"));
        Assert.Equal("value-of-pw", await there.DockerAsync("exec", await there.ContainerAsync("shop_web"), "cat", "/run/secrets/mine"));
        Assert.Equal("ssd a", await there.DockerAsync("node", "inspect", "self", "--format", "{{index .Spec.Labels \"disk\"}}") + " " + await there.DockerAsync("info", "--format", "{{index .Swarm.Cluster.Spec.Labels \"team\"}}"));
        Assert.Equal(["True", "True"], (await there.DoAsync("(Get-SwarmServiceHistory alone)[-1].IsCurrent; (Get-SwarmStackHistory shop)[-1].IsCurrent")).Texts);

        // All is there, and nothing is sent.
        string before = await AllAsync(there);
        ScriptResult again = await there.DoAsync(Restore, file, values);
        Assert.Equal(0, new Seen(again.Output.Single())["ChangeCount"]);
        Assert.Equal(before, await AllAsync(there));
        await there.FailAsync("BackupConflict", Restore, file, new Hashtable { ["shop_pw"] = Secure("another") });
    }

    [Theory(SkipTestWithoutData = true)]
    [InlineData("28.5")]
    public async Task What_a_killed_client_left_half_restored_the_same_command_brings_to_its_end(string engine)
    {
        Assert.SkipUnless(EachLabEngine.Names.Contains(engine), "The engine is not here.");
        await using LabSwarm from = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Images = [Labs.Images] });
        await using LabSwarm to = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Images = [Labs.Images] });
        await using Stage stage = Stage.On(from);
        await using Stage there = Stage.On(to);
        using TemporaryFolder folder = Folder();
        string file = folder.File("swarm.json");
        await FillAsync(stage, folder);
        await stage.DoAsync("param($file) Backup-Swarm $file", file);

        await KillAsync(there, file, "@{ shop_pw = ([Net.NetworkCredential]::new('', 'value-of-pw')).SecurePassword; blog_key = ([Net.NetworkCredential]::new('', 'value-of-key')).SecurePassword }");
        ScriptResult result = await there.DoAsync(Restore, file, new Hashtable { ["shop_pw"] = Secure("value-of-pw"), ["blog_key"] = Secure("value-of-key") });

        Assert.Equal("Done", $"{new Seen(result.Output.Single())["Outcome"]}");
        await RequireEqualAsync(stage, there);
    }

    // Two stacks, and a service that is bound to a node and has a history.
    private static async Task FillAsync(Stage stage, TemporaryFolder folder)
    {
        folder.Write("pw.txt", "value-of-pw");
        folder.Write("key.txt", "value-of-key");
        folder.Write("blog.yml", Blog);
        await stage.DoAsync("Set-Swarm -AddLabel team=a -TaskHistoryLimit 3 -AutoLock $true; Set-SwarmNode m1 -AddLabel disk=ssd");
        await stage.DoAsync(Publish, folder.File("stack.yml"), "shop");
        await stage.DoAsync(Publish, folder.File("blog.yml"), "blog");
        await stage.DoAsync(
            """
            $null = New-SwarmService alone swarmtools/test:1 -NoResolveImage -UpdateMonitor 1s -Environment A=1 -Label @{ l = '1' } -Constraint "node.id==$((Get-SwarmNode m1).Id)", node.labels.disk==ssd
            Invoke-SwarmRollingUpdate alone -AddEnvironment B=2 -NoResolveImage -Confirm:$false
            """);
    }

    private static string[] Changed(ScriptResult result, string outcome) =>
    [
        .. ((IEnumerable)new Seen(result.Output.Single())["Changes"]!).Cast<object>().Select(change => new Seen(change))
            .Where(change => $"{change["Outcome"]}" == outcome && $"{change["Action"]}" != "Keep").Select(change => change.Text("Name")),
    ];

    // Field by field, but for ids.
    private static async Task RequireEqualAsync(Stage stage, Stage there)
    {
        JsonNode old = await NamedAsync(stage);
        JsonNode made = await NamedAsync(there);
        Assert.Equal("", string.Join('\n', JsonDifference.Between(old, made)));
    }

    // What engines write by themselves is of their version.
    private static async Task<JsonObject> NamedAsync(Stage stage)
    {
        JsonObject specs = [];
        string node = await stage.DockerAsync("node", "inspect", "self", "--format", "{{.ID}}");
        JsonArray networks = (await stage.Raw.GetAsync("/networks")).AsArray();
        foreach (JsonNode? service in (await stage.Raw.GetAsync("/services")).AsArray().OrderBy(service => (string)service!["Spec"]!["Name"]!, StringComparer.Ordinal))
        {
            string text = service!["Spec"]!.ToJsonString().Replace(node, "NODE", StringComparison.Ordinal);
            text = networks.Aggregate(text, (known, network) => known.Replace((string)network!["Id"]!, (string)network["Name"]!, StringComparison.Ordinal));
            specs[(string)service["Spec"]!["Name"]!] = JsonNode.Parse(System.Text.RegularExpressions.Regex.Replace(text, "\"(SecretID|ConfigID)\":\"[^\"]*\"", "\"$1\":\"ID\""));
        }

        foreach (string kind in new[] { "secrets", "configs" })
        {
            // Revisions name ids in their data.
            specs[kind] = new JsonArray([.. (await stage.Raw.GetAsync("/" + kind)).AsArray().Select(item => item!["Spec"]!).Where(spec => !((string)spec["Name"]!).StartsWith("swarmtools-", StringComparison.Ordinal))
                .OrderBy(spec => (string)spec["Name"]!, StringComparer.Ordinal).Select(spec => spec.DeepClone())]);
        }

        return specs;
    }

    // The versions of all that a swarm has.
    private static async Task<string> AllAsync(Stage stage)
    {
        System.Collections.Generic.List<string> all = [];
        foreach (string kind in new[] { "services", "secrets", "configs" })
        {
            all.AddRange((await stage.Raw.GetAsync("/" + kind)).AsArray().Select(item => (string)item!["ID"]! + item["Version"]!.ToJsonString()));
        }

        all.AddRange((await stage.Raw.GetAsync("/networks")).AsArray().Select(network => (string)network!["Id"]!));
        return string.Join('\n', all.Order(StringComparer.Ordinal));
    }

    private static async Task KillAsync(Stage stage, string file, string values)
    {
        ProcessStartInfo info = new(
            "dotnet",
            [
                Repository.PathOf("tests", "host", "bin", "Release", "net10.0", "SwarmTools.Host.dll"), "-NoProfile", "-Module", Repository.Manifest, "-Command",
                $"Restore-Swarm '{file}' -SecretValue {values} -AllowPlaintext -Confirm:$false -Connection (Connect-Swarm '{stage.HostUri}' -PassThru)",
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process client = Process.Start(info)!;
        try
        {
            await Stage.UntilAsync(async () => (await stage.Raw.GetAsync("/secrets")).AsArray().Count > 0, "the client has sent the first secret", 60);
        }
        finally
        {
            client.Kill();
            await client.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }
}
