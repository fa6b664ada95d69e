using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Rollouts that are seen through, on a real engine.</summary>
public sealed class RolloutTests(Labs labs) : SwarmTests(labs)
{
    /// <summary>What a bad version can be: the parameters of its rollout, and what its failed tasks say.</summary>
    private static readonly (string Change, string Message, string Cause)[] s_bad =
    [
        ("-Image swarmtools/test:bad", "non-zero exit (1)", "TasksFailing"),
        ("-Image swarmtools/test:sick", "health check failed", "TasksFailing"),
        ("-Image swarmtools/test:nope", "No such image", "ImageNotFound"),
        ("-AddContainerLabel fate=killed", "non-zero exit (137)", "TasksFailing"),
    ];

    public static MatrixTheoryData<string, int> BadVersions => new(new EachEngine().Select(row => row.Data), Enumerable.Range(0, s_bad.Length));

    [Theory]
    [MemberData(nameof(BadVersions))]
    public async Task A_bad_version_is_rolled_back_and_that_is_an_error(string engine, int bad)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("bad");
        // Whoever kills them has to come while the engine still watches.
        string monitor = bad == 3 ? "5s" : "1s";
        await stage.DoAsync(
            "param($name, $monitor) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Replicas 2 -UpdateMonitor $monitor -RollbackMonitor 200ms -UpdateFailureAction Rollback -StopGracePeriod 1s", name, monitor);
        string before = await SpecAsync(stage, name);
        DateTimeOffset start = DateTimeOffset.UtcNow;
        using CancellationTokenSource killing = new();
        Task killer = KillAsync(stage, killing.Token);

        ScriptResult failed = await stage.FailAsync(
            "RolledBack", $"param($name) Invoke-SwarmRollingUpdate $name {s_bad[bad].Change} -NoResolveImage; $Error[0].Exception.Result.FailedTasks[0]; $Error[0].Exception.Result", name);

        TimeSpan took = DateTimeOffset.UtcNow - start;
        Assert.True(took < TimeSpan.FromSeconds(s_bad[bad].Cause == "ImageNotFound" ? 15 : 60), $"It took {took}.");
        await killing.CancelAsync();
        await killer;
        Assert.Equal(before, await SpecAsync(stage, name));
        Seen written = new(failed.Output[0]);
        Assert.Equal(("RolledBack", s_bad[bad].Cause, "swarmtools/test:1"), (written.Text("Outcome"), written.Text("Cause"), written.Text("From")));
        Seen task = new(failed.Output[1]);
        Assert.StartsWith(name + ".", task.Text("Name"), StringComparison.Ordinal);
        Assert.Contains(s_bad[bad].Message, failed.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Same(failed.Output[0].BaseObject, failed.Output[2].BaseObject);
        if (bad == 0)
        {
            Assert.Equal((1L, "about to fail"), (task["ExitCode"], ((IEnumerable<string>)task.Required("LastLog")).Single()));
            Assert.Contains("ends: about to fail", failed.Error.Exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_pipeline_that_failed_is_not_green(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("pipeline");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -UpdateMonitor 500ms -UpdateFailureAction Rollback -StopGracePeriod 1s", name);

        CommandResult shell = await Shell.RunAsync(
            stage.HostUri, $"$ErrorActionPreference = 'Stop'; Invoke-SwarmRollingUpdate {name} swarmtools/test:bad -NoResolveImage; 'never reached'");

        Assert.NotEqual(0, shell.ExitCode);
        Assert.DoesNotContain("never reached", shell.Output, StringComparison.Ordinal);
        Assert.Contains("did not converge", shell.Output + shell.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_canary_that_is_not_taken_leaves_the_others_untouched(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("canary");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Replicas 4 -UpdateMonitor 300ms -UpdateParallelism 2 -StopGracePeriod 1s", name);
        string before = await SpecAsync(stage, name);
        string[] tasks = await TasksAsync(stage, name);

        ScriptResult failed = await stage.FailAsync(
            "RolledBack",
            """param($name) Invoke-SwarmRollingUpdate $name swarmtools/test:2 -NoResolveImage -Canary 1 -Validate { $script:seen = "$($_.Name) $((Get-SwarmTask $_ | ForEach-Object Image | Where-Object { $_ -eq 'swarmtools/test:2' } ).Count)"; $false }; $seen""",
            name);

        Assert.Equal(name + " 1", failed.Texts[1]);
        Assert.Equal(("ValidationFailed", 1), (new Seen(failed.Output[0]).Text("Cause"), new Seen(failed.Output[0])["TasksReplaced"]));
        Assert.Equal(before, await SpecAsync(stage, name));
        string[] after = await TasksAsync(stage, name);
        Assert.Equal((4, 3), (after.Length, after.Intersect(tasks).Count()));
        Assert.Equal(["swarmtools/test:1"], (await stage.DoAsync("param($name) Get-SwarmTask $name -State Running | ForEach-Object Image", name)).Texts.Distinct());
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_canary_that_is_taken_goes_on_and_the_services_own_settings_are_back(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("taken");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Replicas 4 -UpdateMonitor 300ms -UpdateFailureAction Rollback -StopGracePeriod 1s", name);
        string settings = (await stage.ServiceAsync(name))["Spec"]!["UpdateConfig"]!.ToJsonString();

        ScriptResult done = await stage.DoAsync("param($name) $global:LASTEXITCODE = 7; Invoke-SwarmRollingUpdate $name swarmtools/test:2 -NoResolveImage -Validate { sh -c 'exit 0' } -Parallelism 3 -Reason 'second'; $global:LASTEXITCODE", name);

        Assert.Equal("7", done.Texts[1]);
        Seen result = new(done.Output[0]);
        Assert.Equal(("Converged", "swarmtools/test:1", "swarmtools/test:2", 4, 2), (result.Text("Outcome"), result.Text("From"), result.Text("To"), result["TasksReplaced"], result["Revision"]));
        Assert.Equal(settings, (await stage.ServiceAsync(name))["Spec"]!["UpdateConfig"]!.ToJsonString());
        Assert.Equal(["swarmtools/test:2"], (await stage.DoAsync("param($name) Get-SwarmTask $name -State Running | ForEach-Object Image", name)).Texts.Distinct());
        Seen revision = new((await stage.DoAsync("param($name) Get-SwarmServiceHistory $name", name)).Output[^1]);
        Assert.Equal(("second", "Converged", true), (revision.Text("Reason"), revision.Text("Outcome"), revision["IsCurrent"]));
    }

    [Theory]
    [InlineData("swarmtools/test:bad", "", "TasksFailing")]
    [InlineData("swarmtools/test:nope", "", "ImageNotFound")]
    [InlineData("swarmtools/test:2", "-Constraint node.role==nobody -Timeout 3s", "TimedOut")]
    [InlineData("swarmtools/test:2", "-Validate { throw 'not like this' }", "ValidationFailed")]
    [InlineData("swarmtools/test:2", "-Validate { Get-SwarmService no-such-service }", "ValidationFailed")]
    [InlineData("swarmtools/test:2", "-Validate { $null }", "ValidationFailed")]
    [InlineData("swarmtools/test:2", "-Validate { sh -c 'exit 3' }", "ValidationFailed")]
    [InlineData("swarmtools/test:2", "-Validate { break }", "ValidationFailed")]
    [InlineData("swarmtools/test:bad", "-Canary 1", "TasksFailing")]
    [InlineData("swarmtools/test:nope", "-Canary 2", "ImageNotFound")]
    public async Task RollbackOnFailure_brings_a_service_back_whatever_failed(string image, string options, string cause)
    {
        // How engines fail is the subject of other tests; this is about going back.
        await using Stage stage = await OnAsync(new EachEngine().Last().Data);
        string name = stage.Name("back");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Replicas 2 -UpdateMonitor 500ms -RollbackMonitor 200ms -StopGracePeriod 1s", name);
        string before = await SpecAsync(stage, name);

        ScriptResult failed = await stage.FailAsync("RolledBack", $"param($name) Invoke-SwarmRollingUpdate $name {image} -NoResolveImage -RollbackOnFailure {options}", name);

        Assert.Equal(cause, new Seen(failed.Output[0]).Text("Cause"));
        Assert.Equal(before, await SpecAsync(stage, name));
        Assert.Equal("2/2", (await stage.DoAsync("param($name) [SwarmTools.Text.View]::Replicas((Get-SwarmService $name))", name)).Texts[0]);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_the_engine_stopped_goes_on_or_back(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("stopped");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Replicas 2 -UpdateMonitor 500ms -StopGracePeriod 1s", name);
        string before = await SpecAsync(stage, name);
        ScriptResult failed = await stage.FailAsync("RolloutPaused", "param($name) Invoke-SwarmRollingUpdate $name swarmtools/test:bad -NoResolveImage", name);
        Assert.Contains("Undo-SwarmServiceUpdate goes back", failed.Error.Exception.Message, StringComparison.Ordinal);

        // The engine stops it again, unless the same task fails three times before.
        ScriptResult resumed = await stage.RunAsync("param($name) Resume-SwarmServiceUpdate $name", name);
        Assert.Contains(Assert.Single(resumed.ErrorIds), new[] { "RolloutPaused", "TasksFailing" });
        await stage.DoAsync("param($name) Undo-SwarmServiceUpdate $name", name);

        Assert.Equal(before, await SpecAsync(stage, name));
        await stage.FailAsync("UpdateNotRunning", "param($name) Resume-SwarmServiceUpdate $name", name);
        await stage.FailAsync("UpdateNotRunning", "param($name) Suspend-SwarmServiceUpdate $name", name);
    }

    [Fact]
    public async Task Many_services_are_updated_a_few_at_a_time_and_each_has_its_own_end()
    {
        await using Stage stage = await OnAsync(new EachEngine().Last().Data);
        string[] names = [.. Enumerable.Range(1, 4).Select(number => stage.Name("many" + number))];
        await stage.DoAsync("param($names) New-SwarmService $names swarmtools/test:1 -NoResolveImage -UpdateMonitor 300ms -StopGracePeriod 1s", new object?[] { names });

        ScriptResult done = await stage.DoAsync("param($names) $names | Get-SwarmService | Invoke-SwarmRollingUpdate -AddEnvironment @{ MODE = 'new' } -ThrottleLimit 2", new object?[] { names });

        Assert.Equal(names, done.Output.Select(result => new Seen(result).Text("ServiceName")).Order(StringComparer.Ordinal));
        Assert.All(done.Output, result => Assert.Equal("Converged", new Seen(result).Text("Outcome")));
    }

    [Fact]
    public async Task Settings_of_a_rollout_last_as_long_as_it_does_unless_they_are_to_stay()
    {
        await using Stage stage = await OnAsync(new EachEngine().Last().Data);
        string name = stage.Name("settings");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -UpdateMonitor 300ms -StopGracePeriod 1s", name);
        async Task<string> SettingsAsync() => (await stage.ServiceAsync(name))["Spec"]!["UpdateConfig"]!.ToJsonString();
        string before = await SettingsAsync();

        await stage.DoAsync("param($name) Invoke-SwarmRollingUpdate $name -AddEnvironment STEP=1 -Parallelism 7 -Order StartFirst -Monitor 200ms", name);
        Assert.Equal(before, await SettingsAsync());
        await stage.DoAsync("param($name) Invoke-SwarmRollingUpdate $name -AddEnvironment STEP=2 -Parallelism 7 -Order StartFirst -Monitor 200ms -Persist", name);
        Assert.Equal("""{"Parallelism":7,"FailureAction":"pause","Monitor":200000000,"MaxFailureRatio":0,"Order":"start-first"}""", await SettingsAsync());
    }

    // Kills what is labelled so, as somebody at the machine would.
    private static async Task KillAsync(Stage stage, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            string[] victims = (await stage.DockerAsync("ps", "-q", "--filter", "label=fate=killed")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (victims.Length > 0)
            {
                await stage.TryDockerAsync(["kill", .. victims]);
            }

            await Task.Delay(200, CancellationToken.None);
        }
    }

    private static async Task<string> SpecAsync(Stage stage, string name)
    {
        JsonNode spec = (await stage.ServiceAsync(name))["Spec"]!;
        return spec.ToJsonString();
    }

    private static async Task<string[]> TasksAsync(Stage stage, string name) =>
        [.. (await stage.DoAsync("param($name) Get-SwarmTask $name -State Running | ForEach-Object Id", name)).Texts.Order(StringComparer.Ordinal)];
}
