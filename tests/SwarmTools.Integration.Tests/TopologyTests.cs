using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Testing;

namespace SwarmTools.Integration;

/// <summary>Pictures of a real swarm of five nodes; the page is looked at with a browser.</summary>
public sealed class TopologyTests(Labs labs)
{
    private const string Script = "<script>alert(1)</script>";
    private const string EvilHost = "w2<script>alert(2)</script>";

    // Pictures of the page, kept for whoever wants to see them.
    private static string Kept(string name) => Repository.PathOf("TestResults", "topology", name);

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(NewestLabEngine))]
    public async Task A_browser_shows_every_task_asks_for_nothing_and_runs_nothing_that_is_not_the_pages_own(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);
        string prefix = stage.Name("");
        await stage.DoAsync(
            """
            param($prefix, $script)
            $quick = @{ NoWait = $true; UpdateMonitor = '100ms'; StopGracePeriod = '1s'; WarningAction = 'Ignore' }
            $null = New-SwarmService "${prefix}web" swarmtools/test:1 @quick -Replicas 6 -Publish 18080:80 -HealthCommand 'true' -HealthInterval 1s -Label @{ 'note' = $script }
            $null = New-SwarmService "${prefix}agent" swarmtools/test:1 @quick -Mode Global -Publish @{ published = 19100; target = 9100; mode = 'host' }
            $null = New-SwarmService "${prefix}db" swarmtools/test:1 @quick -Constraint node.labels.disk==none
            $null = New-SwarmService "${prefix}evil" swarmtools/test:1 @quick -Command $script -RestartCondition None
            Set-SwarmNode w1 -AddLabel @{ note = $script }
            """, prefix, Script);
        await RenameAsync(stage, "w2", EvilHost);
        try
        {
            await UntilSettledAsync(stage, prefix);
            using TemporaryFolder folder = new();
            string page = folder.File("page.html");
            await stage.DoAsync("param($file) Show-SwarmTopology -Html $file", page);

            await using Chromium browser = await Chromium.StartAsync();
            BrowserPage wide = await browser.OpenAsync(page, 1280);
            await ShowsAllAsync(stage, wide, prefix);
            await FitsAsync(wide, "topology-1280.png");
            await FitsAsync(await browser.OpenAsync(page, 390), "topology-390.png");
            await FitsAsync(await browser.OpenAsync(page, 1280, scheme: "dark"), "topology-1280-dark.png");
            await FitsAsync(await browser.OpenAsync(page, 740, media: "print"), "topology-print.png");
        }
        finally
        {
            await RenameAsync(stage, EvilHost, "w2");
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(NewestLabEngine))]
    public async Task A_page_that_is_renewed_loads_itself_and_a_browser_sees_what_changed(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);
        string name = stage.Name("web");
        await stage.DoAsync("param($name) $null = New-SwarmService $name swarmtools/test:1 -Replicas 2 -UpdateMonitor 100ms -StopGracePeriod 1s", name);
        using TemporaryFolder folder = new();
        string page = folder.File("page.html");
        using System.Management.Automation.PowerShell shell = stage.Session.Prepare("param($name, $file) Show-SwarmTopology $name -Html $file -Refresh 1", name, page);
        IAsyncResult running = shell.BeginInvoke();
        await Stage.UntilAsync(() => Task.FromResult(File.Exists(page)), "there is a page");

        await using Chromium browser = await Chromium.StartAsync();
        BrowserPage seen = await browser.OpenAsync(page, 390);
        Assert.Equal(2, (await TasksAsync(seen)).Count);
        await stage.DockerAsync("service", "scale", "-d", name + "=3");
        await Stage.UntilAsync(async () => (await TasksAsync(seen)).Count == 3, "the browser sees the third task");
        await Stage.UntilAsync(() => Task.FromResult(seen.Loads > 1), "the browser loaded the page again");
        Assert.Equal([], seen.Complaints);

        Assert.False(running.IsCompleted);
        shell.Stop();
        Assert.Empty(shell.Streams.Error);
        Assert.EndsWith("</html>\n", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal([page], Directory.GetFiles(folder.Path));
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(NewestLabEngine))]
    public async Task PowerShell_draws_it_in_eighty_columns_without_colors_in_a_file(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);
        string name = stage.Name("web");
        await stage.DoAsync("param($name) $null = New-SwarmService $name swarmtools/test:1 -Replicas 5 -UpdateMonitor 100ms -StopGracePeriod 1s", name);

        CommandResult drawn = await Shell.RunAsync(stage.HostUri, "Show-SwarmTopology $env:NAME -Ascii; (Show-SwarmTopology $env:NAME).Nodes | Format-Table | Out-String -Width 100", ("NAME", name), ("COLUMNS", "80"));

        string[] lines = drawn.Require("pwsh").Split('\n');
        Assert.DoesNotContain(drawn.Output, letter => letter == '\u001b');
        Assert.All(lines, line => Assert.InRange(line.TrimEnd().Length, 0, 100));
        Assert.Contains("5 nodes; 5 tasks: 5 running", lines);
        Assert.Equal(5, lines.Sum(line => Regex.IsMatch(line, $@"^  \+ {name}\.") ? Numbers(line) : 0));
        Assert.Contains(lines, line => Regex.IsMatch(line, "^m1 +Leader +Ready, Active +1 running"));
    }

    // Numbers of 1-3,5.
    private static int Numbers(string line) => line[(line.LastIndexOf('.') + 1)..].Trim().Split(',').Sum(range => range.Split('-') is [var first, var last] ? int.Parse(last, null) - int.Parse(first, null) + 1 : 1);

    private static async Task ShowsAllAsync(Stage stage, BrowserPage page, string prefix)
    {
        string expected = await stage.DockerAsync("service", "ps", prefix + "web", prefix + "agent", prefix + "db", "--filter", "desired-state=running", "--no-trunc", "-q");
        string failed = await stage.DockerAsync("service", "ps", prefix + "evil", "--no-trunc", "-q");
        Assert.Equal(13, expected.Split('\n').Length + failed.Split('\n').Length);
        IReadOnlyList<string> shown = await TasksAsync(page);
        Assert.Equal(expected.Split('\n').Concat(failed.Split('\n')).Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));

        IReadOnlyList<string> texts = await page.TextsAsync("[...document.querySelectorAll('[data-task]')].map(task => task.textContent.trim())");
        Assert.Equal(Enumerable.Range(1, 6).Select(slot => $"{prefix}web.{slot} healthy"), texts.Where(text => text.Contains("web.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains($"{prefix}agent.{EvilHost} running 19100:9100/tcp", texts);
        Assert.Contains($"{prefix}evil.1 failed", texts);
        Assert.Equal([EvilHost], await page.TextsAsync("[...document.querySelectorAll('h3')].map(title => title.textContent).filter(text => text.includes('script'))"));
        Assert.Equal(2, (await page.TextsAsync($"[...document.querySelectorAll('.labels li')].map(label => label.textContent).filter(text => text === 'note={Script.Replace("</", "<' + '/", StringComparison.Ordinal)}')")).Count);
        Assert.Contains(await page.TextsAsync("[...document.querySelectorAll('.why')].map(why => why.textContent)"), why => why.Contains(Script, StringComparison.Ordinal));
        Assert.Equal(1, (int?)await page.AskAsync("document.scripts.length"));

        await page.AskAsync("(() => { const find = document.getElementById('find'); find.value = 'FAILED'; find.dispatchEvent(new Event('input')); })()");
        Assert.Equal([$"{prefix}evil.1 failed"], await page.TextsAsync("[...document.querySelectorAll('[data-task]')].filter(task => task.checkVisibility()).map(task => task.textContent.trim())"));
        await page.AskAsync("(() => { const find = document.getElementById('find'); find.value = ''; find.dispatchEvent(new Event('input')); })()");
    }

    private static async Task FitsAsync(BrowserPage page, string picture)
    {
        Assert.Equal((int?)await page.AskAsync("document.documentElement.clientWidth"), (int?)await page.AskAsync("document.documentElement.scrollWidth"));
        await page.KeepPictureAsync(Kept(picture));
        Assert.True(new FileInfo(Kept(picture)).Length > 10_000);
        Assert.Equal([], page.Complaints);
        Assert.Equal([], page.OtherRequests);
    }

    private static Task<IReadOnlyList<string>> TasksAsync(BrowserPage page) => page.TextsAsync("[...document.querySelectorAll('[data-task]')].map(task => task.dataset.task)");

    private static async Task UntilSettledAsync(Stage stage, string prefix)
    {
        await stage.DoAsync("param($web, $agent) $null = Wait-SwarmService $web, $agent -Timeout 60s", prefix + "web", prefix + "agent");
        await Stage.UntilAsync(
            async () => (await stage.DockerAsync("service", "ps", prefix + "evil", "--format", "{{.CurrentState}}")).StartsWith("Failed", StringComparison.Ordinal)
                || (await stage.DockerAsync("service", "ps", prefix + "evil", "--format", "{{.CurrentState}}")).StartsWith("Rejected", StringComparison.Ordinal),
            "the evil one failed");
    }

    // The program hostname refuses what the kernel takes. An engine tells its name when it begins a session.
    private static async Task RenameAsync(Stage stage, string from, string to)
    {
        LabNode node = stage.Lab["w2"];
        (await node.ExecAsync("/bin/sh", "-c", "printf %s \"$1\" > /proc/sys/kernel/hostname", "sh", to)).Require("the new name");
        await node.StopDaemonAsync();
        await node.StartDaemonAsync();
        await Stage.UntilAsync(async () => (await stage.DockerAsync("node", "ls", "--format", "{{.Hostname}} {{.Status}}")).Split('\n').Contains(to + " Ready"), $"{from} is {to}");
    }
}
