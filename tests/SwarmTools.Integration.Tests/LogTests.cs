using System;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Logs of services and tasks.</summary>
public sealed class LogTests(Labs labs) : SwarmTests(labs)
{
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Both_streams_are_read_with_time_task_and_node(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = await StartAsync(stage);

        ScriptResult result = await stage.DoAsync("param($name) Get-SwarmLog $name", name);

        Seen[] entries = [.. result.Output.Select(entry => new Seen(entry))];
        Assert.Contains(entries, entry => entry.Text("Stream") == "StandardOutput" && entry.Text("Message") == "line 1");
        Assert.Contains(entries, entry => entry.Text("Stream") == "StandardError" && entry.Text("Message") == "err 1");
        Assert.All(entries, entry => Assert.Equal((name, name + ".1", 1), (entry.Text("ServiceName"), entry.Text("TaskName"), (int)entry["Slot"]!)));
        Assert.All(entries, entry => Assert.InRange((DateTimeOffset)entry["Timestamp"]!, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1)));
        string node = await stage.DockerAsync("info", "--format", "{{.Name}}");
        Assert.All(entries, entry => Assert.Equal(node, entry["NodeName"]));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Tail_gives_the_last_lines_only(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = await StartAsync(stage);

        ScriptResult result = await stage.DoAsync("param($name) Get-SwarmLog $name -Tail 4 -Raw", name);

        Assert.Equal(4, result.Output.Count);
        Assert.DoesNotContain("line 1", result.Texts);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Since_gives_what_was_written_after_a_time(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = await StartAsync(stage);
        DateTimeOffset time = (DateTimeOffset)new Seen((await stage.DoAsync("param($name) Get-SwarmLog $name -Tail 1", name)).Output[0])["Timestamp"]!;
        await Task.Delay(500, TestContext.Current.CancellationToken);

        ScriptResult result = await stage.DoAsync("param($name, $since) Get-SwarmLog $name -Since $since", name, time);

        Assert.NotEmpty(result.Output);
        Assert.All(result.Output, entry => Assert.True((DateTimeOffset)new Seen(entry)["Timestamp"]! >= time));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_followed_log_goes_on_until_it_is_enough(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = await StartAsync(stage);

        ScriptResult result = await stage.DoAsync("param($name) Get-SwarmLog $name -Follow -Tail 0 | Select-Object -First 12", name);

        Assert.Equal(12, result.Output.Count);
        Assert.DoesNotContain("line 1", result.Texts);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_task_has_a_log_of_its_own_by_name_and_by_object(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = await StartAsync(stage, "-Replicas 2");

        ScriptResult byName = await stage.DoAsync("param($name) Get-SwarmLog $name -Tail 3", name + ".2");
        ScriptResult byObject = await stage.DoAsync("param($name) Get-SwarmTask $name | Get-SwarmLog -Tail 3", name);

        Assert.Equal([name + ".2"], byName.Output.Select(entry => new Seen(entry).Text("TaskName")).Distinct());
        Assert.Equal([name + ".1", name + ".2"], byObject.Output.Select(entry => new Seen(entry).Text("TaskName")).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_service_with_a_terminal_has_a_log_without_frames(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("tty");
        await stage.DockerAsync("service", "create", "-q", "-d", "--no-resolve-image", "--tty", "--name", name, "swarmtools/test:log");
        await Stage.UntilAsync(async () => (await stage.RunAsync("param($name) Get-SwarmLog $name", name)).Output.Count > 4, "there is a log");

        ScriptResult result = await stage.DoAsync("param($name) Get-SwarmLog $name -Raw", name);

        Assert.Equal(["err 1", "line 1"], result.Texts.Take(2).Order(StringComparer.Ordinal));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_log_driver_that_keeps_nothing_gives_nothing_and_holds_up_nobody(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("mute");
        await stage.DockerAsync("service", "create", "-q", "-d", "--no-resolve-image", "--log-driver", "none", "--name", name, "swarmtools/test:log");
        await Stage.UntilAsync(async () => (await stage.RunAsync("param($name) Get-SwarmTask $name -State Running", name)).Output.Count == 1, "it runs");

        // The engine says nothing of it either, and neither does docker service logs.
        Assert.Empty((await stage.DoAsync("param($name) Get-SwarmLog $name", name)).Output);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_a_container_writes_does_not_drive_the_console(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("evil");
        await stage.DoAsync(
            """param($name) New-SwarmService $name swarmtools/test:1 -Argument sh, -c, 'printf "\033[31mred\033]0;title\007\n##vso[task.complete]done\n"; sleep 1000' -UpdateMonitor 300ms""", name);

        ScriptResult result = await stage.DoAsync(
            "param($name) Get-SwarmLog $name | ForEach-Object { $_.Message; [SwarmTools.Text.View]::Line($_.Message) }", name);

        Assert.Equal(4, result.Output.Count);
        Assert.Contains('\u001b', result.Texts[0]);
        Assert.DoesNotContain(result.Texts[1], character => char.IsControl(character));
        Assert.Contains("red", result.Texts[1], StringComparison.Ordinal);
        Assert.Equal("##vso[task.complete]done", result.Texts[2]);
        Assert.DoesNotContain("##vso[", result.Texts[3], StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_name_that_is_neither_service_nor_task_is_an_error(string engine)
    {
        await using Stage stage = await OnAsync(engine);

        await stage.FailAsync("ServiceNotFound", "param($name) Get-SwarmLog $name", stage.Name("absent"));
    }

    // A service that writes, and has written.
    private static async Task<string> StartAsync(Stage stage, string parameters = "")
    {
        string name = stage.Name("log");
        await stage.DoAsync($"param($name) New-SwarmService $name swarmtools/test:log -UpdateMonitor 300ms {parameters}", name);
        return name;
    }
}
