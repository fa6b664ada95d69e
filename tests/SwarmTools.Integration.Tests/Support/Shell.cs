using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Testing;

namespace SwarmTools.Integration;

/// <summary>PowerShell itself, in a process of its own: transcripts, jobs and parallel loops are in no hosted runspace.</summary>
/// <remarks>The tool manifest of this repository names it, and NuGet has it.</remarks>
internal static class Shell
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    // Once in a process; the answer is the file that 'dotnet tool run' would start.
    private static readonly Lazy<Task> s_restored = new(RestoreAsync);

    /// <summary>Runs a script with the packaged module, connected to an engine by DOCKER_HOST; a hang is a failure.</summary>
    /// <param name="engine">The engine's address.</param>
    /// <param name="script">The script.</param>
    /// <param name="variables">Environment variables for it.</param>
    public static Task<CommandResult> RunAsync(string engine, string script, params (string Name, string Value)[] variables)
    {
        string whole = "$ErrorActionPreference = 'Stop'; Set-StrictMode -Version Latest; Import-Module $env:SWARMTOOLS_MANIFEST\n" + script;
        return StartAsync(engine, ["-Command", whole], variables);
    }

    /// <summary>Runs a script file as a pipeline does, with the packaged module where modules are; a hang is a failure.</summary>
    /// <param name="engine">The engine's address.</param>
    /// <param name="file">The file.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="variables">Environment variables for it.</param>
    public static Task<CommandResult> FileAsync(string engine, string file, string[] arguments, params (string Name, string Value)[] variables) =>
        StartAsync(engine, ["-File", file, .. arguments], [("PSModulePath", Repository.PathOf("out")), .. variables]);

    private static async Task<CommandResult> StartAsync(string engine, string[] arguments, (string Name, string Value)[] variables)
    {
        await s_restored.Value;
        Dictionary<string, string> environment = new()
        {
            ["DOCKER_HOST"] = engine,
            ["DOCKER_CONTEXT"] = "",
            ["NO_COLOR"] = "1",
            ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
            ["SWARMTOOLS_MANIFEST"] = Repository.Manifest,
        };
        foreach ((string name, string value) in variables)
        {
            environment[name] = value;
        }

        return await ToolAsync(environment, ["run", "pwsh", "--", "-NoProfile", "-NonInteractive", .. arguments]).WaitAsync(s_patience);
    }

    private static async Task RestoreAsync() => (await ToolAsync([], "restore", "--tool-manifest", Repository.PathOf(".config", "dotnet-tools.json"))).Require("dotnet tool restore");

    private static Task<CommandResult> ToolAsync(Dictionary<string, string> environment, params string[] arguments) =>
        Command.RunAsync("dotnet", ["tool", .. arguments], environment);
}
