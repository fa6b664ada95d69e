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
    public async Task The_lines_of_all_tasks_come_in_the_order_of_time(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = await StartAsync(stage, "-Replicas 3");
        await stage.DoAsync("param($name) $null = Restart-SwarmService $name", name);

        Seen[] entries = [.. (await stage.DoAsync("param($name) Get-SwarmLog $name", name)).Output.Select(entry => new Seen(entry))];

        // The engine itself writes what comes by both streams of a task at once a little out of order.
        Assert.All(entries.Zip(entries.Skip(1)), pair => Assert.True((DateTimeOffset)pair.Second["Timestamp"]! > (DateTimeOffset)pair.First["Timestamp"]! - TimeSpan.FromMilliseconds(10)));
        Assert.Equal(6, entries.Select(entry => entry.Text("TaskId")).Distinct().Count());
        Assert.Equal([name + ".1", name + ".2", name + ".3"], entries.Select(entry => entry.Text("TaskName")).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Lines_are_chosen_by_their_end_pattern_and_stream(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = await StartAsync(stage);
        Seen[] all = [.. (await stage.DoAsync("param($name) Get-SwarmLog $name", name)).Output.Select(entry => new Seen(entry))];
        DateTimeOffset end = (DateTimeOffset)all[^2]["Timestamp"]!;

        ScriptResult until = await stage.DoAsync("param($name, $until) Get-SwarmLog $name -Until $until", name, end);
        ScriptResult errors = await stage.DoAsync("param($name, $until) Get-SwarmLog $name -Until $until -Stream StandardError", name, end);
        ScriptResult lines = await stage.DoAsync("param($name, $until) Get-SwarmLog $name -Until $until -Pattern '^LINE \\d' -Raw", name, end);

        Assert.Equal(all.Count(entry => (DateTimeOffset)entry["Timestamp"]! <= end), until.Output.Count);
        Assert.NotEmpty(errors.Output);
        Assert.All(errors.Output, entry => Assert.Equal("StandardError", new Seen(entry).Text("Stream")));
        Assert.All(lines.Texts, line => Assert.StartsWith("line ", line, StringComparison.Ordinal));
        Assert.Equal(until.Output.Count, errors.Output.Count + lines.Output.Count);
        await stage.FailAsync("OptionInvalid", "param($name) Get-SwarmLog $name -Pattern '('", name);
        await stage.FailAsync("OptionInvalid", "param($name) Get-SwarmLog $name -Follow -Until 1m", name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_followed_log_ends_when_its_service_is_removed(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = await StartAsync(stage, "-StopGracePeriod 1s");

        Task<ScriptResult> following = stage.DoAsync("param($name) Get-SwarmLog $name -Follow", name);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.False(following.IsCompleted);
        await stage.DockerAsync("service", "rm", name);

        Assert.NotEmpty((await following.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)).Output);
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
