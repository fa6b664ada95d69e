using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Nodes that all tasks leave.</summary>
public sealed class DrainTests(Labs labs)
{
    // By the events of all engines, which have one clock here: a container counts from its first healthy check until it is told to end.
    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task With_start_first_no_service_ever_has_less_than_its_replicas(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);
        (string one, string two) = (stage.Name("one"), stage.Name("two"));
        const string Options = "-UpdateMonitor 200ms -StopGracePeriod 1s -Constraint node.role==worker -HealthCommand 'true' -HealthInterval 1s";
        await stage.DoAsync(
            $"param($one, $two) $null = New-SwarmService $one swarmtools/test:1 -Replicas 2 {Options}; $null = New-SwarmService $two swarmtools/test:1 -Replicas 3 -UpdateOrder StopFirst {Options}", one, two);
        string before = await stage.DockerAsync("service", "inspect", one, two, "--format", "{{json .Spec}}");
        DateTimeOffset start = DateTimeOffset.UtcNow;

        Seen result = new((await stage.DoAsync("Suspend-SwarmNode w1 -StartFirst -Timeout 60s")).Output.Single());

        HealthEvents events = await HealthEvents.SinceAsync(stage.Lab, start);
        Assert.Equal((2, 3), (events.Least(one, 2), events.Least(two, 3)));
        Assert.True(events.Started(one) + events.Started(two) > 0);
        Assert.Equal([one, two], ((IEnumerable<string>)result.Required("MovedWithoutGap")).Order(StringComparer.Ordinal));
        Assert.Equal("drain", await stage.DockerAsync("node", "inspect", "w1", "--format", "{{.Spec.Availability}}"));
        Assert.Equal("", await stage.DockerAsync("node", "ps", "w1", "--filter", "desired-state=running", "-q"));
        Assert.Equal(before, await stage.DockerAsync("service", "inspect", one, two, "--format", "{{json .Spec}}"));

        // Taking the constraint away replaces no task, and what left does not come back.
        string tasks = await stage.DockerAsync("service", "ps", one, two, "--filter", "desired-state=running", "-q");
        Assert.Equal(["w1"], (await stage.DoAsync("Resume-SwarmNode w1")).Texts);
        await Task.Delay(2000, TestContext.Current.CancellationToken);
        Assert.Equal(tasks, await stage.DockerAsync("service", "ps", one, two, "--filter", "desired-state=running", "-q"));
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task What_cannot_move_is_listed_and_nothing_is_changed_without_force(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);
        (string agent, string free) = (stage.Name("agent"), stage.Name("free"));
        await stage.DoAsync(
            "param($agent, $free) $null = New-SwarmService $agent swarmtools/test:1 -Mode Global -UpdateMonitor 100ms -StopGracePeriod 1s; $null = New-SwarmService $free swarmtools/test:1 -Replicas 4 -UpdateMonitor 100ms -StopGracePeriod 1s -Constraint node.role==worker", agent, free);

        ScriptResult refused = await stage.FailAsync("TasksNotMovable", "Suspend-SwarmNode w2 -StartFirst");
        Assert.Contains(agent + ": it is global", refused.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("active", await stage.DockerAsync("node", "inspect", "w2", "--format", "{{.Spec.Availability}}"));

        Seen result = new((await stage.DoAsync("Suspend-SwarmNode w2 -StartFirst -Force -Timeout 60s")).Output.Single());
        Assert.Equal([free], (IEnumerable<string>)result.Required("MovedWithoutGap"));
        await stage.DoAsync("Resume-SwarmNode w2");

        Seen plain = new((await stage.DoAsync("Suspend-SwarmNode w1 -Timeout 60s")).Output.Single());
        Assert.Equal("", await stage.DockerAsync("node", "ps", "w1", "--filter", "desired-state=running", "-q"));
        Assert.True((int)plain["TaskCount"]! >= 1);
        await stage.DoAsync("Resume-SwarmNode w1");
    }
}
