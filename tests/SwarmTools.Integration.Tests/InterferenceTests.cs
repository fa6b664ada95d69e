using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>The docker CLI changes services that are rolled out, before, during and after it, on a real engine.</summary>
public sealed class InterferenceTests(Labs labs) : SwarmTests(labs)
{
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_version_that_docker_puts_over_ours_is_not_told_as_ours(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("taken");
        await MakeAsync(stage, name, "-UpdateDelay 2s");
        Assert.Equal("swarmtools/test:1", await ImageAsync(stage, name));
        Task<ScriptResult> rollout = stage.FailAsync("Conflict", "param($name) Invoke-SwarmRollingUpdate $name swarmtools/test:2 -NoResolveImage -RollbackOnFailure; Get-SwarmServiceHistory $name", name);
        await Stage.UntilAsync(async () => await ImageAsync(stage, name) == "swarmtools/test:2", "the rollout has begun");
        await stage.UpdateByDockerAsync(name, "--image", "swarmtools/test:log");

        ScriptResult ended = await rollout;

        Assert.Equal("Superseded", new Seen(ended.Output[0]).Text("Outcome"));
        Assert.Equal("Superseded", new Seen(ended.Output[2]).Text("Outcome"));
        Assert.Equal("swarmtools/test:log", await ImageAsync(stage, name));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_service_that_docker_scales_meanwhile_is_updated_all_the_same(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("scaled");
        await MakeAsync(stage, name, "-UpdateDelay 1s");
        string settings = (await stage.ServiceAsync(name))["Spec"]!["UpdateConfig"]!.ToJsonString();
        Task<ScriptResult> rollout = stage.DoAsync("param($name) Invoke-SwarmRollingUpdate $name swarmtools/test:2 -NoResolveImage -Parallelism 2", name);
        await Stage.UntilAsync(async () => await ImageAsync(stage, name) == "swarmtools/test:2", "the rollout has begun");
        await stage.UpdateByDockerAsync(name, "--replicas", "5");

        Seen result = new((await rollout).Output.Single());

        Assert.Equal(("Converged", 5, 5), (result.Text("Outcome"), result["Running"], result["Desired"]));
        JsonNode spec = (await stage.ServiceAsync(name))["Spec"]!;
        Assert.Equal((5, settings), ((int)spec["Mode"]!["Replicated"]!["Replicas"]!, spec["UpdateConfig"]!.ToJsonString()));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_failed_rollout_over_an_update_of_docker_that_had_stopped_goes_back_to_what_was_before_both(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("stopped");
        await MakeAsync(stage, name, "");
        await stage.UpdateByDockerAsync(name, "--image", "swarmtools/test:bad");
        await Stage.UntilAsync(async () => (string?)(await stage.ServiceAsync(name))["UpdateStatus"]?["State"] == "paused", "docker's update has stopped");

        ScriptResult failed = await stage.FailAsync("RolledBack", "param($name) Invoke-SwarmRollingUpdate $name swarmtools/test:sick -NoResolveImage -HealthCommand 'exit 1' -HealthInterval 200ms -HealthRetries 1 -Canary 1 -RollbackOnFailure -WarningVariable told -WarningAction SilentlyContinue; $told", name);

        Assert.Contains(failed.Texts, text => text.Contains("the update to 'swarmtools/test:bad' did not come to its end", StringComparison.Ordinal));
        Assert.Equal(["swarmtools/test:1"], (await stage.DoAsync("param($name) Get-SwarmTask $name -State Running | ForEach-Object Image", name)).Texts.Distinct());
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_rollback_of_docker_after_a_canary_can_be_undone_all_the_same(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("rolled");
        await MakeAsync(stage, name, "");
        string before = await SpecAsync(stage, name);
        await stage.DoAsync("param($name) Invoke-SwarmRollingUpdate $name swarmtools/test:2 -NoResolveImage -Canary 1", name);
        await stage.DockerAsync("service", "rollback", "-d", name);

        await stage.DoAsync("param($name) Undo-SwarmServiceUpdate $name", name);

        Assert.Equal(before, await SpecAsync(stage, name));
        Assert.Equal(["swarmtools/test:1"], (await stage.DoAsync("param($name) Get-SwarmTask $name -State Running | ForEach-Object Image", name)).Texts.Distinct());
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Where_the_version_before_does_not_start_either_the_engine_does_not_return_to_the_one_that_failed(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("neither");
        string image = "swarmtools/" + name.ToLowerInvariant() + ":1";
        await stage.DockerAsync("tag", "swarmtools/test:1", image);
        await stage.DoAsync(
            "param($name, $image) New-SwarmService $name $image -NoResolveImage -Replicas 3 -UpdateMonitor 300ms -UpdateFailureAction Rollback -StopGracePeriod 1s", name, image);
        await stage.DockerAsync("rmi", "--force", image);

        ScriptResult failed = await stage.RunAsync("param($name) Invoke-SwarmRollingUpdate $name swarmtools/test:2 -NoResolveImage -Parallelism 0 -Canary 1 -Validate { $false } -Timeout 30s", name);

        Assert.DoesNotContain(failed.ErrorIds, id => id == "RolledBack");
        Assert.Contains("Going back failed too", Assert.Single(failed.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(image, await ImageAsync(stage, name));
    }

    private static Task<ScriptResult> MakeAsync(Stage stage, string name, string more) => stage.DoAsync(
        $"param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Replicas 4 -UpdateMonitor 300ms -StopGracePeriod 1s {more}", name);

    private static async Task<string> ImageAsync(Stage stage, string name) =>
        (string)(await stage.ServiceAsync(name))["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Image"]!;

    private static async Task<string> SpecAsync(Stage stage, string name) => (await stage.ServiceAsync(name))["Spec"]!.ToJsonString();
}
