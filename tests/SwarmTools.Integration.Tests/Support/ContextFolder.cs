using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>A docker configuration with contexts that the docker CLI made.</summary>
public sealed class ContextFolder(EngineInstallation engine) : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("swarmtools-contexts-").FullName;

    public async Task CreateAsync(string name, string endpoint) =>
        (await RunAsync("context", "create", name, "--docker", endpoint)).Require("docker context create");

    public async Task UseAsync(string name) => (await RunAsync("context", "use", name)).Require("docker context use");

    /// <summary>Whether a context opens its engine by parameter, by variable and as the current one.</summary>
    public void AssertOpens(string name)
    {
        using Settings settings = new() { ["DOCKER_CONFIG"] = Folder };
        AssertOpens("param($name) Connect-Swarm -Context $name -PassThru; Get-SwarmNode", name, "Explicit");
        settings["DOCKER_CONTEXT"] = name;
        AssertOpens("Connect-Swarm -PassThru; Get-SwarmNode", name, "DockerContextVariable");
    }

    public static void AssertOpens(string script, string name, string source)
    {
        using ModuleSession session = new();
        ScriptResult result = session.Run(script, name);
        Assert.True(result.Errors.Count == 0, $"{script}: {string.Join(" | ", result.Errors)}");
        Assert.Equal((name, source), (new Seen(result.Output[0]).Text("ContextName"), new Seen(result.Output[0]).Text("Source")));
        Assert.Equal("m1", result.Texts[1]);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private Task<CommandResult> RunAsync(params string[] arguments) => Command.RunAsync(
        engine.Client, arguments, new Dictionary<string, string> { ["DOCKER_CONFIG"] = Folder, ["DOCKER_HOST"] = "", ["DOCKER_CONTEXT"] = "" });
}
