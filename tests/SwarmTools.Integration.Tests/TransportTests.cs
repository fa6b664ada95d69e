using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>The ways to an engine that need no certificates.</summary>
public sealed class TransportTests(Labs labs)
{
    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task Socket_and_port_lead_to_the_same_swarm(string engine)
    {
        await using Stage stage = await labs.OneNodeAsync(engine);

        string overSocket = SwarmIdOver(stage.Node.HostUri);
        string overPort = SwarmIdOver(stage.Node.TcpUri);

        Assert.Equal(await stage.DockerAsync("info", "--format", "{{.Swarm.Cluster.ID}}"), overSocket);
        Assert.Equal(overSocket, overPort);
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task A_secret_is_not_sent_over_a_port_without_TLS(string engine)
    {
        await using Stage stage = await labs.OneNodeAsync(engine);
        using ModuleSession session = new();

        ScriptResult connected = session.Run("param($uri) Connect-Swarm $uri", stage.Node.TcpUri);
        ScriptResult refused = session.Run("param($name) Add-SwarmSecret $name -Generate 20; Update-SwarmSecret $name -Generate 20", stage.Name("token"));

        Assert.Single(connected.Warnings);
        Assert.Equal(["PlaintextRefused", "PlaintextRefused"], refused.ErrorIds);
        Assert.Equal("", await stage.DockerAsync("secret", "ls", "-q", "--filter", "name=" + stage.Name("token")));
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task Ssh_carries_everything_even_a_followed_log(string engine)
    {
        await using Stage stage = await labs.OneNodeAsync(engine);
        await using SshServer server = await ServeAsync(stage);
        using Settings settings = new() { ["PATH"] = server.ProgramFolder + ":" + Environment.GetEnvironmentVariable("PATH") };
        using ModuleSession session = new();
        string name = stage.Name("log");

        ScriptResult result = session.Run(
            """
            param($uri, $name)
            Connect-Swarm $uri
            $null = Add-SwarmSecret $name -Generate 20
            $null = New-SwarmService $name swarmtools/test:log -Secret $name -UpdateMonitor 300ms
            Get-SwarmLog $name -Follow -Raw | Select-Object -First 5
            Remove-SwarmService $name
            Remove-SwarmSecret $name
            Disconnect-Swarm
            """,
            UriOf(server),
            name);

        Assert.True(result.Errors.Count == 0, string.Join(" | ", result.Errors));
        Assert.Equal(5, result.Output.Count);
        await Stage.UntilAsync(async () => (await Command.RunAsync("pgrep", ["-f", $"bin/ssh.* {server.Port} "])).ExitCode != 0, "no ssh is left");
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task Ssh_says_why_it_did_not_work(string engine)
    {
        await using Stage stage = await labs.OneNodeAsync(engine);
        await using SshServer server = await ServeAsync(stage);
        using Settings settings = new() { ["PATH"] = server.ProgramFolder + ":" + Environment.GetEnvironmentVariable("PATH") };
        using ModuleSession session = new();

        ScriptResult stranger = session.Run("param($uri) Connect-Swarm $uri", UriOf(server).Replace("root@", "nobody@", StringComparison.Ordinal));
        ScriptResult nothing = session.Run("Connect-Swarm ssh://root@127.0.0.1:1");

        Assert.Equal(["SshFailed"], stranger.ErrorIds);
        Assert.Contains("Permission denied", stranger.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["SshFailed"], nothing.ErrorIds);
        Assert.Contains("Connection refused", nothing.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task Contexts_of_the_docker_CLI_open_their_engines(string engine)
    {
        await using Stage stage = await labs.OneNodeAsync(engine);
        await using SshServer server = await ServeAsync(stage);
        using Settings settings = new() { ["PATH"] = server.ProgramFolder + ":" + Environment.GetEnvironmentVariable("PATH") };
        using ContextFolder contexts = new(stage.Lab.Engine);
        await contexts.CreateAsync("socket", "host=" + stage.Node.HostUri);
        await contexts.CreateAsync("port", "host=" + stage.Node.TcpUri);
        await contexts.CreateAsync("shell", "host=" + UriOf(server));
        await contexts.UseAsync("socket");

        contexts.AssertOpens("socket");
        contexts.AssertOpens("port");
        contexts.AssertOpens("shell");
        settings["DOCKER_CONFIG"] = contexts.Folder;
        ContextFolder.AssertOpens("Connect-Swarm -PassThru; Get-SwarmNode", "socket", "CurrentContext");
        using ModuleSession session = new();
        Assert.Equal(["default", "port", "shell", "socket"], session.Run("Get-SwarmContext").Texts.Order(StringComparer.Ordinal));
        Assert.Equal(["socket"], session.Run("Get-SwarmContext -Current").Texts);
        Assert.Equal(["ContextNotFound"], session.Run("Connect-Swarm -Context absent").ErrorIds);
    }

    private static string SwarmIdOver(string uri)
    {
        using ModuleSession session = new();
        ScriptResult result = session.Run("param($uri) Connect-Swarm $uri -PassThru", uri);
        Assert.Empty(result.Errors);
        return new Seen(result.Output.Single()).Text("SwarmId");
    }

    private static string UriOf(SshServer server) => $"ssh://root@127.0.0.1:{server.Port}";

    // Its sessions reach the engine by the engine's own client.
    private static Task<SshServer> ServeAsync(Stage stage) => SshServer.StartAsync(
        Path.Combine(stage.Lab.Folder, stage.Name("ssh")),
        new Dictionary<string, string> { ["DOCKER_HOST"] = stage.Node.HostUri, ["PATH"] = stage.Lab.Engine.SearchPath });
}
