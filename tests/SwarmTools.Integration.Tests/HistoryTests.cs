using System;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>What is kept of services in the swarm, and what can be made of it by others.</summary>
public sealed class HistoryTests(Labs labs) : SwarmTests(labs)
{
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Any_of_five_revisions_is_restored_from_another_process_field_by_field(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("five");
        await MakeAsync(stage, name);
        string[] specs = new string[6];
        specs[0] = await SpecAsync(stage, name);
        for (int update = 1; update <= 5; update++)
        {
            await stage.DoAsync(
                $"param($name) Invoke-SwarmRollingUpdate $name swarmtools/test:{(update % 2) + 1} -NoResolveImage -AddEnvironment @{{ STEP = '{update}' }} -AddLabel step={update} -Reason 'update {update}'", name);
            specs[update] = await SpecAsync(stage, name);
        }

        CommandResult shell = await Shell.RunAsync(stage.HostUri, $"(Restore-SwarmServiceRevision {name} 2).Outcome; Compare-SwarmService {name} -Revision 2; Compare-SwarmService {name} -Revision 2, 3 | ForEach-Object Path");

        Assert.Equal(0, shell.ExitCode);
        Assert.Equal(
            ["Converged", "Labels.step", "TaskTemplate.ContainerSpec.Env[STEP]", "TaskTemplate.ContainerSpec.Image"],
            shell.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        // The first revision is what was found; the second is the first update.
        Assert.Equal(specs[1], await SpecAsync(stage, name));
        ScriptResult history = await stage.DoAsync("param($name) Get-SwarmServiceHistory $name", name);
        Assert.Equal(["1:", "2:1", "3:2", "4:3", "5:4", "6:5", "7:6"], history.Output.Select(item => new Seen(item)).Select(item => $"{item["Revision"]}:{item["FromRevision"]}"));
        Assert.Equal(["update 1", "update 2"], history.Output.Skip(1).Take(2).Select(item => new Seen(item).Text("Reason")));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_a_killed_client_left_half_way_is_finished_or_undone_by_another(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string finished, string undone) = (stage.Name("finished"), stage.Name("undone"));
        foreach (string name in new[] { finished, undone })
        {
            await MakeAsync(stage, name);
            await LeaveHalfWayAsync(stage, name);
        }

        string before = (await stage.ServiceAsync(undone))["PreviousSpec"]!.ToJsonString();
        ScriptResult resumed = await stage.DoAsync("param($name) Resume-SwarmServiceUpdate $name", finished);
        Assert.Equal("Converged", new Seen(resumed.Output.Single()).Text("Outcome"));
        Assert.Equal(["swarmtools/test:2"], (await stage.DoAsync("param($name) Get-SwarmTask $name -State Running | ForEach-Object Image", finished)).Texts.Distinct());
        Assert.Equal("""{"Parallelism":1,"FailureAction":"pause","Monitor":300000000,"MaxFailureRatio":0,"Order":"stop-first"}""", (await stage.ServiceAsync(finished))["Spec"]!["UpdateConfig"]!.ToJsonString());
        Assert.Equal("Converged", new Seen((await stage.DoAsync("param($name) Get-SwarmServiceHistory $name", finished)).Output[^1]).Text("Outcome"));

        await stage.DoAsync("param($name) Undo-SwarmServiceUpdate $name", undone);
        Assert.Equal(before, await SpecAsync(stage, undone));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task An_update_of_the_docker_CLI_is_suspended_and_resumed(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("suspended");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Replicas 4 -UpdateMonitor 300ms -UpdateDelay 2s -StopGracePeriod 1s", name);
        string[] old = await ImagesAsync(stage, name);
        await stage.UpdateByDockerAsync(name, "--image", "swarmtools/test:2");
        string wanted = await SpecAsync(stage, name);
        await Stage.UntilAsync(async () => (await ImagesAsync(stage, name)).Contains("swarmtools/test:2"), "the update has begun");

        await stage.DoAsync("param($name) Suspend-SwarmServiceUpdate $name", name);
        await Task.Delay(3000, TestContext.Current.CancellationToken);
        int left = (await ImagesAsync(stage, name)).Count(image => image == "swarmtools/test:1");
        await Task.Delay(4000, TestContext.Current.CancellationToken);
        Assert.True(left > 0, "Nothing is left to be resumed.");
        Assert.Equal((4, left), (old.Length, (await ImagesAsync(stage, name)).Count(image => image == "swarmtools/test:1")));

        await stage.DoAsync("param($name) Resume-SwarmServiceUpdate $name", name);
        Assert.Equal(["swarmtools/test:2"], (await ImagesAsync(stage, name)).Distinct());
        Assert.Equal(wanted, await SpecAsync(stage, name));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Only_so_many_revisions_are_kept_and_none_with_a_service_that_is_removed(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("limit");
        await MakeAsync(stage, name);
        for (int update = 1; update <= 3; update++)
        {
            await stage.DoAsync($"param($name) Invoke-SwarmRollingUpdate $name -AddLabel step={update} -HistoryLimit 2", name);
        }

        Assert.Equal(["3", "4*"], (await stage.DoAsync("param($name) Get-SwarmServiceHistory $name | ForEach-Object { [SwarmTools.Text.View]::Number($_).Trim() }", name)).Texts);
        // Nobody takes them for configs of his own, and docker stack rm finds no label of a stack.
        Assert.Empty((await stage.DoAsync("Get-SwarmConfig swarmtools-*")).Output);
        await stage.FailAsync("RevisionNotFound", "param($name) Restore-SwarmServiceRevision $name 1", name);

        await stage.DoAsync("param($name) Invoke-SwarmRollingUpdate $name -AddLabel step=4 -HistoryLimit 0", name);
        Assert.Empty((await stage.DoAsync("param($name) Get-SwarmServiceHistory $name", name)).Output);
        await stage.DoAsync("param($name) Invoke-SwarmRollingUpdate $name -AddLabel step=5", name);
        await stage.DoAsync("param($name) Remove-SwarmService $name -Confirm:$false", name);
        Assert.DoesNotContain((await stage.Raw.GetAsync("/configs")).AsArray(), config => (string?)config!["Spec"]!["Labels"]?["swarmtools.revision.service"] == name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_revision_that_names_a_secret_that_is_gone_cannot_be_restored(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string name, string secret) = (stage.Name("incomplete"), stage.Name("secret"));
        await stage.DoAsync("param($secret) $null = Add-SwarmSecret $secret -Bytes ([byte[]](1, 2, 3)) -AllowPlaintext", secret);
        await stage.DoAsync("param($name, $secret) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Secret $secret -UpdateMonitor 100ms -StopGracePeriod 1s", name, secret);
        await stage.DoAsync("param($name, $secret) Invoke-SwarmRollingUpdate $name -RemoveSecret $secret", name, secret);
        await stage.DoAsync("param($secret) Remove-SwarmSecret $secret -Confirm:$false", secret);
        string before = await SpecAsync(stage, name);

        ScriptResult failed = await stage.FailAsync("RevisionIncomplete", "param($name) Get-SwarmServiceHistory $name | Where-Object Revision -eq 1 | Restore-SwarmServiceRevision", name);

        Assert.Contains($"the secret '{secret}'", failed.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, await SpecAsync(stage, name));
    }

    private static Task<ScriptResult> MakeAsync(Stage stage, string name) => stage.DoAsync(
        "param($name) New-SwarmService $name swarmtools/test:1 -NoResolveImage -Replicas 2 -UpdateParallelism 1 -UpdateMonitor 300ms -RollbackMonitor 100ms -StopGracePeriod 1s", name);

    // A client whose rollout was ended between the first task and the others.
    private static async Task LeaveHalfWayAsync(Stage stage, string name)
    {
        using ModuleSession other = new();
        using PowerShell shell = other.Prepare(
            "param($uri, $name) Connect-Swarm $uri; Invoke-SwarmRollingUpdate $name swarmtools/test:2 -NoResolveImage -Canary 1 -Validate { while ($true) { [Threading.Thread]::Sleep(50) } }", stage.HostUri, name);
        IAsyncResult running = shell.BeginInvoke();
        await Stage.UntilAsync(
            async () => (await stage.DoAsync("param($name) Get-SwarmTask $name -State Running | ForEach-Object Image", name)).Texts.Contains("swarmtools/test:2"), "the first task runs");
        await Task.Delay(1000);
        shell.Stop();
        Assert.True(running.AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(30)), "The client did not end.");
    }

    private static async Task<string> SpecAsync(Stage stage, string name)
    {
        JsonNode spec = (await stage.ServiceAsync(name))["Spec"]!;
        return spec.ToJsonString();
    }

    private static async Task<string[]> ImagesAsync(Stage stage, string name) =>
        [.. (await stage.DoAsync("param($name) Get-SwarmTask $name | ForEach-Object Image", name)).Texts];
}
