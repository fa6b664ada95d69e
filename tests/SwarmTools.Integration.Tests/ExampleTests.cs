using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Help;
using SwarmTools.Lab;
using Repository = SwarmTools.Testing.Repository;

namespace SwarmTools.Integration;

/// <summary>The examples of the help, typed into a PowerShell on swarms that are like those of their readers.</summary>
/// <remarks>With SWARMTOOLS_ACCEPT_EXAMPLES=1 what they print is written into the pages, where it is not what these show already.</remarks>
public sealed class ExampleTests
{
    private const string NotReached = "It was not reached.";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(30);

    private static bool Accepts => Environment.GetEnvironmentVariable("SWARMTOOLS_ACCEPT_EXAMPLES") == "1";

    [Theory]
    [InlineData("shop")]
    [InlineData("new")]
    [InlineData("small")]
    [InlineData("locked")]
    public async Task Every_example_does_what_its_page_shows(string scene)
    {
        if (NamedEngine.Address is not null)
        {
            Assert.Skip("The examples need machines of their own.");
        }

        HelpFiles help = HelpFiles.Read(Repository.Root);
        HelpPage[] pages = [.. help.Pages.Where(page => page.Examples.Count > 0 && page.Examples[0].Scene == scene)];
        Assert.NotEmpty(pages);
        Stopwatch watch = Stopwatch.StartNew();
        IReadOnlyDictionary<(string Page, int Number), ExampleRun> runs = await RunAsync(scene, pages);
        TestContext.Current.TestOutputHelper!.WriteLine($"{pages.Length} pages took {watch.Elapsed.TotalSeconds:F0} s.");

        foreach (HelpPage page in pages)
        {
            help = help.With(page with { Examples = [.. page.Examples.Select((example, index) => runs.TryGetValue((page.Cmdlet, index + 1), out ExampleRun? run) ? run.Accepted(example) : example)] });
        }

        IEnumerable<string> failures = Failures(pages, runs);
        if (Accepts)
        {
            help.Write().ToList().ForEach(file => File.WriteAllText(Repository.PathOf(file.Key), file.Value));
            failures = failures.Where(failure => failure.Contains(NotReached, StringComparison.Ordinal)).Concat(runs.Where(run => run.Value.Errors.Length > 0).Select(run => $"{run.Key}: {run.Value.Errors}"));
        }
        else if (pages.Where(page => Failures([page], runs).Any()).ToArray() is { Length: > 0 } late)
        {
            // A busy machine may be late once; twice it is the example.
            TestContext.Current.TestOutputHelper!.WriteLine("Typed once more, because of:\n" + string.Join("\n\n", failures));
            failures = Failures(late, await RunAsync(scene, late));
        }

        // Assert.Equal would show the first of them only.
        string told = string.Join("\n\n", failures);
        Assert.True(told.Length == 0, told);
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    public async Task Get_Help_knows_every_cmdlet_its_examples_and_the_topics_in_any_language(string culture)
    {
        CommandResult told = await Shell.RunAsync(
            "tcp://127.0.0.1:1",
            """
            [cultureinfo]::CurrentUICulture = $env:CULTURE
            $bare = Get-Command -Module SwarmTools | ForEach-Object { Get-Help $_.Name } |
                Where-Object { -not $_.Synopsis -or -not $_.description -or @($_.examples.example).Count -lt 2 -or @($_.relatedLinks.navigationLink).Count -lt 1 }
            "bare: $($bare | ForEach-Object Name)"
            Get-Help about_Swarm* | Sort-Object Name | ForEach-Object Name
            Get-Help Set-SwarmNode -Parameter Role | Out-String -Width 80
            """,
            ("CULTURE", culture));

        string output = told.Require("pwsh").ReplaceLineEndings("\n");
        Assert.StartsWith("bare: \nabout_SwarmCluster\nabout_SwarmConnections\nabout_SwarmRollouts\nabout_SwarmSecrets\nabout_SwarmStacks\nabout_SwarmTools\n", output, StringComparison.Ordinal);
        Assert.Contains("Manager or Worker; waited for until the node plays it.", output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Failures(IEnumerable<HelpPage> pages, IReadOnlyDictionary<(string Page, int Number), ExampleRun> runs) =>
        pages.SelectMany(page => page.Examples.Select((example, index) => Failure(page.Cmdlet, index + 1, example, runs))).Where(failure => failure.Length > 0);

    private static string Failure(string page, int number, HelpExample example, IReadOnlyDictionary<(string Page, int Number), ExampleRun> runs)
    {
        if (example.NotRun.Length > 0)
        {
            return "";
        }

        string title = $"{page}, example {number}: {example.Title}";
        return !runs.TryGetValue((page, number), out ExampleRun? run) ? $"{title}\n{NotReached}"
            : run.Errors.Length > 0 ? $"{title}\n{run.Errors}"
            : run.IsAsShownIn(example) ? ""
            : $"{title}\n{run.DifferenceFrom(example)}";
    }

    private static async Task<IReadOnlyDictionary<(string Page, int Number), ExampleRun>> RunAsync(string scene, IEnumerable<HelpPage> pages)
    {
        await using ExampleLab lab = await ExampleLab.StartAsync(scene);
        string work = Path.Combine(lab.Lab.Folder, "examples.json");
        await File.WriteAllTextAsync(work, System.Text.Json.JsonSerializer.Serialize(pages.Select(page => new
        {
            name = page.Cmdlet,
            examples = page.Examples.Select(example => example.NotRun.Length > 0 ? "" : example.Code),
        })));
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_patience);
        CommandResult result = await lab.RunAsync(["-Scene", scene, "-Setup", "-Work", work], limit.Token);
        return ExampleRun.Read(result.Output, result.Errors);
    }
}
