using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SwarmTools.Help;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>The help is whole, and is what the module, its comments and the pages make of it.</summary>
public sealed partial class HelpTests
{
    // Get-Help indents by 4, and consoles have 80 columns.
    private const int Width = 76;
    private const int LongestTitle = 55;

    // Their pages say why: they ask somebody, or want a registry, an ssh server, a certificate store of Windows, a plugin of CSI, a second swarm, a restart of all managers.
    private static readonly string[] s_notRun = ["Add-SwarmSecret 4", "Connect-Swarm 4", "Connect-Swarm 5", "Copy-SwarmStack 2", "New-SwarmService 5", "Set-SwarmVolume 1", "Set-SwarmVolume 2", "Unlock-Swarm 2"];

    private static readonly Lazy<HelpFiles> s_help = new(() => HelpFiles.Read(Repository.Root));

    private static HelpFiles Help => s_help.Value;

    [Fact]
    public void Writing_the_help_anew_would_change_nothing() => Assert.Equal("", Lines(Help.Write()
        .Where(file => !File.Exists(Repository.PathOf(file.Key)) || File.ReadAllText(Repository.PathOf(file.Key)).ReplaceLineEndings("\n") != file.Value)
        .Select(file => $"{file.Key}: run './build.sh help'")));

    [Fact]
    public void There_are_pages_of_cmdlets_alone() => Assert.Equal(
        Help.Cmdlets.Select(cmdlet => cmdlet.Name + ".md").Order(StringComparer.Ordinal),
        Directory.GetFiles(Repository.PathOf("docs", "cmdlets")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_cmdlet_has_a_synopsis_and_a_description() =>
        Assert.Equal("", Lines(Help.Cmdlets.Zip(Help.Pages).Where(pair => pair.First.Summary.Length == 0 || pair.Second.Description.Length == 0).Select(pair => pair.First.Name)));

    [Fact]
    public void Every_parameter_is_described() =>
        Assert.Equal("", Lines(Help.Cmdlets.SelectMany(cmdlet => cmdlet.Parameters.Where(parameter => parameter.Description.Length == 0).Select(parameter => $"{cmdlet.Name} -{parameter.Name}"))));

    [Fact]
    public void No_page_offers_what_nobody_can_ask_for() =>
        Assert.Equal("", Lines(Help.Cmdlets.SelectMany(cmdlet => cmdlet.Parameters.Where(parameter => parameter.AcceptedValues.Contains("Unknown")).Select(parameter => $"{cmdlet.Name} -{parameter.Name}"))));

    [Fact]
    public void Every_cmdlet_has_two_to_five_examples_with_titles_of_their_own() => Assert.Equal("", Lines(Help.Pages
        .Where(page => page.Examples.Count is < 2 or > 5 || page.Examples.Select(example => example.Title).Distinct().Count() < page.Examples.Count)
        .Select(page => $"{page.Cmdlet}: {page.Examples.Count}")));

    [Fact]
    public void Examples_fit_into_80_columns() => Assert.Equal("", Lines(Help.Pages.SelectMany(page => page.Examples.SelectMany(example => example.Code.Split('\n')
        .Where(line => line.Length > Width)
        .Concat(example.Title.Length > LongestTitle ? [example.Title] : [])
        .Select(line => $"{page.Cmdlet}: {line}")))));

    [Fact]
    public void All_examples_of_a_page_are_on_one_scene() =>
        Assert.Equal("", Lines(Help.Pages.Where(page => page.Examples.Select(example => example.Scene).Distinct().Count() > 1).Select(page => page.Cmdlet)));

    [Fact]
    public void Only_a_few_examples_are_not_run() => Assert.Equal(s_notRun, Help.Pages
        .SelectMany(page => page.Examples.Select((example, index) => (Name: $"{page.Cmdlet} {index + 1}", example.NotRun)))
        .Where(example => example.NotRun.Length > 0)
        .Select(example => example.Name));

    [Fact]
    public void Every_cmdlet_links_to_others_and_the_links_lead_somewhere()
    {
        HashSet<string> targets = [.. Help.Cmdlets.Select(cmdlet => cmdlet.Name), .. Directory.GetFiles(Repository.PathOf("en-US"), "about_*").Select(file => Path.GetFileName(file).Split('.')[0])];

        Assert.Equal("", Lines(Help.Pages.Where(page => page.LinkTitles.Count == 0).Select(page => page.Cmdlet + " has none")
            .Concat(Help.Pages.SelectMany(page => page.LinkTitles.Where(title => !targets.Contains(title) || title == page.Cmdlet).Select(title => $"{page.Cmdlet}: {title}")))));
    }

    [Fact]
    public void The_packaged_help_is_that_of_the_sources() => Assert.All(
        Directory.GetFiles(Repository.PathOf("en-US")),
        file => Assert.Equal(File.ReadAllText(file), File.ReadAllText(Path.Combine(Repository.ModuleFolder, "en-US", Path.GetFileName(file)))));

    [Fact]
    public void Topics_fit_into_80_columns() => Assert.Equal("", Lines(
        Topics.SelectMany(topic => File.ReadLines(topic).Where(line => line.Length > 80).Select(line => $"{Path.GetFileName(topic)}: {line}"))));

    [Fact]
    public void Commands_in_topics_are_those_that_there_are() => Assert.Equal("", Lines(Topics.SelectMany(topic => Commands.Unknown(Code(File.ReadAllLines(topic)), Help.Cmdlets)
        .Select(unknown => $"{Path.GetFileName(topic)}: {unknown}"))));

    [Fact]
    public void Cmdlets_that_topics_name_are_those_that_there_are() => Assert.Equal("", Lines(Topics.SelectMany(topic => CmdletName().Matches(File.ReadAllText(topic))
        .Select(match => match.Value)
        .Where(name => Help.Cmdlets.All(cmdlet => cmdlet.Name != name))
        .Select(name => $"{Path.GetFileName(topic)}: {name}"))));

    private static IEnumerable<string> Topics => Directory.GetFiles(Repository.PathOf("en-US"), "about_*.help.txt").Order(StringComparer.Ordinal);

    // Commands are indented by 8; what is beside them, far to the right, is text.
    private static string Code(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? Beside().Split(line[8..])[0] : ""));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    [GeneratedRegex(@"(?<=\S) {4,}")]
    private static partial Regex Beside();

    [GeneratedRegex(@"\b[A-Z][a-z]+-Swarm[A-Za-z]*\b")]
    private static partial Regex CmdletName();
}
