using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>What one test works with: a session connected to a swarm, and names that no other test has.</summary>
public sealed class Stage : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);
    private const string RevisionLabel = "swarmtools.revision.service";
    private static int s_count;

    private readonly LabSwarm? _lab;
    private readonly string _address;
    private RawEngine? _raw;
    private readonly string _prefix = string.Create(CultureInfo.InvariantCulture, $"it{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}-");

    private Stage(LabSwarm? lab, string address)
    {
        _lab = lab;
        _address = address;
        Session = new();
        Assert.Empty(Session.Run("param($uri) Connect-Swarm $uri", address).Errors);
    }

    /// <summary>The lab; tests that ask for it run in labs only.</summary>
    public LabSwarm Lab => _lab ?? throw new InvalidOperationException("This test needs an engine of its own.");

    public LabNode Node => Lab.Manager;

    public string HostUri => _address;

    public ModuleSession Session { get; }

    /// <summary>The newest API version of the engine.</summary>
    public Version Api => (Version)new Seen(Session.Run("Get-SwarmConnection").Output.Single()).Required("ApiVersion");

    /// <summary>The API of the engine.</summary>
    public RawEngine Raw => _raw ??= new(HostUri, Api);

    public static Stage On(LabSwarm lab, LabNode? node = null) => new(lab, (node ?? lab.Manager).HostUri);

    public static Stage On(string address) => new(null, address);

    /// <summary>A name of this test's own.</summary>
    public string Name(string stem) => _prefix + stem;

    /// <summary>Runs a script in the session to its end; a hang is a failure.</summary>
    public Task<ScriptResult> RunAsync(string script, params object?[] arguments) =>
        Task.Run(() => Session.Run(script, arguments)).WaitAsync(s_patience);

    /// <summary>Runs a script that must write no error.</summary>
    public async Task<ScriptResult> DoAsync(string script, params object?[] arguments)
    {
        ScriptResult result = await RunAsync(script, arguments);
        Assert.True(result.Errors.Count == 0, $"{script}: {string.Join(" | ", result.Errors)}");
        return result;
    }

    /// <summary>Runs a script that must write exactly one error.</summary>
    public async Task<ScriptResult> FailAsync(string errorId, string script, params object?[] arguments)
    {
        ScriptResult result = await RunAsync(script, arguments);
        Assert.True(result.ErrorIds.SequenceEqual([errorId]), $"{script}: {errorId} was expected, not: {string.Join(" | ", result.Errors.Select(error => error.FullyQualifiedErrorId + ": " + error))}");
        return result;
    }

    /// <summary>Runs the docker CLI, which must succeed.</summary>
    public async Task<string> DockerAsync(params string[] arguments)
    {
        CommandResult result = await TryDockerAsync(arguments);
        Assert.True(result.ExitCode == 0, $"docker {string.Join(' ', arguments)}: {result.Errors}");
        return result.Output.Trim();
    }

    /// <summary>Runs the docker CLI, which may fail.</summary>
    public Task<CommandResult> TryDockerAsync(params string[] arguments) => _lab is not null
        ? _lab.Manager.TryDockerAsync(arguments)
        : Command.RunAsync("docker", arguments, new Dictionary<string, string> { ["DOCKER_HOST"] = _address, ["DOCKER_CONTEXT"] = "" });

    /// <summary>Changes a service with the docker CLI, which gives up when the engine itself writes in between.</summary>
    public async Task UpdateByDockerAsync(string service, params string[] flags)
    {
        for (int attempt = 1; ; attempt++)
        {
            CommandResult result = await TryDockerAsync(["service", "update", "-d", "-q", "--no-resolve-image", .. flags, service]);
            if (result.ExitCode == 0)
            {
                return;
            }

            Assert.True(attempt < 10 && result.Errors.Contains("out of sequence", StringComparison.Ordinal), $"docker service update {string.Join(' ', flags)}: {result.Errors}");
        }
    }

    /// <summary>A service as the engine tells of it: docker's CLI leaves out what it does not know.</summary>
    public Task<JsonNode> ServiceAsync(string name) => Raw.GetAsync("/services/" + name);

    /// <summary>What the docker CLI inspects.</summary>
    public async Task<JsonNode> InspectAsync(string kind, string name) =>
        JsonNode.Parse(await DockerAsync(kind, "inspect", name))![0]!;

    /// <summary>The container of the one running task of a service.</summary>
    public async Task<string> ContainerAsync(string service)
    {
        ScriptResult tasks = await DoAsync("param($name) Get-SwarmTask $name -State Running", service);
        return new Seen(tasks.Output.Single()).Text("ContainerId");
    }

    /// <summary>Waits until something is so.</summary>
    public static Task UntilAsync(Func<Task<bool>> isSo, string what, int seconds = 30) => UntilAsync(isSo, () => what, seconds);

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, Func<string> what, int seconds = 30)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!await isSo())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(seconds), $"After {seconds} s it is not so: {what()}");
            await Task.Delay(200);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
        _raw?.Dispose();
        await RemoveAsync("service");
        await RemoveAsync("secret");
        await RemoveAsync("config");
        await RemoveHistoryAsync();
        for (int attempt = 0; attempt < 150 && !await RemoveAsync("network"); attempt++)
        {
            await Task.Delay(200);
        }
    }

    // What is kept of services carries their names in labels alone.
    private async Task RemoveHistoryAsync()
    {
        CommandResult listed = await TryDockerAsync("config", "ls", "--filter", "label=" + RevisionLabel, "--format", $$$"""{{.ID}} {{.Label "{{{RevisionLabel}}}"}}""");
        string[] ids = [.. listed.Output.Split('\n').Select(line => line.Split(' ')).Where(words => words.Length == 2 && words[1].StartsWith(_prefix, StringComparison.Ordinal)).Select(words => words[0])];
        if (ids.Length > 0)
        {
            await TryDockerAsync(["config", "rm", .. ids]);
        }
    }

    // Whether nothing is left.
    private async Task<bool> RemoveAsync(string kind)
    {
        CommandResult listed = await TryDockerAsync(kind, "ls", "--filter", "name=" + _prefix, "--format", kind == "network" ? "{{.Name}}" : "{{.ID}}");
        string[] names = listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return names.Length == 0 || (await TryDockerAsync([kind, "rm", .. names])).ExitCode == 0;
    }
}
