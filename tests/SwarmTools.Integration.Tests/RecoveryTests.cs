using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Rollouts that something came between, on a real engine.</summary>
public sealed class RecoveryTests(Labs labs) : SwarmTests(labs)
{
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task The_same_rollout_again_goes_on_once_its_cause_is_mended(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("again");
        string image = "swarmtools/" + name.ToLowerInvariant() + ":1";
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Replicas 3 -UpdateMonitor 300ms -StopGracePeriod 1s", name);
        string settings = (await stage.ServiceAsync(name))["Spec"]!["UpdateConfig"]!.ToJsonString();
        ScriptResult failed = await stage.RunAsync("param($name, $image) Invoke-SwarmRollingUpdate $name $image -NoResolveImage", name, image);
        Assert.Contains(Assert.Single(failed.ErrorIds), new[] { "ImageNotFound", "RolloutPaused" });

        await stage.DockerAsync("tag", "swarmtools/test:2", image);
        try
        {
            ScriptResult again = await stage.DoAsync("param($name, $image) Invoke-SwarmRollingUpdate $name $image -NoResolveImage", name, image);
            Assert.Equal("Converged", new Seen(again.Output.Single()).Text("Outcome"));
            Assert.Equal([image], (await RunningImagesAsync(stage, name)).Distinct());
            Assert.Equal(settings, (await stage.ServiceAsync(name))["Spec"]!["UpdateConfig"]!.ToJsonString());

            // What failed at first is no version of its own: before it was the first one.
            await stage.DoAsync("param($name) Undo-SwarmServiceUpdate $name", name);
            Assert.Equal(["swarmtools/test:1"], (await RunningImagesAsync(stage, name)).Distinct());
        }
        finally
        {
            await stage.DoAsync("param($name) Remove-SwarmService $name", name);
            await stage.TryDockerAsync(["rmi", image]);
        }
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_warning_that_ends_the_command_does_so_when_the_rollout_has_ended(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("warned");
        string settings = await HeldAsync(stage, name);

        // To go on with what was held is worth a warning, which comes before the first of the tasks left is replaced.
        ScriptResult warned = await stage.RunAsync("param($name) Invoke-SwarmRollingUpdate $name swarmtools/test:2 -NoResolveImage -WarningAction Stop", name);

        Assert.Equal("ActionPreferenceStop", Assert.Single(warned.ErrorIds).Split(',')[0]);
        Assert.Equal(["swarmtools/test:2"], (await RunningImagesAsync(stage, name)).Distinct());
        Assert.Equal(settings, (await stage.ServiceAsync(name))["Spec"]!["UpdateConfig"]!.ToJsonString());
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_is_held_and_was_changed_by_the_docker_CLI_goes_on_with_both_changes(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("both");
        string settings = await HeldAsync(stage, name);
        await stage.UpdateByDockerAsync(name, "--label-add", "tier=back");

        await stage.DoAsync("param($name) Resume-SwarmServiceUpdate $name", name);

        JsonNode spec = (await stage.ServiceAsync(name))["Spec"]!;
        Assert.Equal("back", (string?)spec["Labels"]!["tier"]);
        Assert.Equal(settings, spec["UpdateConfig"]!.ToJsonString());
        Assert.Equal(["swarmtools/test:2"], (await RunningImagesAsync(stage, name)).Distinct());
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_failed_rollout_over_one_that_is_held_goes_back_to_what_was_before_both(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("over");
        string settings = await HeldAsync(stage, name);

        await stage.FailAsync("RolledBack", "param($name) Invoke-SwarmRollingUpdate $name swarmtools/test:bad -NoResolveImage -RollbackOnFailure", name);

        Assert.Equal(settings, (await stage.ServiceAsync(name))["Spec"]!["UpdateConfig"]!.ToJsonString());
        Assert.Equal(["swarmtools/test:1"], (await RunningImagesAsync(stage, name)).Distinct());
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task An_undo_passes_over_versions_that_failed(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("passes");
        await stage.DoAsync(
            "param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -UpdateMonitor 500ms -RollbackMonitor 200ms -UpdateFailureAction Rollback -StopGracePeriod 1s", name);
        await stage.DoAsync("param($name) Invoke-SwarmRollingUpdate $name swarmtools/test:2 -NoResolveImage", name);
        await stage.FailAsync("RolledBack", "param($name) Invoke-SwarmRollingUpdate $name swarmtools/test:bad -NoResolveImage", name);

        ScriptResult undone = await stage.DoAsync("param($name) Undo-SwarmServiceUpdate $name", name);

        Assert.Equal(("swarmtools/test:2", "swarmtools/test:1"), (new Seen(undone.Output.Single()).Text("From"), new Seen(undone.Output.Single()).Text("To")));
        Assert.Equal(["swarmtools/test:1"], (await RunningImagesAsync(stage, name)).Distinct());
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_global_service_that_no_node_takes_any_more_is_no_success(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("untaken");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Mode Global -UpdateMonitor 300ms -StopGracePeriod 1s", name);

        ScriptResult failed = await stage.FailAsync("RolledBack", "param($name) Invoke-SwarmRollingUpdate $name -AddConstraint node.labels.nowhere==1 -RollbackOnFailure", name);

        Assert.Contains("no node may run one", failed.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["swarmtools/test:1"], await RunningImagesAsync(stage, name));
    }

    // An update from 1 to 2 that is held after its first tasks; returns the settings of updates from before.
    private static async Task<string> HeldAsync(Stage stage, string name)
    {
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Replicas 4 -UpdateMonitor 300ms -UpdateDelay 1s -StopGracePeriod 1s", name);
        string settings = (await stage.ServiceAsync(name))["Spec"]!["UpdateConfig"]!.ToJsonString();
        await stage.UpdateByDockerAsync(name, "--image", "swarmtools/test:2");
        await Stage.UntilAsync(async () => (await RunningImagesAsync(stage, name)).Contains("swarmtools/test:2"), "the update has begun");
        await stage.DoAsync("param($name) Suspend-SwarmServiceUpdate $name", name);
        Assert.NotEqual(settings, (await stage.ServiceAsync(name))["Spec"]!["UpdateConfig"]!.ToJsonString());
        return settings;
    }

    private static async Task<string[]> RunningImagesAsync(Stage stage, string name) =>
        [.. (await stage.DoAsync("param($name) Get-SwarmTask $name -State Running | ForEach-Object Image", name)).Texts];
}
