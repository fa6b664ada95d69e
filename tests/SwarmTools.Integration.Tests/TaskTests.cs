using System;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Tasks.</summary>
public sealed class TaskTests(Labs labs) : SwarmTests(labs)
{
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_running_task_names_its_service_node_and_container(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("web");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -Publish 'published=18081,target=80,mode=host' -UpdateMonitor 100ms", name);

        ScriptResult result = await stage.DoAsync("param($name) Get-SwarmTask $name", name);

        Seen task = new(result.Output.Single());
        Assert.Equal((name + ".1", name, "Running", "Running"), (task.Text("Name"), task.Text("ServiceName"), task.Text("State"), task.Text("DesiredState")));
        Assert.Equal(await stage.DockerAsync("info", "--format", "{{.Name}}"), task["NodeName"]);
        Assert.Equal(await stage.DockerAsync("ps", "-q", "--no-trunc", "--filter", "name=" + name), task["ContainerId"]);
        Assert.Contains("18081", (await stage.DoAsync("param($name) [SwarmTools.Text.View]::Ports((Get-SwarmTask $name).Ports)", name)).Texts[0], StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task History_shows_the_tasks_that_failed_before(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("bad");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:bad -NoWait", name);
        await Stage.UntilAsync(
            async () => (await stage.DoAsync("param($name) Get-SwarmTask $name -History -State Failed", name)).Output.Count >= 2, "two tasks failed");

        ScriptResult failed = await stage.DoAsync("param($name) Get-SwarmTask $name -History -State Failed", name);
        ScriptResult newest = await stage.DoAsync("param($name) Get-SwarmTask $name", name);

        Assert.All(failed.Output, task => Assert.Equal(1L, new Seen(task)["ExitCode"]));
        Assert.All(failed.Output, task => Assert.Equal(name + ".1", new Seen(task)["Name"]));
        Assert.Single(newest.Output);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Tasks_of_a_node_are_found_by_its_name_and_by_its_object(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("web");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -UpdateMonitor 100ms", name);
        string node = await stage.DockerAsync("info", "--format", "{{.Name}}");

        ScriptResult byName = await stage.DoAsync("param($name, $node) Get-SwarmTask $name -Node $node", name, node);
        ScriptResult byObject = await stage.DoAsync("param($node) Get-SwarmNode $node | Get-SwarmTask", node);

        Assert.Equal([name + ".1"], byName.Texts);
        Assert.Contains(name + ".1", byObject.Texts);
        await stage.FailAsync("NodeNotFound", "param($name) Get-SwarmTask $name -Node absent", name);
    }
}
